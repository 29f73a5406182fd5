#include "codec/fhir_links.h"

#include <string>
#include <utility>

#include "codec/fhir_tree.h"

namespace veil::fhir {
namespace {

constexpr std::uint32_t kNone = JsonNode::kNone;

class Linker {
 public:
  Linker(std::string_view raw, const JsonTree& tree, std::span<const Field> fields)
      : raw_(raw), tree_(tree), fields_(fields) {}

  std::vector<Merge> Read() {
    for (std::uint32_t node = 0; node < tree_.nodes().size(); ++node) {
      if (tree_[node].kind == JsonKind::kObject && Text(node, "resourceType") == "Patient") patients_.push_back(node);
    }
    for (const std::uint32_t patient : patients_) {
      const std::uint32_t links = Member(patient, "link");
      if (links == kNone || tree_[links].kind != JsonKind::kArray) continue;
      for (std::uint32_t link = tree_[links].first_child; link != kNone; link = tree_[link].next) Read(patient, link);
    }
    return std::move(merges_);
  }

 private:
  std::uint32_t Member(std::uint32_t object, std::string_view name) const { return tree_.Member(raw_, object, name); }
  std::string Text(std::uint32_t object, std::string_view name) const {
    return StringAt(raw_, tree_, Member(object, name));
  }

  void Read(std::uint32_t patient, std::uint32_t link) {
    const std::string type = Text(link, "type");
    if (type != "replaced-by" && type != "replaces") return;
    const PhiString* own = NumberOf(patient);
    const PhiString* other = Other(Member(link, "other"));
    if (own == nullptr || other == nullptr || *own == *other) return;
    merges_.push_back(type == "replaces" ? Merge{*other, *own} : Merge{*own, *other});
  }

  // The first record number of a patient, as SubjectId() would take it; not one of a patient it is linked to.
  const PhiString* NumberOf(std::uint32_t patient) const {
    const std::uint32_t links = Member(patient, "link");
    return NumberIn(tree_[patient].raw, links == kNone ? Span() : tree_[links].raw);
  }

  const PhiString* NumberIn(Span within, Span without) const {
    for (const Field& field : fields_) {
      if (field.field_class != FieldClass::kIdentifier || field.type != IdentifierType::kMrn) continue;
      if (field.map.pieces().empty()) continue;
      const Span at = field.map.pieces().front().raw;
      if (at.begin >= within.begin && at.end <= within.end && !at.Overlaps(without)) return &field.text;
    }
    return nullptr;
  }

  const PhiString* Other(std::uint32_t reference) const {
    if (reference == kNone) return nullptr;
    const std::uint32_t identifier = Member(reference, "identifier");
    if (identifier != kNone) {
      if (const PhiString* number = NumberIn(tree_[identifier].raw, {})) return number;
    }
    const std::string target = Text(reference, "reference");
    if (target.empty()) return nullptr;
    for (const std::uint32_t patient : patients_) {
      const std::uint32_t entry = tree_[patient].parent;
      const bool here = target == "Patient/" + Text(patient, "id") || target == "#" + Text(patient, "id") ||
                        (entry != kNone && target == Text(entry, "fullUrl"));
      if (here) return NumberOf(patient);
    }
    return nullptr;
  }

  std::string_view raw_;
  const JsonTree& tree_;
  std::span<const Field> fields_;
  std::vector<std::uint32_t> patients_;
  std::vector<Merge> merges_;
};

}  // namespace

std::vector<Merge> LinksOf(std::string_view raw, const JsonTree& tree, std::span<const Field> fields) {
  if (raw.find("\"replace") == std::string_view::npos) return {};
  return Linker(raw, tree, fields).Read();
}

}  // namespace veil::fhir
