#include "codec/term.h"

#include <algorithm>
#include <array>

namespace veil {
namespace {

constexpr std::size_t kSizeMax = 255;  // of a long common name of LOINC
constexpr std::ptrdiff_t kDigitsMax = 6;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "Dr. Rhodes read it": no published term names a person with a title.
bool HasTitle(std::string_view words) {
  constexpr std::array<std::string_view, 8> kTitles = {"Dr", "DR", "Mr", "MR.", "Mrs", "MRS", "Ms", "Miss"};
  return std::any_of(kTitles.begin(), kTitles.end(), [&](std::string_view title) {
    for (std::size_t at = words.find(title); at != std::string_view::npos; at = words.find(title, at + 1)) {
      const std::size_t end = at + title.size();
      const bool begins = at == 0 || !IsLetter(words[at - 1]);
      if (begins && end < words.size() && (words[end] == ' ' || words[end] == '.')) return true;
    }
    return false;
  });
}

}  // namespace

FieldClass ClassOfDisplay(std::string_view words, bool published) {
  const bool term = published && words.size() <= kSizeMax && words.find('@') == std::string_view::npos &&
                    std::count_if(words.begin(), words.end(), IsDigit) <= kDigitsMax && !HasTitle(words);
  return term ? FieldClass::kTerm : FieldClass::kFreeText;
}

FieldClass ClassOfLabel(std::string_view words) {
  constexpr std::size_t kLabelSizeMax = 80;
  return ClassOfDisplay(words, words.size() <= kLabelSizeMax);
}

}  // namespace veil
