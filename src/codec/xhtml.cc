#include "codec/xhtml.h"

#include <algorithm>
#include <array>

#include "codec/charset.h"
#include "codec/xhtml_entities.h"

namespace veil::xhtml {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f";

bool IsBlank(char c) { return kBlank.find(c) != std::string_view::npos; }
bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// What a tag does to the text around it.
enum class Layout { kLine, kCell, kBlock, kHidden, kNoTag };

struct TagWord {
  std::string_view name;
  Layout layout;
};
constexpr std::array<TagWord, 118> kTags = {
    {{"a", Layout::kLine},         {"abbr", Layout::kLine},        {"acronym", Layout::kLine},
     {"b", Layout::kLine},         {"big", Layout::kLine},         {"cite", Layout::kLine},
     {"code", Layout::kLine},      {"del", Layout::kLine},         {"dfn", Layout::kLine},
     {"em", Layout::kLine},        {"font", Layout::kLine},        {"i", Layout::kLine},
     {"img", Layout::kLine},       {"ins", Layout::kLine},         {"kbd", Layout::kLine},
     {"map", Layout::kLine},       {"area", Layout::kLine},        {"mark", Layout::kLine},
     {"q", Layout::kLine},         {"s", Layout::kLine},           {"samp", Layout::kLine},
     {"small", Layout::kLine},     {"span", Layout::kLine},        {"strike", Layout::kLine},
     {"strong", Layout::kLine},    {"sub", Layout::kLine},         {"sup", Layout::kLine},
     {"tt", Layout::kLine},        {"u", Layout::kLine},           {"var", Layout::kLine},
     {"bdo", Layout::kLine},       {"label", Layout::kLine},       {"col", Layout::kLine},
     {"colgroup", Layout::kLine},  {"input", Layout::kLine},       {"time", Layout::kLine},
     {"td", Layout::kCell},        {"th", Layout::kCell},          {"address", Layout::kBlock},
     {"article", Layout::kBlock},  {"aside", Layout::kBlock},      {"blockquote", Layout::kBlock},
     {"body", Layout::kBlock},     {"br", Layout::kBlock},         {"caption", Layout::kBlock},
     {"center", Layout::kBlock},   {"dd", Layout::kBlock},         {"div", Layout::kBlock},
     {"dl", Layout::kBlock},       {"dt", Layout::kBlock},         {"footer", Layout::kBlock},
     {"form", Layout::kBlock},     {"h1", Layout::kBlock},         {"h2", Layout::kBlock},
     {"h3", Layout::kBlock},       {"h4", Layout::kBlock},         {"h5", Layout::kBlock},
     {"h6", Layout::kBlock},       {"head", Layout::kBlock},       {"header", Layout::kBlock},
     {"hr", Layout::kBlock},       {"html", Layout::kBlock},       {"li", Layout::kBlock},
     {"link", Layout::kBlock},     {"main", Layout::kBlock},       {"meta", Layout::kBlock},
     {"nav", Layout::kBlock},      {"ol", Layout::kBlock},         {"p", Layout::kBlock},
     {"pre", Layout::kBlock},      {"section", Layout::kBlock},    {"table", Layout::kBlock},
     {"tbody", Layout::kBlock},    {"tfoot", Layout::kBlock},      {"thead", Layout::kBlock},
     {"title", Layout::kBlock},    {"tr", Layout::kBlock},         {"ul", Layout::kBlock},
     {"script", Layout::kHidden},  {"nobr", Layout::kLine},        {"wbr", Layout::kLine},
     {"bdi", Layout::kLine},       {"data", Layout::kLine},        {"button", Layout::kLine},
     {"select", Layout::kLine},    {"output", Layout::kLine},      {"picture", Layout::kLine},
     {"source", Layout::kLine},    {"ruby", Layout::kLine},        {"rt", Layout::kLine},
     {"rp", Layout::kLine},        {"param", Layout::kLine},       {"embed", Layout::kLine},
     {"o:p", Layout::kLine},       {"option", Layout::kCell},      {"optgroup", Layout::kBlock},
     {"textarea", Layout::kBlock}, {"fieldset", Layout::kBlock},   {"legend", Layout::kBlock},
     {"figure", Layout::kBlock},   {"figcaption", Layout::kBlock}, {"details", Layout::kBlock},
     {"summary", Layout::kBlock},  {"dialog", Layout::kBlock},     {"iframe", Layout::kBlock},
     {"object", Layout::kBlock},   {"video", Layout::kBlock},      {"audio", Layout::kBlock},
     {"noscript", Layout::kBlock}, {"base", Layout::kBlock},       {"hgroup", Layout::kBlock},
     {"menu", Layout::kBlock},     {"dir", Layout::kBlock},        {"frameset", Layout::kBlock},
     {"frame", Layout::kBlock},    {"template", Layout::kBlock},   {"svg", Layout::kHidden},
     {"math", Layout::kHidden}}};

Layout LayoutOf(const std::string& name) {
  if (name == "style") return Layout::kHidden;
  const auto* tag = std::find_if(kTags.begin(), kTags.end(), [&](const TagWord& t) { return t.name == name; });
  return tag == kTags.end() ? Layout::kNoTag : tag->layout;
}

// Attributes that hold layout and nothing else.
constexpr std::array<std::string_view, 35> kLayoutAttributes = {
    "xmlns",   "xml:lang", "xml:space", "lang",    "class",   "style",       "dir",         "align",     "valign",
    "width",   "height",   "border",    "colspan", "rowspan", "cellpadding", "cellspacing", "scope",     "type",
    "rel",     "rules",    "frame",     "bgcolor", "color",   "face",        "size",        "start",     "char",
    "charoff", "charset",  "media",     "nowrap",  "span",    "shape",       "target",      "http-equiv"};

struct KnownAttribute {
  std::string_view word;
  Literal name;
  AttributeKind kind;
};
constexpr std::array<KnownAttribute, 10> kAttributes = {{{"href", "href", AttributeKind::kUri},
                                                         {"src", "src", AttributeKind::kUri},
                                                         {"cite", "cite", AttributeKind::kUri},
                                                         {"longdesc", "longdesc", AttributeKind::kUri},
                                                         {"id", "id", AttributeKind::kLocalId},
                                                         {"name", "name", AttributeKind::kLocalId},
                                                         {"headers", "headers", AttributeKind::kLocalId},
                                                         {"alt", "alt", AttributeKind::kText},
                                                         {"title", "title", AttributeKind::kText},
                                                         {"summary", "summary", AttributeKind::kText}}};

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  Content Read() {
    while (at_ < source_.size()) {
      if (source_[at_] != '<' || !Markup()) Text(std::min(source_.find('<', at_ + 1), source_.size()));
    }
    return std::move(content_);
  }

