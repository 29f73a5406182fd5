#include "detect/word_parts.h"

#include "base/fold.h"

namespace veil {
namespace {

// The size of the hyphen or apostrophe at text[at]; 0: there is none.
std::size_t JointSize(std::string_view text, std::size_t at) {
  if (text[at] == '-' || text[at] == '\'') return 1;
  if (static_cast<unsigned char>(text[at]) < 0x80) return 0;
  for (const std::string_view joint : {"\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x98", "\xE2\x80\x99", "\xCA\xBC"}) {
    if (text.substr(at).starts_with(joint)) return joint.size();
  }
  return 0;
}

}  // namespace

void WordParts::Split(std::string_view text, const Token& token, std::uint32_t index) {
  for (std::size_t begin = token.span.begin; begin < token.span.end;) {
    std::size_t end = begin;
    while (end < token.span.end && JointSize(text, end) == 0) ++end;
    if (end > begin) {
      const std::string_view folded = folded_.emplace_front(Fold(text.substr(begin, end - begin)));
      parts_.push_back({{begin, end}, folded, WordHash(folded), index, false, true});
    }
    begin = end < token.span.end ? end + JointSize(text, end) : end;
  }
}

}  // namespace veil
