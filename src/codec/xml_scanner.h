#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "message/byte_map.h"

namespace veil {

enum class XmlKind : std::uint8_t { kStart, kEnd, kText, kCdata, kComment, kInstruction };

struct XmlAttribute {
  std::string_view name;  // with its prefix
  Span value;             // without the quotes
};

// A piece of a document, with its place in the raw bytes.
struct XmlToken {
  XmlKind kind = XmlKind::kText;
  std::string_view name;                 // of an element, with its prefix, or the target of an instruction
  Span content;                          // of text, CDATA, a comment or an instruction, without what delimits it
  std::vector<XmlAttribute> attributes;  // of kStart
};

// Cuts a document into tokens and checks that it is well-formed (XML 1.0): tags that match, one root, attributes that
// differ, references that are known. `<a/>` gives kStart and kEnd. There is no DTD: a DOCTYPE is refused, and with it
// every external or nested entity. Linear in the length of the document.
class XmlScanner {
 public:
  // Scans raw from `begin`, after the XML declaration. `raw` must outlive the scanner.
  XmlScanner(std::string_view raw, std::size_t begin, std::size_t depth_max)
      : raw_(raw), at_(begin), depth_max_(depth_max) {}

  // The next token; false at the end. Errors: kMalformed, kTooLarge (nesting, attributes of one element, names).
  Result<bool> Next(XmlToken& token);

 private:
  Result<void> ReadMarkup(XmlToken& token);
  Result<void> ReadStart(XmlToken& token);
  Result<void> ReadAttribute(XmlToken& token);
  Result<void> ReadEnd(XmlToken& token);
  Result<void> ReadDelimited(XmlToken& token, XmlKind kind, std::string_view open, std::string_view close);
  Result<void> ReadInstruction(XmlToken& token);
  Result<void> ReadText(XmlToken& token);
  Result<void> CheckReferences(Span range) const;

  Result<std::string_view> ReadName();
  bool SkipBlanks();  // whether there were any
  bool At(std::string_view text) const { return raw_.substr(at_).starts_with(text); }
  tl::unexpected<Error> Malformed(Literal what) const {
    return Fail(ErrorCode::kMalformed, what, static_cast<std::int64_t>(at_));
  }

  std::string_view raw_;
  std::size_t at_;
  std::size_t depth_max_;
  std::vector<std::string_view> open_;  // elements that have begun and not ended
  bool end_next_ = false;               // the start tag just read was `<a/>`
  bool root_seen_ = false;
};

}  // namespace veil
