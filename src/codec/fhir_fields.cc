#include "codec/fhir_fields.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "base/fold.h"
#include "codec/attachment.h"
#include "codec/fhir_leaf.h"
#include "codec/fhir_person.h"
#include "codec/fhir_table.h"
#include "codec/json_leaves.h"
#include "codec/map_through.h"
#include "codec/xhtml.h"

namespace veil::fhir {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";
constexpr std::uint32_t kNone = JsonNode::kNone;

// What holds for the elements below one.
struct Around {
  Party party = Party::kNone;
  IdentifierType own = IdentifierType::kUnknown;  // of identifiers
  std::uint32_t group = 0;
  bool contained = false;
};

class Reader {
 public:
  Reader(std::string_view raw, const JsonTree& tree, const CodecLimits& limits)
      : raw_(raw), tree_(tree), limits_(limits) {
    document_.format = Format::kFhir;
  }

  Result<Document> Read() {
    for (const std::uint32_t root : tree_.roots()) {
      if (TypeOfResource(root) == nullptr) {
        return Fail(ErrorCode::kMalformed, "no resource of FHIR", static_cast<std::int64_t>(tree_[root].raw.begin));
      }
      ReadResource(root, {});
      if (over_) return Fail(ErrorCode::kTooLarge, "the message has too many fields");
    }
    std::stable_sort(document_.fields.begin(), document_.fields.end(), [](const Field& a, const Field& b) {
      return a.map.pieces().front().raw.begin < b.map.pieces().front().raw.begin;
    });
    return std::move(document_);
  }

