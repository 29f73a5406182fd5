#include "codec/cda_fields.h"

#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "codec/attachment.h"
#include "codec/cda_leaf.h"
#include "codec/cda_table.h"
#include "codec/cda_text.h"
#include "codec/json_leaves.h"
#include "codec/xml_namespaces.h"
#include "codec/xml_scanner.h"

namespace veil::cda {
namespace {

constexpr std::string_view kRoot = "ClinicalDocument";
// Stands in a path for what no table names: names of a message may hold anything, so they are not shown.
constexpr std::string_view kUnnamed = "*";

// An element that is open, and what holds for what stands in it.
struct Level {
  std::string_view name;  // local
  Content content = Content::kUnknown;
  Rule called{.leaf = Leaf::kName};
  IdentifierType id = IdentifierType::kId;
  Party party = Party::kNone;
  Part part = Part::kWhole;
  std::uint32_t group = 0;
  std::size_t path_size = 0;  // of the element around it
  std::size_t text_path = 0;  // size of the path of what its text belongs to: in narrative, the whole narrative
  std::size_t givens = 0;     // of a name, so far
  bool is_data = false;       // its text is encoded, or of a kind that is not read
  std::optional<std::string_view> media;  // of data in base64
};

class Reader {
 public:
  Reader(std::string_view raw, const XmlProlog& prolog, const CodecLimits& limits)
      : raw_(raw),
        charset_(prolog.charset),
        limits_(limits),
        scanner_(raw, prolog.body, limits.depth_max),
        run_(raw, prolog.charset) {
    document_.format = Format::kCda;
  }

  Result<Document> Read() {
    XmlToken token;
    for (;;) {
      VEIL_ASSIGN(const bool more, scanner_.Next(token));
      if (!more) return std::move(document_);
      VEIL_TRY(ReadToken(token));
      if (document_.fields.size() > limits_.fields_max) {
        return Fail(ErrorCode::kTooLarge, "the document has too many fields");
      }
    }
  }

 private:
  std::string_view Raw(Span span) const { return raw_.substr(span.begin, span.size()); }

  Result<void> ReadToken(const XmlToken& token) {
    switch (token.kind) {
      case XmlKind::kStart:
        return ReadStart(token);
      case XmlKind::kEnd:
        ReadEnd();
        return {};
      case XmlKind::kText:
      case XmlKind::kCdata:
        ReadText(token);
        return {};
      case XmlKind::kComment:
        AddWhole(token.kind, token.content, "comment", Leaf::kUnknown);
        return {};
      case XmlKind::kInstruction:
        return ReadInstruction(token);
    }
    return {};
  }

  // A name that no schema would have may hold a value, and cannot be taken out of the document.
  static Result<void> CheckName(std::string_view name, std::string_view raw) {
    if (IsSchemaWord(name)) return {};
    return Fail(ErrorCode::kMalformed, "a name that is no word of a schema", name.data() - raw.data());
  }

  // Which style sheet shows the document tells nothing of anyone, unless its address does.
  Result<void> ReadInstruction(const XmlToken& token) {
    VEIL_TRY(CheckName(token.name, raw_));
    const bool style = token.name == "xml-stylesheet";
    AddWhole(token.kind, token.content, "instruction", style ? Leaf::kLocation : Leaf::kUnknown);
    return {};
  }

  Result<void> ReadStart(const XmlToken& token) {
    VEIL_TRY(CheckName(token.name, raw_));
    const std::size_t depth = levels_.size();
    for (const XmlAttribute& attribute : token.attributes) {
      VEIL_TRY(CheckName(attribute.name, raw_));
      if (DeclaresNamespace(attribute.name)) namespaces_.Declare(depth, attribute.name, Raw(attribute.value));
    }
    Level level = levels_.empty() ? Level{} : levels_.back();
    level.path_size = path_.size();
    level.givens = 0;
    Enter(token, level);
    levels_.push_back(level);
    for (const XmlAttribute& attribute : token.attributes) {
      if (!DeclaresNamespace(attribute.name)) ReadAttribute(token, attribute);
    }
    return {};
  }

