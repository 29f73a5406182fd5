#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codec/codec.h"
#include "codec/mail_header.h"

namespace veil::mail {

// How the body of a part is written (RFC 2045 section 6).
enum class Transfer : std::uint8_t { kPlain, kQuotedPrintable, kBase64, kOther };

// A part of a mail (RFC 2046): the mail itself, a part of a multipart, a mail in a mail.
struct Part {
  Headers headers;
  std::string media;  // the Content-Type, unfolded; "text/plain" where none is given
  Transfer transfer = Transfer::kPlain;
  Span body;
  // What stands between the parts of a multipart: before the first and after the last.
  std::vector<Span> between;
  bool holds_parts = false;  // multipart or a mail: its parts follow it
};

// All parts, each before those in it. Errors: those of ReadHeaders, and kTooLarge (parts nest over `depth_max`, or are
// too many).
Result<std::vector<Part>> ReadParts(std::string_view raw, std::size_t begin, std::size_t depth_max);

}  // namespace veil::mail
