#include "codec/xml_scanner.h"

#include <algorithm>

#include "codec/xml_text.h"

namespace veil {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::size_t kAttributesMax = 64;
constexpr std::size_t kNameSizeMax = 256;
constexpr std::size_t kNone = std::string_view::npos;

// ASCII of XML 1.0, productions 4 and 4a; every character beyond ASCII counts as a letter.
bool BeginsName(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool InName(char c) { return BeginsName(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

}  // namespace

Result<bool> XmlScanner::Next(XmlToken& token) {
  token.attributes.clear();
  if (end_next_) {
    end_next_ = false;
    token.kind = XmlKind::kEnd;
    token.name = open_.back();
    open_.pop_back();
    return true;
  }
  if (at_ >= raw_.size()) {
    if (!open_.empty() || !root_seen_) return Malformed("the document ends inside an element");
    return false;
  }
  if (raw_[at_] == '<') {
    VEIL_TRY(ReadMarkup(token));
  } else {
    VEIL_TRY(ReadText(token));
  }
  return true;
}

Result<void> XmlScanner::ReadMarkup(XmlToken& token) {
  if (At("</")) return ReadEnd(token);
  if (At("<!--")) return ReadDelimited(token, XmlKind::kComment, "<!--", "--");
  if (At("<![CDATA[")) return ReadDelimited(token, XmlKind::kCdata, "<![CDATA[", "]]>");
  if (At("<?")) return ReadInstruction(token);
  if (At("<!")) return Malformed("a DOCTYPE or another declaration, which is never read");
  return ReadStart(token);
}

Result<void> XmlScanner::ReadStart(XmlToken& token) {
  if (open_.empty() && root_seen_) return Malformed("a second root element");
  if (open_.size() >= depth_max_) {
    return Fail(ErrorCode::kTooLarge, "the elements nest too deep", static_cast<std::int64_t>(at_));
  }
  ++at_;
  token.kind = XmlKind::kStart;
  VEIL_ASSIGN(token.name, ReadName());
  root_seen_ = true;
  open_.push_back(token.name);
  for (;;) {
    const bool blanks = SkipBlanks();
    if (At(">")) {
      ++at_;
      return {};
    }
    if (At("/>")) {
      at_ += 2;
      end_next_ = true;
      return {};
    }
    if (!blanks) return Malformed("a start tag that is cut short");
    VEIL_TRY(ReadAttribute(token));
  }
}

Result<void> XmlScanner::ReadAttribute(XmlToken& token) {
  if (token.attributes.size() >= kAttributesMax) {
    return Fail(ErrorCode::kTooLarge, "an element with too many attributes", static_cast<std::int64_t>(at_));
  }
  XmlAttribute attribute;
  VEIL_ASSIGN(attribute.name, ReadName());
  const bool twice = std::any_of(token.attributes.begin(), token.attributes.end(),
                                 [&](const XmlAttribute& other) { return other.name == attribute.name; });
  if (twice) return Malformed("an attribute that stands twice");
  SkipBlanks();
  if (!At("=")) return Malformed("an attribute without a value");
  ++at_;
  SkipBlanks();
  if (!At("\"") && !At("'")) return Malformed("an attribute's value without quotes");
  const std::size_t begin = at_ + 1;
  const std::size_t end = raw_.find(raw_[at_], begin);
  if (end == kNone) return Malformed("an attribute's value that does not end");
  attribute.value = {begin, end};
  if (raw_.substr(begin, end - begin).find('<') != kNone) return Malformed("an attribute's value with a '<' in it");
  VEIL_TRY(CheckReferences(attribute.value));
  at_ = end + 1;
  token.attributes.push_back(attribute);
  return {};
}

Result<void> XmlScanner::ReadEnd(XmlToken& token) {
  at_ += 2;
  token.kind = XmlKind::kEnd;
  VEIL_ASSIGN(token.name, ReadName());
  SkipBlanks();
  if (!At(">")) return Malformed("an end tag that is cut short");
  if (open_.empty() || open_.back() != token.name) return Malformed("an end tag that ends no open element");
  open_.pop_back();
  ++at_;
  return {};
}

Result<void> XmlScanner::ReadDelimited(XmlToken& token, XmlKind kind, std::string_view open, std::string_view close) {
  if (kind == XmlKind::kCdata && open_.empty()) return Malformed("text outside the root element");
  const std::size_t begin = at_ + open.size();
  const std::size_t end = raw_.find(close, begin);
  if (end == kNone) return Malformed("a comment or CDATA section that does not end");
  at_ = end + close.size();
  if (kind == XmlKind::kComment) {
    if (!At(">")) return Malformed("a comment with two hyphens in it");
    ++at_;
  }
  token.kind = kind;
  token.content = {begin, end};
  return {};
}

Result<void> XmlScanner::ReadInstruction(XmlToken& token) {
  at_ += 2;
  token.kind = XmlKind::kInstruction;
  VEIL_ASSIGN(token.name, ReadName());
  const bool declaration = token.name.size() == 3 && (token.name[0] | 0x20) == 'x' && (token.name[1] | 0x20) == 'm' &&
                           (token.name[2] | 0x20) == 'l';
  if (declaration) return Malformed("an XML declaration after the beginning");
  const std::size_t end = raw_.find("?>", at_);
  if (end == kNone) return Malformed("an instruction that does not end");
  if (!SkipBlanks() && at_ != end) return Malformed("an instruction whose name does not end");
  token.content = {std::min(at_, end), end};
  at_ = end + 2;
  return {};
}

Result<void> XmlScanner::ReadText(XmlToken& token) {
  const std::size_t end = std::min(raw_.find('<', at_), raw_.size());
  const std::string_view text = raw_.substr(at_, end - at_);
  if (open_.empty() && text.find_first_not_of(kBlank) != kNone) return Malformed("text outside the root element");
  if (text.find("]]>") != kNone) return Malformed("the end of a CDATA section that did not begin");
  VEIL_TRY(CheckReferences({at_, end}));
  token.kind = XmlKind::kText;
  token.content = {at_, end};
  at_ = end;
  return {};
}

Result<void> XmlScanner::CheckReferences(Span range) const {
  const std::string_view bounded = raw_.substr(0, range.end);
  for (std::size_t mark = bounded.find('&', range.begin); mark != kNone; mark = bounded.find('&', mark + 1)) {
    if (ReadXmlReference(raw_, mark, range.end).size == 0) {
      return Fail(ErrorCode::kMalformed, "a reference to what is not known", static_cast<std::int64_t>(mark));
    }
  }
  return {};
}

Result<std::string_view> XmlScanner::ReadName() {
  const std::size_t begin = at_;
  if (at_ >= raw_.size() || !BeginsName(raw_[at_])) return Malformed("a name is missing");
  while (at_ < raw_.size() && InName(raw_[at_])) ++at_;
  if (at_ - begin > kNameSizeMax) {
    return Fail(ErrorCode::kTooLarge, "a name that is too long", static_cast<std::int64_t>(begin));
  }
  return raw_.substr(begin, at_ - begin);
}

bool XmlScanner::SkipBlanks() {
  const std::size_t begin = at_;
  while (at_ < raw_.size() && kBlank.find(raw_[at_]) != kNone) ++at_;
  return at_ > begin;
}

}  // namespace veil