  // Makes `level`, a copy of the one around it, that of the element.
  void Enter(const XmlToken& token, Level& level) {
    const XmlName name = SplitXmlName(token.name);
    const bool known = namespaces_.OfElement(name.prefix) == XmlVocabulary::kHl7;
    const std::string_view parent = levels_.empty() ? "-" : levels_.back().name;
    const bool below_unknown = !levels_.empty() && level.content == Content::kUnknown;
    const bool in_narrative = level.content == Content::kNarrative;
    level.name = name.local;
    level.part = Part::kWhole;
    if (in_narrative && known) {
      if (const auto flow = Table::Embedded().Narrative(name.local)) return EnterFlow(*flow, name.local);
    }
    run_.End();
    level.is_data = false;
    level.media.reset();
    const ElementRow* row = nullptr;
    if (known && !below_unknown && !in_narrative) row = Table::Embedded().Element(parent, name.local);
    if (row == nullptr) {
      level.content = Content::kUnknown;
      if (!below_unknown) {
        Descend(kUnnamed);
        shown_element_ = Table::Embedded().words().Shown(name.local);
      }
      level.text_path = path_.size();
      return;
    }
    if (name.local != kRoot) Descend(name.local);
    level.text_path = path_.size();
    Apply(*row, level);
    if (row->content != Content::kSame) level.content = row->content;
    Specialize(token, level);
    const bool grouped =
        level.content == Content::kName || level.content == Content::kAddress || level.content == Content::kId;
    if (grouped) level.group = ++groups_;
    if (level.content != Content::kPart && !grouped) level.group = 0;
    level.part = row->part;
    if (row->part == Part::kGiven && levels_.back().givens++ > 0) level.part = Part::kMiddle;
  }

  void EnterFlow(Flow flow, std::string_view name) {
    Descend(name);
    BreakFor(flow);
  }

  void BreakFor(Flow flow) {
    if (flow == Flow::kBlock || flow == Flow::kBreak) run_.Break('\n');
    if (flow == Flow::kCell) run_.Break('\t');
  }

  void Descend(std::string_view name) {
    if (!path_.empty()) path_ += '.';
    path_ += name;
  }

  static void Apply(const ElementRow& row, Level& level) {
    if (row.called) level.called = *row.called;
    if (row.id) level.id = *row.id;
    if (row.party) level.party = *row.party;
  }

  // What the element's own attributes say of it.
  void Specialize(const XmlToken& token, Level& level) {
    for (const XmlAttribute& attribute : token.attributes) {
      const std::string_view value = Raw(attribute.value);
      const XmlName name = SplitXmlName(attribute.name);
      if (const ElementRow* role = Table::Embedded().Role(name.local, value)) Apply(*role, level);
      const bool instance = namespaces_.OfAttribute(name.prefix) == XmlVocabulary::kSchemaInstance;
      if (instance && name.local == "type" && level.content == Content::kValue) level.content = ContentOfType(value);
    }
    if (level.content == Content::kText || level.content == Content::kEmbedded) level.media = EncodedMedia(raw_, token);
    for (const XmlAttribute& attribute : token.attributes) {
      const bool other_media = attribute.name == "mediaType" && !Raw(attribute.value).starts_with("text/");
      if (other_media || attribute.name == "compression" || level.media) level.is_data = true;
    }
  }

  void ReadEnd() {
    const Level& level = levels_.back();
    const auto flow =
        level.content == Content::kNarrative ? Table::Embedded().Narrative(level.name) : std::optional<Flow>();
    const bool inside = levels_.size() > 1 && levels_[levels_.size() - 2].content == Content::kNarrative;
    if (inside && flow) {
      BreakFor(*flow);
    } else {
      run_.End();
    }
    path_.resize(level.path_size);
    levels_.pop_back();
    namespaces_.Leave(levels_.size());
  }

  // What a text in the element is.
  static Rule TextRule(const Level& level) {
    switch (level.content) {
      case Content::kText:
        if (level.called.leaf == Leaf::kLabel && !level.is_data) return level.called;
        return {level.is_data ? Leaf::kUnknown : Leaf::kFreeText};
      case Content::kNarrative:
      case Content::kEmbedded:
        return {level.is_data ? Leaf::kUnknown : Leaf::kFreeText};
      case Content::kValue:
        return {Leaf::kFreeText};
      case Content::kName:
      case Content::kPart:
        return level.called;
      case Content::kAddress:
        return {Leaf::kIdentifier, IdentifierType::kStreet};
      default:
        return {Leaf::kUnknown};
    }
  }

  void ReadText(const XmlToken& token) {
    if (levels_.empty()) return;  // blanks before and after the root
    const Level& level = levels_.back();
    if (level.media && AddData(token, *level.media)) return;
    const std::vector<LeafPart> parts =
        ReadLeaf(TextRule(level), Raw(token.content), {.party = level.party, .id = level.id});
    const bool blank = Raw(token.content).find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (parts.empty()) {
      if (blank) AddText(token, token.content, {});
      return;
    }
    for (const LeafPart& part : parts) {
      if (part.span.begin > 0) run_.End();
      AddText(token, {token.content.begin + part.span.begin, token.content.begin + part.span.end}, part);
    }
  }

  // A part of a text; blanks go on with what stands before them.
  void AddText(XmlToken token, Span content, const LeafPart& part) {
    Field field = NewField(part);
    const Level& level = levels_.back();
    if (level.text_path > 0) field.path = path_.substr(0, level.text_path);
    const bool blank = Raw(content).find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (field.field_class == FieldClass::kUnknown && !blank) CountUnknown(field.path);
    token.content = content;
    run_.Add(token, field, document_);
  }

