#include "codec/fhir_fields.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "codec/fhir_leaf.h"
#include "codec/fhir_links.h"
#include "codec/fhir_person.h"
#include "codec/fhir_sink.h"
#include "codec/fhir_table.h"
#include "codec/fhir_tree.h"

namespace veil::fhir {
namespace {

constexpr std::uint32_t kNone = JsonNode::kNone;

class Reader {
 public:
  Reader(std::string_view raw, const JsonTree& tree, const CodecLimits& limits)
      : raw_(raw), tree_(tree), sink_(raw, tree, limits) {}

  Result<Document> Read() {
    for (const std::uint32_t root : tree_.roots()) {
      if (TypeOfResource(root) == nullptr) {
        return Fail(ErrorCode::kMalformed, "no resource of FHIR", static_cast<std::int64_t>(tree_[root].raw.begin));
      }
      ReadResource(root, {});
      if (sink_.over()) return Fail(ErrorCode::kTooLarge, "the message has too many fields");
    }
    Document document = sink_.Take();
    document.merges = LinksOf(raw_, tree_, document.fields);
    return document;
  }

 private:
  std::string_view Name(std::uint32_t node) const {
    const Span name = tree_[node].name;
    return raw_.substr(name.begin, name.size());
  }
  std::uint32_t Member(std::uint32_t object, std::string_view name) const { return tree_.Member(raw_, object, name); }
  std::string Text(std::uint32_t node) const { return StringAt(raw_, tree_, node); }
  void Remove(std::uint32_t node, bool counted) { sink_.Remove(path_, node, counted); }

  const Type* TypeOfResource(std::uint32_t node) const {
    return table_.FindResource(Text(Member(node, "resourceType")));
  }

  void ReadResource(std::uint32_t node, Around around) {
    const Type* type = TypeOfResource(node);
    if (type == nullptr) return Remove(node, true);
    const std::string path = std::exchange(path_, type->name);
    around.party = type->rule.party.value_or(Party::kNone);
    around.own = type->rule.type;
    around.group = 0;
    around.label = false;
    ReadMembers(node, {type}, around, true);
    path_ = path;
  }

  // The members of an object that may have any of `types` (releases differ).
  void ReadMembers(std::uint32_t object, const std::vector<const Type*>& types, const Around& around, bool resource) {
    for (std::uint32_t child = tree_[object].first_child; child != kNone; child = tree_[child].next) {
      const std::string_view name = Name(child);
      if (resource && name == "resourceType") continue;
      const bool extras = name.starts_with('_');
      const Element* element = Find(types, extras ? name.substr(1) : name);
      const std::size_t size = path_.size();
      if (element == nullptr || (extras && !HasPrimitive(*element))) {
        sink_.Count(path_ + "." + (extras ? "_" : "") + table_.words().Shown(extras ? name.substr(1) : name));
        path_ += ".*";
        Remove(child, false);
      } else if (extras) {
        path_ += "._" + element->name;
        EachValue(child, [&](std::uint32_t value, std::size_t) { ReadExtras(value, around); });
      } else {
        path_ += "." + element->name;
        ReadElement(child, *element, around);
      }
      path_.resize(size);
    }
  }

  static const Element* Find(const std::vector<const Type*>& types, std::string_view name) {
    for (const Type* type : types) {
      if (const Element* element = type->Find(name)) return element;
    }
    return nullptr;
  }

  static bool HasPrimitive(const Element& element) {
    return std::any_of(element.types.begin(), element.types.end(),
                       [](const Type* type) { return type->IsPrimitive(); });
  }

  // Calls with the node itself or with each element of an array.
  template <typename Each>
  void EachValue(std::uint32_t node, const Each& each) {
    if (tree_[node].kind != JsonKind::kArray) return each(node, 0);
    std::size_t index = 0;
    for (std::uint32_t child = tree_[node].first_child; child != kNone; child = tree_[child].next) each(child, index++);
  }

  // The id and extensions of a primitive value (R4 section 2.1.20.1.4).
  void ReadExtras(std::uint32_t node, const Around& around) {
    if (IsNull(node)) return;
    if (tree_[node].kind != JsonKind::kObject) return Remove(node, true);
    ReadMembers(node, {table_.Find("Element")}, around, false);
  }