 private:
  // The text up to `end`.
  void Text(std::size_t end) {
    AppendText({at_, end}, content_.text, content_.map);
    at_ = end;
  }

  void AppendText(Span span, std::string& text, ByteMap& map) const {
    constexpr std::string_view kSpecial = "&\xC2\xE2";
    const std::string_view within = source_.substr(0, span.end);
    for (std::size_t begin = span.begin; begin < span.end;) {
      const std::size_t next = std::min(within.find_first_of(kSpecial, begin), span.end);
      text += within.substr(begin, next - begin);
      map.AppendCopied(begin, next - begin);
      if (next == span.end) return;
      begin = next + AppendSpecial(within, next, text, map);
    }
  }

  // An entity, or a space or hyphen that does not break; otherwise the byte itself. Gives the bytes taken.
  static std::size_t AppendSpecial(std::string_view within, std::size_t at, std::string& text, ByteMap& map) {
    Entity entity;
    if (within[at] == '&') {
      entity = EntityAt(within, at);
    } else if (within.substr(at).starts_with("\xC2\xA0")) {
      entity = {U'\u00A0', 2};
    } else if (within.substr(at).starts_with("\xE2\x80\x91")) {
      entity = {U'\u2011', 3};
    }
    if (entity.size == 0) {
      text += within[at];
      map.AppendCopied(at, 1);
      return 1;
    }
    const std::size_t before = text.size();
    AppendUtf8(entity.character == U'\u00A0' ? U' ' : entity.character == U'\u2011' ? U'-' : entity.character, text);
    map.AppendTranslated(text.size() - before, {at, at + entity.size});
    return entity.size;
  }

  void Hide(std::size_t begin, std::size_t end) {
    if (begin < end) content_.hidden.push_back({begin, end});
  }

  // Everything that begins with '<' and is no text; false: it is.
  bool Markup() {
    const std::string_view rest = source_.substr(at_);
    if (rest.starts_with("<!--")) return Declaration(4, "-->");
    if (rest.starts_with("<![CDATA[")) return Declaration(9, "]]>");
    if (rest.starts_with("<!")) return Declaration(2, ">");
    if (rest.starts_with("<?")) return Declaration(2, "?>");
    return Tag();
  }

