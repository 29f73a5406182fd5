#include "surrogate/number_form.h"

#include <algorithm>

#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kVinSize = 17;
constexpr std::size_t kVinCheckAt = 8;
constexpr std::size_t kVinYearAt = 9;

bool IsHex(std::string_view bare) {
  constexpr std::size_t kSizeMin = 8;
  const bool hex = std::all_of(bare.begin(), bare.end(), [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
  return hex && bare.size() >= kSizeMin && CountDigits(bare) > 0;
}

bool IsVinForm(std::string_view bare) { return bare.size() == kVinSize && bare.find_first_of("ioq") == bare.npos; }

// How many digits stand before the point of degrees with three decimals or more; 0: `text` is no such number.
std::size_t DegreeDigits(std::string_view text) {
  constexpr std::size_t kDecimalsMin = 3;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  if (point != 2 && point != 3) return 0;
  const std::string_view decimals = text.substr(point + 1);
  if (!AllDigits(text.substr(0, point)) || !AllDigits(decimals) || decimals.size() < kDecimalsMin) return 0;
  const bool degrees = point == 2 ? text[0] >= '1' && text[0] <= '7' : text[0] == '1' && text[1] <= '7';
  return degrees ? point : 0;
}

}  // namespace

std::string FormOf(const NumberText& number) {
  const std::string& bare = number.bare();
  const char letter = IsHex(bare) ? 'f' : IsVinForm(bare) ? 'v' : 'a';
  std::string form;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    if (!IsDigit(bare[i])) {
      form += letter;
      continue;
    }
    const bool begins = i == 0 || !IsDigit(bare[i - 1]) || number.BeginsPart(i);
    form += !begins ? '0' : bare[i] == '0' ? 'z' : '1';
  }
  const std::size_t degrees = DegreeDigits(number.text());
  if (degrees == 2) form[0] = '7';
  if (degrees == 3) form.replace(0, 2, "i8");
  return form;
}

void NarrowForm(CheckDigit kind, std::string_view bare, std::string& form) {
  switch (kind) {
    case CheckDigit::kNone:
      return;
    case CheckDigit::kNpi:
      form.front() = '2';
      break;
    case CheckDigit::kVin:
      form[kVinYearAt] = IsDigit(bare[kVinYearAt]) ? 'z' : 'u';
      form[kVinCheckAt] = 'z';
      return;
    case CheckDigit::kLuhn:
    case CheckDigit::kDea:
    case CheckDigit::kAba:
      break;
  }
  form.back() = 'z';
}

void NarrowToSocialSecurity(std::string& form) {
  constexpr std::size_t kGroupAt = 3;
  std::fill(form.begin(), form.end(), '0');
  form.front() = '9';
  form[kGroupAt] = '4';
}

std::string_view AlphabetOf(char sign) {
  switch (sign) {
    case '0':
      return "0123456789";
    case '1':
      return "123456789";
    case '2':
      return "2";
    case '4':
      return "1234";
    case '7':
      return "1234567";
    case '8':
      return "01234567";
    case '9':
      return "9";
    case 'f':
      return "abcdef";
    case 'i':
      return "1";
    case 'u':
      return "u";
    case 'v':
      return "abcdefghjklmnprstuvwxyz";
    case 'z':
      return "0";
    default:
      return "abcdefghijklmnopqrstuvwxyz";
  }
}

}  // namespace veil::surrogate
