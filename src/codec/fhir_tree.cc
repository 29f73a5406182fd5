#include "codec/fhir_tree.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/fold.h"
#include "codec/json_leaves.h"

namespace veil::fhir {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";
constexpr std::uint32_t kNone = JsonNode::kNone;

// The first element of an array, any other node itself.
std::uint32_t First(const JsonTree& tree, std::uint32_t node) {
  return node != kNone && tree[node].kind == JsonKind::kArray ? tree[node].first_child : node;
}

// The first parts of an Address, with their types.
void AddAddress(std::string_view raw, const JsonTree& tree, std::uint32_t address, Neighbours& beside) {
  using T = IdentifierType;
  constexpr std::size_t kPartsMax = 32;
  constexpr std::array<std::pair<std::string_view, T>, 6> kParts = {{{"line", T::kStreet},
                                                                     {"postalCode", T::kZip},
                                                                     {"city", T::kCity},
                                                                     {"district", T::kCity},
                                                                     {"state", T::kState},
                                                                     {"country", T::kState}}};
  for (const auto& [name, type] : kParts) {
    const std::uint32_t member = tree.Member(raw, address, name);
    if (member == kNone) continue;
    const bool many = tree[member].kind == JsonKind::kArray;
    for (std::uint32_t at = First(tree, member); at != kNone; at = many ? tree[at].next : kNone) {
      if (beside.address.size() >= kPartsMax) return;
      beside.address.emplace_back(StringAt(raw, tree, at), type);
    }
  }
}

}  // namespace

std::string StringAt(std::string_view raw, const JsonTree& tree, std::uint32_t node) {
  std::string text;
  if (node == kNone || tree[node].kind != JsonKind::kString) return text;
  ByteMap unused;
  AppendJsonText(raw, tree[node].Inside(), text, unused);
  return text;
}

std::string MediaTypeOf(std::string_view raw, const JsonTree& tree, std::uint32_t data) {
  return StringAt(raw, tree, tree.Member(raw, tree[data].parent, "contentType"));
}

Result<JsonTree> ReadTree(std::string_view raw, const CodecLimits& limits) {
  if (raw.starts_with("\xFF\xFE") || raw.starts_with("\xFE\xFF") || raw.substr(0, 4).find('\0') != std::string::npos) {
    return Fail(ErrorCode::kUnsupportedCharset, "FHIR is UTF-8, and this is UTF-16 or UTF-32");
  }
  if (std::size_t bad = 0; !IsUtf8(raw, &bad)) {
    return Fail(ErrorCode::kInvalidEncoding, "JSON is UTF-8", static_cast<std::int64_t>(bad));
  }
  const std::size_t begin = raw.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const JsonLimits json{limits.depth_max, limits.fields_max * 10};
  JsonTree tree;
  for (std::size_t at = raw.find_first_not_of(kBlank, begin); at != std::string_view::npos;) {
    VEIL_ASSIGN(const std::size_t end, tree.Read(raw, at, json));
    const std::size_t next = raw.find_first_not_of(kBlank, end);
    if (next != std::string_view::npos && raw.substr(end, next - end).find('\n') == std::string_view::npos) {
      return Fail(ErrorCode::kMalformed, "something follows a resource", static_cast<std::int64_t>(next));
    }
    at = next;
  }
  if (tree.roots().empty()) return Fail(ErrorCode::kEmpty, "the message has no resource");
  return tree;
}

std::string PlaceOf(std::string_view raw, const JsonTree& tree, std::uint32_t node) {
  std::string place;
  std::uint32_t at = node;
  for (; tree[at].parent != kNone; at = tree[at].parent) {
    if (tree[at].is_member) {
      place = std::string(raw.substr(tree[at].name.begin, tree[at].name.size())) +
              (place.empty() || place[0] == '[' ? "" : ".") + place;
    } else {
      std::size_t index = 0;
      for (auto i = tree[tree[at].parent].first_child; i != at; i = tree[i].next) ++index;
      place = "[" + std::to_string(index) + "]" + (place.empty() ? "" : ".") + place;
    }
  }
  if (tree.roots().size() == 1) return place;
  const auto root = std::find(tree.roots().begin(), tree.roots().end(), at);
  return "[" + std::to_string(root - tree.roots().begin()) + "]." + place;
}

Neighbours NeighboursOf(std::string_view raw, const JsonTree& tree, std::uint32_t node, Content content) {
  const auto member = [&](std::uint32_t object, std::string_view name) { return tree.Member(raw, object, name); };
  const auto text = [&](std::uint32_t at) { return StringAt(raw, tree, at); };
  const std::uint32_t parent = tree[node].parent;
  Neighbours beside;
  if (parent == kNone || tree[parent].kind != JsonKind::kObject) return beside;
  if (content == Content::kAge) {
    beside.unit = text(member(parent, "code"));
    if (beside.unit.empty()) beside.unit = text(member(parent, "unit"));
    return beside;
  }
  if (content == Content::kAddress) {
    AddAddress(raw, tree, parent, beside);
    return beside;
  }
  if (content == Content::kAnswer) {
    const std::uint32_t answers = tree[parent].parent;
    if (answers == kNone) return beside;
    const std::uint32_t item = tree[answers].kind == JsonKind::kArray ? tree[answers].parent : answers;
    beside.question = text(member(item, "text"));
    return beside;
  }
  if (content == Content::kTitle) beside.content_type = text(member(parent, "contentType"));
  if (content == Content::kIdValue || content == Content::kClassValue) {
    const std::uint32_t type = member(parent, "type");
    beside.type_text = text(member(type, "text"));
    beside.type_code = text(member(First(tree, member(type, "coding")), "code"));
  }
  const bool by_system = content == Content::kCode || content == Content::kTerm || content == Content::kIdValue ||
                         content == Content::kTelecom;
  if (by_system) beside.system = text(member(parent, "system"));
  return beside;
}

}  // namespace veil::fhir