  bool IsNull(std::uint32_t node) const { return raw_.substr(tree_[node].raw.begin, tree_[node].raw.size()) == "null"; }

  void ReadElement(std::uint32_t node, const Element& element, Around around) {
    if (element.rule.content == Content::kRemoved) return Remove(node, false);
    if (element.rule.party) around.party = *element.rule.party;
    if (element.rule.type != IdentifierType::kUnknown) around.own = element.rule.type;
    if (element.rule.content == Content::kLabel) around.label = true;
    EachValue(node, [&](std::uint32_t value, std::size_t index) {
      if (tree_[value].kind == JsonKind::kObject) {
        ReadObject(value, element, around);
      } else if (tree_[value].kind == JsonKind::kArray || !HasPrimitive(element)) {
        if (!IsNull(value)) Remove(value, true);
      } else if (!IsNull(value)) {
        ReadLeaf(value, element, around, index);
      }
    });
  }

  void ReadObject(std::uint32_t node, const Element& element, Around around) {
    std::vector<const Type*> types;
    for (const Type* type : element.types) {
      if (!type->IsPrimitive()) types.push_back(type);
    }
    if (types.empty()) return Remove(node, true);
    const std::string& name = types.front()->name;
    if (name == "Resource") {
      around.contained = element.name == "contained";
      return ReadResource(node, around);
    }
    if (name == "Extension") return ReadExtension(node, around);
    if (name == "Reference") return ReadReference(node, element, around);
    if (name == "HumanName" || name == "Address" || name == "Identifier") around.group = ++groups_;
    ReadMembers(node, types, around, false);
  }

  // A Reference is about what it points to.
  void ReadReference(std::uint32_t node, const Element& element, Around around) {
    const std::string target = TargetOf(node, element);
    const Type* type = target.empty() ? nullptr : table_.FindResource(target);
    around.own = type != nullptr ? type->rule.type : IdentifierType::kUnknown;
    if (type != nullptr && type->rule.party) around.party = *type->rule.party;
    around.group = ++groups_;
    const std::uint32_t text = Member(node, "display");
    const std::uint32_t outer = std::exchange(display_, kNone);  // a Reference may hold another one
    const bool person = target == "Patient" || target == "RelatedPerson";
    const bool classified = element.rule.content == Content::kInherited || (around.label && person);
    if (text != kNone && tree_[text].kind == JsonKind::kString && classified) {
      const std::string display = Text(text);
      const DisplayClass found = ClassifyDisplay({display, target, element.targets, element.rule.party});
      const std::string path = path_;
      path_ += ".display";
      sink_.AddParts(path_, text, found.parts, {found.party, around.own, around.group, around.contained}, Part::kWhole);
      path_ = path;
      display_ = text;
    }
    ReadMembers(node, {table_.Find("Reference")}, around, false);
    display_ = outer;
  }

  // The resource that a reference says it points to, or the only one that it may.
  std::string TargetOf(std::uint32_t node, const Element& element) const {
    const std::string reference = Text(Member(node, "reference"));
    for (std::size_t begin = 0; begin < reference.size();) {
      const std::size_t end = std::min(reference.find_first_of("/?", begin), reference.size());
      const std::string_view step = std::string_view(reference).substr(begin, end - begin);
      if (end < reference.size() && table_.FindResource(step) != nullptr) return std::string(step);
      begin = end + 1;
    }
    const std::string type = Text(Member(node, "type"));
    if (table_.FindResource(type) != nullptr) return type;
    return element.targets.size() == 1 && element.targets[0] != "Resource" ? element.targets[0] : "";
  }

  // One that has no row is removed whole.
  void ReadExtension(std::uint32_t node, Around around) {
    const std::string url = Text(Member(node, "url"));
    const bool part = !extension_.empty() && !url.empty() && url.find_first_of(":/") == std::string::npos;
    const Rule* rule = table_.FindExtension(part ? extension_ + "#" + url : url);
    if (rule == nullptr && !part) {
      sink_.Count(path_ + "[" + ShownUrl(url) + "]");
      return Remove(node, false);
    }
    if (rule != nullptr && rule->content == Content::kRemoved) return Remove(node, false);
    const std::string outer = part ? extension_ : std::exchange(extension_, url);
    const Rule* outer_rule = std::exchange(extension_rule_, rule);
    if (rule != nullptr && rule->party) around.party = *rule->party;
    around.group = ++groups_;
    const std::uint32_t outer_url = std::exchange(extension_url_, Member(node, "url"));
    ReadMembers(node, {table_.Find("Extension")}, around, false);
    extension_ = outer;
    extension_rule_ = outer_rule;
    extension_url_ = outer_url;
  }

