#pragma once

#include <string>
#include <string_view>

namespace veil {

// `word` in the form in which words are compared: lower case, diacritics off (é -> e, ß -> ss, Ø -> o, ł -> l),
// typographic apostrophes and hyphens as ASCII. UTF-8 in, UTF-8 out; bytes that are not UTF-8 become U+FFFD.
std::string Fold(std::string_view word);

// Whether `text` is well-formed UTF-8 (RFC 3629): no overlong forms, surrogates or values above U+10FFFF. On failure
// `bad_offset`, if given, is the offset of the first byte that is wrong.
bool IsUtf8(std::string_view text, std::size_t* bad_offset = nullptr);

}  // namespace veil
