#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/charset.h"
#include "message/byte_map.h"

namespace veil::hl7v2 {

// The delimiters of MSH-1 and MSH-2 (HL7 v2.5.1 chapter 2.5.4, truncation 2.7). '\0': the message has none.
struct Delimiters {
  char field = '|';
  char component = '^';
  char repetition = '\0';
  char escape = '\0';
  char subcomponent = '\0';
  char truncation = '\0';
};

// The delimiters of a header segment (MSH, FHS, BHS). Errors: kMalformed when MSH-2 is missing, longer than five
// characters or, in MSH, cut short by the segment's end, or when a delimiter is repeated, a letter, a digit, a space or
// no printable ASCII.
Result<Delimiters> ParseDelimiters(std::string_view header, std::size_t raw_begin);

bool IsHeader(std::string_view segment);  // starts with MSH, FHS or BHS

// Cuts a message into segments at CR, LF, CRLF and the framing bytes of MLLP (0x0B, 0x1C), none of which are part of a
// segment. Empty lines, a byte order mark and blanks before the first segment are passed over.
class SegmentReader {
 public:
  explicit SegmentReader(std::string_view raw);

  std::optional<Span> Next();

 private:
  std::string_view raw_;
  std::size_t position_ = 0;
};

// What holds for all segments up to the next header.
struct Section {
  std::size_t raw_begin = 0;
  Delimiters delimiters;
};

// The headers of a message or batch file.
struct Envelope {
  Charset charset = Charset::kUtf8;
  std::vector<Section> sections;  // in order

  const Delimiters& At(std::size_t raw_position) const;
};

// How the bytes of a message are to be read before anything else: as they are, or as UTF-16, of which `raw` is then the
// UTF-8.
enum class Width : std::uint8_t { kBytes, kUtf16 };

// Reads all headers. The charset is that of MSH-18 (ASCII, UNICODE UTF-8, 8859/1, 8859/15, WINDOWS-1252; empty: UTF-8
// if the bytes are, otherwise Windows-1252); all messages of a batch must have the same one. UTF-16 must be declared
// (UNICODE UTF-16, UNICODE) or begin with a byte order mark.
// Errors: kEmpty, kMalformed, kUnsupportedCharset, kInvalidEncoding.
Result<Envelope> ReadEnvelope(std::string_view raw, Width width = Width::kBytes);

}  // namespace veil::hl7v2
