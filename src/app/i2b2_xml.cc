#include "app/i2b2_xml.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/i2b2_types.h"
#include "codec/xml_prolog.h"
#include "codec/xml_scanner.h"
#include "codec/xml_text.h"
#include "eval/standoff.h"

namespace veil {
namespace {

constexpr std::size_t kDepthMax = 8;  // three are used

// What a reader of XML sees: CR LF and CR alone are one LF (XML 1.0, 2.11).
std::string WithLineFeeds(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i] == '\r' ? '\n' : text[i];
  }
  return out;
}

class I2b2Reader {
 public:
  I2b2Reader(std::string_view xml, const XmlProlog& prolog)
      : xml_(xml), charset_(prolog.charset), scanner_(xml, prolog.body, kDepthMax) {}

  Result<Gold> Read() && {
    XmlToken token;
    for (;;) {
      VEIL_ASSIGN(const bool more, scanner_.Next(token));
      if (!more) break;
      VEIL_TRY(Take(token));
    }
    if (!has_text_) return Fail(ErrorCode::kMalformed, "no element TEXT in deIdi2b2");
    return GoldFromStandoff(std::move(text_), std::move(spans_));
  }

 private:
  Result<void> Take(const XmlToken& token) {
    switch (token.kind) {
      case XmlKind::kStart:
        open_.push_back(token.name);
        return Begin(token);
      case XmlKind::kEnd:
        open_.pop_back();
        return {};
      case XmlKind::kText:
        if (InText()) AppendDecodedText(token.content, text_);
        return {};
      case XmlKind::kCdata:
        if (InText()) text_ += xml_.substr(token.content.begin, token.content.size());
        return {};
      case XmlKind::kComment:
      case XmlKind::kInstruction:
        return {};
    }
    return {};
  }

  Result<void> Begin(const XmlToken& token) {
    if (open_.size() == 1 && token.name != "deIdi2b2" && token.name != "NGRID_deId") {
      return Fail(ErrorCode::kMalformed, "an XML file that is no annotated note: its root is not deIdi2b2",
                  Offset(token.name));
    }
    if (InText()) {
      if (std::exchange(has_text_, true)) {
        return Fail(ErrorCode::kMalformed, "a second element TEXT", Offset(token.name));
      }
    } else if (open_.size() == 3 && open_[1] == "TAGS") {
      return Tag(token);
    }
    return {};
  }

  Result<void> Tag(const XmlToken& token) {
    const std::optional<std::string> type = Attribute(token, "TYPE");
    const std::optional<std::string> text = Attribute(token, "text");
    const std::optional<std::size_t> begin = NumberAttribute(token, "start");
    const std::optional<std::size_t> end = NumberAttribute(token, "end");
    if (!type || !text || !begin || !end) {
      return Fail(ErrorCode::kMalformed, "a tag without TYPE, text, or a number as start and end", Offset(token.name));
    }
    const auto counts_as = I2b2Type(token.name, *type, *text);
    if (!counts_as) return Fail(counts_as.error().code, counts_as.error().what, Offset(token.name));
    if (*counts_as) spans_.push_back({*begin, *end, *text, **counts_as, Offset(token.name)});
    return {};
  }

  std::optional<std::string> Attribute(const XmlToken& token, std::string_view name) const {
    const auto found = std::find_if(token.attributes.begin(), token.attributes.end(),
                                    [&](const XmlAttribute& attribute) { return attribute.name == name; });
    if (found == token.attributes.end()) return std::nullopt;
    std::string value;
    AppendDecodedText(found->value, value);
    return value;
  }

  std::optional<std::size_t> NumberAttribute(const XmlToken& token, std::string_view name) const {
    const std::optional<std::string> value = Attribute(token, name);
    std::size_t number = 0;
    if (!value || value->empty()) return std::nullopt;
    const char* const end = value->data() + value->size();
    const auto read = std::from_chars(value->data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
  }

  void AppendDecodedText(const Span& range, std::string& text) const {
    ByteMap map;
    AppendXmlText(charset_, xml_, range, text, map);
  }

  bool InText() const { return open_.size() == 2 && open_[1] == "TEXT"; }

  std::int64_t Offset(std::string_view name) const { return name.data() - xml_.data(); }

  std::string_view xml_;
  Charset charset_;
  XmlScanner scanner_;
  std::vector<std::string_view> open_;
  bool has_text_ = false;
  std::string text_;
  std::vector<StandoffSpan> spans_;
};

// Where the byte of WithLineFeeds(text) at `offset` stands in `text`.
std::int64_t WithReturns(std::string_view text, std::int64_t offset) {
  std::size_t at = 0;
  for (std::int64_t i = 0; i < offset && at < text.size(); ++i) at += text.substr(at).starts_with("\r\n") ? 2 : 1;
  return static_cast<std::int64_t>(at);
}

Result<Gold> Read(std::string_view xml) {
  VEIL_ASSIGN(const XmlProlog prolog, ReadXmlProlog(PhiView(xml)));
  if (prolog.charset != Charset::kUtf8 && prolog.charset != Charset::kAscii) {
    return Fail(ErrorCode::kUnsupportedCharset, "annotated text is UTF-8");
  }
  return I2b2Reader(xml, prolog).Read();
}

}  // namespace

Result<Gold> ParseI2b2(std::string_view xml) {
  Result<Gold> gold = Read(WithLineFeeds(xml));
  if (!gold && gold.error().offset > 0) gold.error().offset = WithReturns(xml, gold.error().offset);
  return gold;
}

}  // namespace veil
