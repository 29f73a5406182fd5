#include "subject/labelled_number.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace veil {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsWordByte(char c) { return IsDigit(c) || IsLetter(c) || static_cast<unsigned char>(c) >= 0x80; }
char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

constexpr std::array<std::string_view, 7> kLabels = {
    "medical record number", "medical record no", "med rec no", "medical record #", "med rec #", "mrn", "mr#"};
// Words before the label that make it somebody else's.
constexpr std::array<std::string_view, 12> kOthers = {"mother", "mother's", "mothers", "mom",   "mom's",   "maternal",
                                                      "infant", "baby",     "baby's",  "donor", "donor's", "twin"};
constexpr std::size_t kNumberMin = 4;
constexpr std::size_t kNumberMax = 20;

bool StartsWithSmall(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) { return a == Small(b); });
}

// The label at the front of `text`; 0: none.
std::size_t LabelSize(std::string_view text) {
  for (const std::string_view label : kLabels) {
    if (!StartsWithSmall(text, label)) continue;
    const bool whole = text.size() == label.size() || !IsLetter(text[label.size()]) || !IsLetter(label.back());
    if (whole) return label.size();
  }
  return 0;
}

bool IsOthers(std::string_view before) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  std::size_t begin = before.size();
  while (begin > 0 && (IsWordByte(before[begin - 1]) || before[begin - 1] == '\'')) --begin;
  const std::string_view word = before.substr(begin);
  return std::any_of(kOthers.begin(), kOthers.end(), [&](std::string_view other) {
    return word.size() == other.size() && StartsWithSmall(word, other);
  });
}

// The code behind a label; empty: none.
std::string_view NumberAfter(std::string_view text) {
  constexpr std::string_view kBetween = " \t:#.=";
  constexpr std::size_t kBetweenMax = 8;
  const std::size_t begin = text.find_first_not_of(kBetween);
  if (begin == std::string_view::npos || begin > kBetweenMax) return {};
  std::size_t end = begin;
  while (end < text.size() && (IsDigit(text[end]) || IsLetter(text[end]) || text[end] == '-')) ++end;
  while (end > begin && text[end - 1] == '-') --end;
  const std::string_view number = text.substr(begin, end - begin);
  const auto digits = static_cast<std::size_t>(std::count_if(number.begin(), number.end(), IsDigit));
  return number.size() <= kNumberMax && digits >= kNumberMin ? number : std::string_view();
}

}  // namespace

std::vector<PhiView> LabelledNumbers(PhiView text) {
  const std::string_view all = text.Expose();
  std::vector<PhiView> numbers;
  for (std::size_t at = all.find_first_of("mM"); at != std::string_view::npos; at = all.find_first_of("mM", at + 1)) {
    if (at > 0 && IsWordByte(all[at - 1])) continue;
    const std::size_t size = LabelSize(all.substr(at));
    if (size == 0 || IsOthers(all.substr(0, at))) continue;
    const std::string_view number = NumberAfter(all.substr(at + size));
    if (!number.empty()) numbers.emplace_back(number);
  }
  return numbers;
}

}  // namespace veil