  bool Declaration(std::size_t opening, std::string_view closing) {
    const std::size_t end = source_.find(closing, at_ + opening);
    Hide(at_ + opening, std::min(end, source_.size()));
    at_ = end == std::string_view::npos ? source_.size() : end + closing.size();
    return true;
  }

  bool Tag() {
    const bool closing = at_ + 1 < source_.size() && source_[at_ + 1] == '/';
    const std::size_t name_begin = at_ + (closing ? 2 : 1);
    std::size_t end = name_begin;
    while (end < source_.size() && IsNameCharacter(source_[end])) ++end;
    const std::string name = Lower(source_.substr(name_begin, end - name_begin));
    const Layout layout = LayoutOf(name);
    if (layout == Layout::kNoTag || end >= source_.size()) return false;
    if (source_[end] != '>' && source_[end] != '/' && !IsBlank(source_[end])) return false;
    const std::size_t close = TagEnd(end);
    if (close == std::string_view::npos) return false;
    Attributes({end, close});
    at_ = close + 1;
    const bool empty = source_[close - 1] == '/';
    if (layout == Layout::kHidden && !closing && !empty) HideUntilClosed(name);
    if (layout == Layout::kBlock) Separate("\n");
    if (layout == Layout::kCell && closing) Separate("  ");
    return true;
  }

  // Where the '>' of a tag is that stands in no quotes.
  std::size_t TagEnd(std::size_t at) const {
    while (at < source_.size() && source_[at] != '>') {
      const char c = source_[at];
      if (c == '<') return std::string_view::npos;
      if (c == '"' || c == '\'') at = source_.find(c, at + 1);
      if (at == std::string_view::npos) return at;
      ++at;
    }
    return at < source_.size() ? at : std::string_view::npos;
  }

  void HideUntilClosed(const std::string& name) {
    std::size_t end = source_.find("</", at_);
    while (end != std::string_view::npos && Lower(source_.substr(end + 2, name.size())) != name) {
      end = source_.find("</", end + 2);
    }
    end = std::min(end, source_.size());
    Hide(at_, end);
    at_ = end;
  }

  void Separate(std::string_view by) {
    const std::string& text = content_.text;
    if (text.empty() || text.back() == '\n' || (by != "\n" && text.ends_with(by))) return;
    content_.text += by;
    content_.map.AppendVirtual(by.size(), at_);
  }

  void Attributes(Span span) {
    std::size_t at = span.begin;
    while (at < span.end) {
      while (at < span.end && (IsBlank(source_[at]) || source_[at] == '/')) ++at;
      const std::size_t begin = at;
      while (at < span.end && IsNameCharacter(source_[at])) ++at;
      const Span name{begin, at};
      while (at < span.end && IsBlank(source_[at])) ++at;
      if (name.empty() || at >= span.end || source_[at] != '=') {
        // No attribute of XML: hidden up to the next blank.
        at = std::max(at, begin);
        while (at < span.end && !IsBlank(source_[at])) ++at;
        Hide(begin, std::min(at, span.end));
        continue;
      }
      ++at;
      while (at < span.end && IsBlank(source_[at])) ++at;
      at = Value(name, at, span.end);
    }
  }

  // The value that begins at `at`; gives where it ends.
  std::size_t Value(Span name, std::size_t at, std::size_t end) {
    Span value{at, at};
    if (at < end && (source_[at] == '"' || source_[at] == '\'')) {
      value = {at + 1, std::min(source_.find(source_[at], at + 1), end)};
      at = std::min(value.end + 1, end);
    } else {
      while (at < end && !IsBlank(source_[at])) ++at;
      value.end = at;
    }
    Add(Lower(source_.substr(name.begin, name.size())), value);
    return at;
  }

  void Add(const std::string& name, Span value) {
    const bool layout = std::find(kLayoutAttributes.begin(), kLayoutAttributes.end(), name) != kLayoutAttributes.end();
    if (value.empty() || layout) return;
    Attribute attribute;
    attribute.name = "attribute";
    const auto* known =
        std::find_if(kAttributes.begin(), kAttributes.end(), [&](const KnownAttribute& a) { return a.word == name; });
    if (known != kAttributes.end()) {
      attribute.name = known->name;
      attribute.kind = known->kind;
    }
    AppendText(value, attribute.text, attribute.map);
    content_.attributes.push_back(std::move(attribute));
  }

  std::string_view source_;
  std::size_t at_ = 0;
  Content content_;
};

}  // namespace

Content Read(std::string_view source) { return Reader(source).Read(); }

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace veil::xhtml
