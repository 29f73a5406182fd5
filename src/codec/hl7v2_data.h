#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/literal.h"
#include "codec/charset.h"
#include "codec/hl7v2_leaf.h"
#include "message/document.h"

namespace veil::hl7v2 {

// What the data of an ED value is (v2.5.1 chapter 2A.24; the components are source, type, subtype, encoding, data).
enum class DataKind : std::uint8_t {
  kWords,    // not encoded: text
  kPointer,  // a path or an address of a file in the place of its content
  kOpened,   // text in base64
  kClosed,   // nothing that is read
};

struct Data {
  DataKind kind = DataKind::kClosed;
  std::vector<Field> fields;  // of kOpened: as OpenAttachment gives them
  Literal reason;             // of kClosed: "pdf", "rtf", "image", "xml", "encoding", "base64", "other"
};

// `ed` are the components, `text` is ED.5 without escapes. Text in base64 is UTF-8 or, where the message has a charset
// of single bytes and the data is no UTF-8, Windows-1252.
Data ReadData(Charset charset, const Siblings& ed, std::string_view text);

// Whether text where none is said to be encoded is base64 all the same: long, without blanks, of letters in both cases
// and digits.
bool LooksEncoded(std::string_view text);

}  // namespace veil::hl7v2