  // The address of a published specification, which is nobody's; of any other only how long it is.
  static std::string ShownUrl(const std::string& url) {
    constexpr std::size_t kSizeMax = 128;
    const bool plain = url.size() <= kSizeMax && std::all_of(url.begin(), url.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                c == ':' || c == '/' || c == '.' || c == '-' || c == '_';
                       });
    return plain && IsTerminology(url) ? url : SchemaWords::LengthClass(url);
  }

  void ReadLeaf(std::uint32_t node, const Element& element, const Around& around, std::size_t index) {
    // The url of an extension that the table knows is the table's.
    if (node == display_ || node == extension_url_) return;
    Rule rule = RuleFor(element, around);
    const JsonKind kind = tree_[node].kind;
    if (kind == JsonKind::kLiteral) return;
    if (kind == JsonKind::kNumber && IsMeasure(node, rule.content)) return;
    if (kind == JsonKind::kNumber && rule.content == Content::kSafe) rule.content = Content::kFreeText;
    if (kind == JsonKind::kString && rule.content == Content::kNarrative) return sink_.AddNarrative(path_, node);
    if (rule.content == Content::kData) return sink_.AddData(path_, node);
    if (rule.content == Content::kRemoved) return Remove(node, false);
    if (around.label && (rule.content == Content::kFreeText || rule.content == Content::kDisplay)) {
      rule.content = Content::kLabel;
    }
    const Party party = rule.party.value_or(around.party);
    const Around here{party, around.own, around.group, around.contained};
    const LeafParts parts =
        Classify(rule, LeafText(node), NeighboursOf(raw_, tree_, node, rule.content), around.own, party);
    sink_.AddParts(path_, node, parts, here, rule.part == Part::kGiven && index > 0 ? Part::kMiddle : rule.part);
  }

  // A number in a place for numbers. One of many digits may be an identifier that stands there: the detectors look.
  bool IsMeasure(std::uint32_t node, Content content) const {
    constexpr std::ptrdiff_t kDigitsMax = 6;
    const std::string_view text = raw_.substr(tree_[node].raw.begin, tree_[node].raw.size());
    const std::string_view whole = text.substr(0, text.find_first_of(".eE"));
    const auto digits = std::count_if(whole.begin(), whole.end(), [](char c) { return c >= '0' && c <= '9'; });
    return content == Content::kNumber || (content == Content::kSafe && digits <= kDigitsMax);
  }

  // The element's row, else what its extension says, else its data type's.
  Rule RuleFor(const Element& element, const Around& around) const {
    Rule rule = element.rule;
    if (element.name == "id" && around.contained && rule.type == IdentifierType::kId) rule.content = Content::kLocalId;
    if (rule.content != Content::kInherited) return rule;
    if (extension_rule_ != nullptr && extension_rule_->content != Content::kInherited &&
        element.name.starts_with("value")) {
      return *extension_rule_;
    }
    const auto primitive =
        std::find_if(element.types.begin(), element.types.end(), [](const Type* type) { return type->IsPrimitive(); });
    return (*primitive)->rule;
  }

  std::string LeafText(std::uint32_t node) const {
    const JsonNode& leaf = tree_[node];
    return leaf.kind == JsonKind::kString ? Text(node) : std::string(raw_.substr(leaf.raw.begin, leaf.raw.size()));
  }

  const Table& table_ = Table::Embedded();
  std::string_view raw_;
  const JsonTree& tree_;
  FieldSink sink_;

  std::string path_;
  std::uint32_t groups_ = 0;
  std::string extension_;  // the url of the extension around
  const Rule* extension_rule_ = nullptr;
  std::uint32_t extension_url_ = kNone;
  std::uint32_t display_ = kNone;  // of the Reference being read: already done
};

}  // namespace

Result<Document> ReadFields(std::string_view raw, const JsonTree& tree, const CodecLimits& limits) {
  return Reader(raw, tree, limits).Read();
}

}  // namespace veil::fhir
