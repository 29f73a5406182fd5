#include "codec/json_removal.h"

#include <algorithm>
#include <string>

namespace veil {
namespace {

constexpr std::uint32_t kNone = JsonNode::kNone;

}  // namespace

JsonRemoval::JsonRemoval(std::string_view raw, const JsonTree& tree)
    : raw_(raw),
      tree_(tree),
      fates_(tree.nodes().size(), Fate::kStays),
      twins_(tree.nodes().size(), Twin::kUnasked),
      staying_(tree.nodes().size(), 0) {
  for (const JsonNode& node : tree.nodes()) {
    if (node.parent != kNone && !IsNull(node)) ++staying_[node.parent];
  }
}

// A null says that nothing stands there.
bool JsonRemoval::IsNull(const JsonNode& node) const {
  return node.kind == JsonKind::kLiteral && raw_.substr(node.raw.begin, node.raw.size()) == "null";
}

void JsonRemoval::Add(std::uint32_t node) {
  while (fates_[node] == Fate::kStays && tree_[node].parent != kNone) {
    const std::uint32_t parent = tree_[node].parent;
    fates_[node] = tree_[parent].kind == JsonKind::kArray && HasTwin(parent) ? Fate::kNull : Fate::kGoes;
    containers_.push_back(parent);
    if (!IsNull(tree_[node])) --staying_[parent];
    if (staying_[parent] > 0) return;
    node = parent;
  }
}

bool JsonRemoval::HasTwin(std::uint32_t array) {
  if (!tree_[array].is_member) return false;
  if (twins_[array] == Twin::kUnasked) {
    const Span span = tree_[array].name;
    const std::string name(raw_.substr(span.begin, span.size()));
    const std::string twin = name.starts_with('_') ? name.substr(1) : "_" + name;
    twins_[array] = tree_.Member(raw_, tree_[array].parent, twin) != kNone ? Twin::kThere : Twin::kNone;
  }
  return twins_[array] == Twin::kThere;
}

bool JsonRemoval::Removes(std::uint32_t node) const {
  for (; node != kNone; node = tree_[node].parent) {
    if (fates_[node] != Fate::kStays) return true;
  }
  return false;
}

std::vector<Edit> JsonRemoval::Edits() const {
  std::vector<std::uint32_t> containers = containers_;
  std::sort(containers.begin(), containers.end());
  containers.erase(std::unique(containers.begin(), containers.end()), containers.end());
  std::vector<Edit> edits;
  for (const std::uint32_t container : containers) {
    if (!Removes(container)) AppendEdits(container, edits);
  }
  return edits;
}

// What goes is cut from the end of the value before it that stays, or up to the beginning of the one after it.
void JsonRemoval::AppendEdits(std::uint32_t container, std::vector<Edit>& edits) const {
  const std::uint32_t first = tree_[container].first_child;
  std::size_t kept_end = 0;  // of the last child that stays; 0: none yet
  std::size_t cut_begin = 0;
  bool cut = false;  // from the first child on
  for (std::uint32_t child = first; child != kNone; child = tree_[child].next) {
    const JsonNode& node = tree_[child];
    if (fates_[child] == Fate::kGoes) {
      if (kept_end > 0) {
        edits.push_back({{kept_end, node.raw.end}, {}});
        kept_end = node.raw.end;
      } else if (!cut) {
        cut = true;
        cut_begin = node.begin();
      }
      continue;
    }
    if (cut) edits.push_back({{cut_begin, node.begin()}, {}});
    cut = false;
    if (fates_[child] == Fate::kNull) edits.push_back({node.raw, "null"});
    kept_end = node.raw.end;
  }
  if (cut) edits.push_back({{cut_begin, tree_[container].raw.end - 1}, {}});
}

}  // namespace veil