  // The fields of data in base64; false if it cannot be opened.
  bool AddData(const XmlToken& token, std::string_view media) {
    auto fields = OpenAttachment(Raw(token.content), media);
    if (!fields) return false;
    const std::size_t number = attachments_[path_]++;
    for (Field& field : *fields) {
      field.path = path_;
      field.map = {};
      field.map.AppendVirtual(field.text.size(), token.content.begin);
      field.encoded->place = path_ + "[" + std::to_string(number) + "]";
      field.encoded->raw = token.content;
      if (field.field_class == FieldClass::kUnknown) CountUnknown(field.path);
      document_.fields.push_back(std::move(field));
    }
    return true;
  }

  void ReadAttribute(const XmlToken& token, const XmlAttribute& attribute) {
    const Level& level = levels_.back();
    const XmlName name = SplitXmlName(attribute.name);
    const bool known = namespaces_.OfAttribute(name.prefix) != XmlVocabulary::kForeign;
    const Rule rule =
        level.content == Content::kUnknown || !known ? Rule{} : Table::Embedded().Attribute(level.content, name.local);
    const LeafContext context{level.party,
                              level.id,
                              Of(token, "root"),
                              Of(token, "unit"),
                              Of(token, "codeSystem"),
                              level.called.leaf == Leaf::kLabel};
    const std::vector<LeafPart> parts = ReadLeaf(rule, Raw(attribute.value), context);
    if (parts.empty()) return;
    const std::size_t path_size = path_.size();
    if (path_.empty()) path_ = kRoot;
    path_ += '@';
    path_ += rule.leaf == Leaf::kUnknown ? kUnnamed : name.local;
    shown_attribute_ = Table::Embedded().words().Shown(name.local);
    for (const LeafPart& part : parts) {
      const Span span{attribute.value.begin + part.span.begin, attribute.value.begin + part.span.end};
      Push(token.kind, span, NewField(part));
    }
    path_.resize(path_size);
  }

  std::string_view Of(const XmlToken& token, std::string_view name) const {
    for (const XmlAttribute& attribute : token.attributes) {
      if (attribute.name == name) return Raw(attribute.value);
    }
    return {};
  }

  // A field of a token outside the elements' own text.
  void AddWhole(XmlKind kind, Span span, std::string_view word, Leaf leaf) {
    const std::vector<LeafPart> parts = ReadLeaf({leaf}, Raw(span), {});
    if (parts.empty()) return;
    Field field = NewField(parts.front());
    field.path = word;
    field.group = 0;
    Push(kind, span, std::move(field));
  }

  Field NewField(const LeafPart& leaf) const {
    Field field;
    field.path = path_.empty() ? kRoot : std::string_view(path_);
    field.field_class = leaf.field_class;
    if (leaf.field_class != FieldClass::kIdentifier) return field;
    field.type = leaf.type;
    if (levels_.empty()) return field;
    const Level& level = levels_.back();
    field.party = level.party;
    field.part = IsName(leaf.type) ? level.part : Part::kWhole;
    field.group = level.group;
    return field;
  }

  void Push(XmlKind kind, Span span, Field field) {
    if (field.field_class == FieldClass::kUnknown) CountUnknown(field.path);
    std::string text;
    AppendContent(charset_, kind, raw_, span, text, field.map);
    field.text = PhiString(std::move(text));
    document_.fields.push_back(std::move(field));
  }

  // A path names what no table knows "*"; it is counted by a name that may be shown.
  void CountUnknown(const std::string& path) {
    std::string counted;
    for (const char c : path) {
      const bool attribute = !counted.empty() && counted.back() == '@';
      counted += c != '*' ? std::string(1, c) : attribute ? shown_attribute_ : shown_element_;
    }
    if (unknown_.insert(counted).second) document_.unknown_paths.push_back(std::move(counted));
  }

  std::string_view raw_;
  Charset charset_;
  const CodecLimits& limits_;
  XmlScanner scanner_;
  TextRun run_;
  XmlNamespaces namespaces_;
  Document document_;
  std::unordered_set<std::string> unknown_;
  std::string shown_element_;  // of the outermost unknown element around
  std::string shown_attribute_;
  std::unordered_map<std::string, std::size_t> attachments_;  // how many, by path
  std::vector<Level> levels_;
  std::string path_;
  std::uint32_t groups_ = 0;
};

}  // namespace

std::optional<std::string_view> EncodedMedia(std::string_view raw, const XmlToken& start) {
  std::string_view media = "text/plain";
  bool encoded = false;
  for (const XmlAttribute& attribute : start.attributes) {
    const std::string_view value = raw.substr(attribute.value.begin, attribute.value.size());
    if (attribute.name == "mediaType") media = value;
    if (attribute.name == "representation" && value == "B64") encoded = true;
  }
  if (!encoded) return std::nullopt;
  return media;
}

Result<Document> ReadFields(std::string_view raw, const XmlProlog& prolog, const CodecLimits& limits) {
  return Reader(raw, prolog, limits).Read();
}

}  // namespace veil::cda
