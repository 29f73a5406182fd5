#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "message/document.h"

namespace veil::mail {

// What a header field holds: a kind of dictionaries/mail/headers.tsv.
enum class HeaderKind : std::uint8_t {
  kMailboxes,
  kText,
  kDate,
  kIds,
  kParameters,
  kFacility,
  kSafe,
  kRemoved,
  kUnknown
};

// A header field (RFC 5322 section 2.2), still folded.
struct Header {
  Span name;
  Span value;  // behind the colon, up to its line end
};

// The header fields from `begin` to the empty line, and where the body begins.
struct Headers {
  std::vector<Header> fields;
  std::size_t body = 0;
};

// Errors: kMalformed (a line that is none), kTooLarge.
Result<Headers> ReadHeaders(std::string_view raw, Span range);

// The name in lower case if the table knows it: it may be shown.
struct KnownHeader {
  std::string_view name;
  HeaderKind kind = HeaderKind::kUnknown;
};
KnownHeader HeaderOf(std::string_view name);

// A value unfolded, without the blanks around it, in lower case where `lower`.
std::string Unfolded(std::string_view value, bool lower);

// Appends the fields of a header field, in order. Encoded words (RFC 2047) have Field::encoded, with their own place.
void AppendHeaderFields(std::string_view raw, const Header& header, std::vector<Field>& fields);

}  // namespace veil::mail