 private:
  std::string_view Name(std::uint32_t node) const {
    const Span name = tree_[node].name;
    return raw_.substr(name.begin, name.size());
  }
  std::uint32_t Member(std::uint32_t object, std::string_view name) const { return tree_.Member(raw_, object, name); }
  std::string Text(std::uint32_t node) const { return StringAt(raw_, tree_, node); }
  // The first element of an array, the object itself otherwise.
  std::uint32_t First(std::uint32_t node) const {
    return node != kNone && tree_[node].kind == JsonKind::kArray ? tree_[node].first_child : node;
  }

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
        path_ += ".*";
        Remove(child, true);
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
    if (text != kNone && tree_[text].kind == JsonKind::kString && element.rule.content == Content::kInherited) {
      const std::string display = Text(text);
      const DisplayClass found = ClassifyDisplay({display, target, element.targets, element.rule.party});
      const std::string path = path_;
      path_ += ".display";
      AddParts(text, found.parts, {found.party, around.own, around.group, around.contained}, Part::kWhole);
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
    if (rule == nullptr && !part) return Remove(node, true);
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

  void ReadLeaf(std::uint32_t node, const Element& element, const Around& around, std::size_t index) {
    // The url of an extension that the table knows is the table's.
    if (node == display_ || node == extension_url_) return;
    Rule rule = RuleFor(element, around);
    const JsonKind kind = tree_[node].kind;
    if (kind == JsonKind::kLiteral) return;
    if (kind == JsonKind::kNumber && IsMeasure(node, rule.content)) return;
    if (kind == JsonKind::kNumber && rule.content == Content::kSafe) rule.content = Content::kFreeText;
    if (kind == JsonKind::kString && rule.content == Content::kNarrative) return ReadNarrative(node);
    if (rule.content == Content::kData) return ReadData(node);
    if (rule.content == Content::kRemoved) return Remove(node, false);
    const Party party = rule.party.value_or(around.party);
    const Around here{party, around.own, around.group, around.contained};
    const LeafParts parts = Classify(rule, LeafText(node), NeighboursOf(node, rule.content), around.own, party);
    AddParts(node, parts, here, rule.part == Part::kGiven && index > 0 ? Part::kMiddle : rule.part);
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

  Neighbours NeighboursOf(std::uint32_t node, Content content) const {
    const std::uint32_t parent = tree_[node].parent;
    Neighbours beside;
    if (parent == kNone || tree_[parent].kind != JsonKind::kObject) return beside;
    if (content == Content::kAge) {
      beside.unit = Text(Member(parent, "code"));
      if (beside.unit.empty()) beside.unit = Text(Member(parent, "unit"));
      return beside;
    }
    if (content == Content::kAddress) {
      AddAddress(parent, beside);
      return beside;
    }
    if (content == Content::kTitle) beside.content_type = Text(Member(parent, "contentType"));
    if (content == Content::kIdValue || content == Content::kClassValue) {
      const std::uint32_t type = Member(parent, "type");
      beside.type_text = Text(Member(type, "text"));
      beside.type_code = Text(Member(First(Member(type, "coding")), "code"));
    }
    const bool by_system = content == Content::kCode || content == Content::kIdValue || content == Content::kTelecom;
    if (by_system) beside.system = Text(Member(parent, "system"));
    return beside;
  }

  void AddAddress(std::uint32_t address, Neighbours& beside) const {
    using T = IdentifierType;
    constexpr std::array<std::pair<std::string_view, T>, 6> kParts = {{{"line", T::kStreet},
                                                                       {"postalCode", T::kZip},
                                                                       {"city", T::kCity},
                                                                       {"district", T::kCity},
                                                                       {"state", T::kState},
                                                                       {"country", T::kState}}};
    for (const auto& [name, type] : kParts) {
      const std::uint32_t member = Member(address, name);
      if (member == kNone) continue;
      const bool many = tree_[member].kind == JsonKind::kArray;
      for (std::uint32_t at = First(member); at != kNone; at = many ? tree_[at].next : kNone) {
        beside.address.emplace_back(Text(at), type);
      }
    }
  }

  // The text of a leaf with its map.
  std::pair<std::string, ByteMap> Open(std::uint32_t node) const {
    const JsonNode& leaf = tree_[node];
    std::pair<std::string, ByteMap> open;
    if (leaf.kind == JsonKind::kString) {
      AppendJsonText(raw_, leaf.Inside(), open.first, open.second);
    } else {
      open.first = raw_.substr(leaf.raw.begin, leaf.raw.size());
      open.second = ByteMap::Identity(leaf.raw.begin, leaf.raw.size());
    }
    return open;
  }

  void AddParts(std::uint32_t node, const LeafParts& parts, const Around& around, Part part) {
    if (parts.empty()) return;
    const auto [text, map] = Open(node);
    for (const LeafPart& leaf : parts) {
      if (leaf.span.empty()) continue;
      Field field;
      field.path = path_;
      field.field_class = leaf.field_class;
      if (leaf.field_class == FieldClass::kIdentifier) {
        field.type = leaf.type;
        field.party = around.party;
        field.part = IsName(leaf.type) ? part : Part::kWhole;
        field.group = around.group;
      }
      field.text = PhiString(text.substr(leaf.span.begin, leaf.span.size()));
      field.map = parts.size() == 1 && leaf.span.size() == text.size()
                      ? map
                      : Through(ByteMap::Identity(leaf.span.begin, leaf.span.size()), map);
      Push(std::move(field));
    }
  }

  // The div of a narrative (R4 section 2.4.4): its text as people read it, and its attributes.
  void ReadNarrative(std::uint32_t node) {
    const auto [source, map] = Open(node);
    xhtml::Content page = xhtml::Read(source);
    if (!page.text.empty()) {
      Field field;
      field.path = path_;
      field.map = Through(page.map, map);
      field.text = PhiString(std::move(page.text));
      Push(std::move(field));
    }
    const std::string path = path_;
    for (const xhtml::Attribute& attribute : page.attributes) {
      path_ = path + "@" + std::string(attribute.name.view());
      AddAttribute(attribute, map);
    }
    path_ = path;
    for (const Span& hidden : page.hidden) {
      Field field;
      field.path = path_;
      field.field_class = FieldClass::kUnknown;
      field.text = PhiString(source.substr(hidden.begin, hidden.size()));
      field.map = Through(ByteMap::Identity(hidden.begin, hidden.size()), map);
      Count();
      Push(std::move(field));
    }
  }

  void AddAttribute(const xhtml::Attribute& attribute, const ByteMap& source) {
    LeafParts parts = {{{0, attribute.text.size()}, FieldClass::kFreeText}};
    if (attribute.kind == xhtml::AttributeKind::kUri) {
      const bool data = attribute.text.starts_with("data:");
      parts = data ? LeafParts{{{0, attribute.text.size()}, FieldClass::kUnknown}} : UriParts(attribute.text);
    }
    if (attribute.kind == xhtml::AttributeKind::kLocalId) parts = LocalIdParts(attribute.text);
    for (const LeafPart& part : parts) {
      if (part.span.empty()) continue;
      Field field;
      field.path = path_;
      field.field_class = part.field_class;
      field.type = part.type;
      field.text = PhiString(attribute.text.substr(part.span.begin, part.span.size()));
      const ByteMap whole = Through(attribute.map, source);
      field.map = Through(ByteMap::Identity(part.span.begin, part.span.size()), whole);
      Push(std::move(field));
    }
  }

  // The data of an attachment, if it is text that Veil reads.
  void ReadData(std::uint32_t node) {
    auto fields = OpenAttachment(Text(node), MediaTypeOf(raw_, tree_, node));
    if (!fields) return Remove(node, true);
    for (Field& field : *fields) {
      field.path = path_;
      field.map = {};
      field.map.AppendVirtual(field.text.size(), tree_[node].raw.begin + 1);
      field.encoded->place = PlaceOf(node);
      field.encoded->raw = tree_[node].Inside();
      if (field.field_class == FieldClass::kUnknown) Count();
      Push(std::move(field));
    }
  }

  // "entry[3].resource.content[0].attachment.data": all names on the way are the table's. The resources of a file of
  // many begin with their number.
  std::string PlaceOf(std::uint32_t node) const {
    std::string place;
    std::uint32_t at = node;
    for (; tree_[at].parent != kNone; at = tree_[at].parent) {
      if (tree_[at].is_member) {
        place = std::string(Name(at)) + (place.empty() || place[0] == '[' ? "" : ".") + place;
      } else {
        std::size_t index = 0;
        for (auto i = tree_[tree_[at].parent].first_child; i != at; i = tree_[i].next) ++index;
        place = "[" + std::to_string(index) + "]" + (place.empty() ? "" : ".") + place;
      }
    }
    if (tree_.roots().size() == 1) return place;
    const auto root = std::find(tree_.roots().begin(), tree_.roots().end(), at);
    return "[" + std::to_string(root - tree_.roots().begin()) + "]." + place;
  }

  // A member goes with its name, which may hold anything. `counted`: no table knows it.
  void Remove(std::uint32_t node, bool counted) {
    if (counted) Count();
    const Span span{tree_[node].begin(), tree_[node].raw.end};
    Field field;
    field.path = path_;
    field.field_class = FieldClass::kUnknown;
    field.text = PhiString(std::string(raw_.substr(span.begin, span.size())));
    field.map = ByteMap::Identity(span.begin, span.size());
    Push(std::move(field));
  }

  void Count() {
    if (unknown_.insert(path_).second) document_.unknown_paths.push_back(path_);
  }

  void Push(Field field) {
    if (document_.fields.size() >= limits_.fields_max) {
      over_ = true;
      return;
    }
    document_.fields.push_back(std::move(field));
  }

  const Table& table_ = Table::Embedded();
  std::string_view raw_;
  const JsonTree& tree_;
  const CodecLimits& limits_;
  Document document_;
  std::unordered_set<std::string> unknown_;
  bool over_ = false;  // of fields: nothing more is added

  std::string path_;
  std::uint32_t groups_ = 0;
  std::string extension_;  // the url of the extension around
  const Rule* extension_rule_ = nullptr;
  std::uint32_t extension_url_ = kNone;
  std::uint32_t display_ = kNone;  // of the Reference being read: already done
};

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

Result<Document> ReadFields(std::string_view raw, const JsonTree& tree, const CodecLimits& limits) {
  return Reader(raw, tree, limits).Read();
}

}  // namespace veil::fhir
