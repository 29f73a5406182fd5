#include "surrogate/number_form.h"

#include <algorithm>
#include <vector>

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

// Which characters of `bare` follow a point: 1.2.840 is no 1.2.040. Nothing: what is written has other characters than
// `bare`, as a dictated number has.
std::vector<bool> AfterPoints(std::string_view text, std::size_t size) {
  std::vector<bool> after;
  bool point = false;
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind == PieceKind::kOther) {
      point = piece.In(text) == ".";
      continue;
    }
    for (std::size_t i = 0; i < piece.span.size(); ++i) after.push_back(point && i == 0);
  }
  if (after.size() != size) after.assign(size, false);
  return after;
}

}  // namespace

std::string FormOf(std::string_view text, std::string_view bare) {
  const char letter = IsHex(bare) ? 'f' : IsVinForm(bare) ? 'v' : 'a';
  const std::vector<bool> after_point = AfterPoints(text, bare.size());
  std::string form;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    if (!IsDigit(bare[i])) {
      form += letter;
      continue;
    }
    const bool begins = i == 0 || !IsDigit(bare[i - 1]) || after_point[i];
    form += !begins ? '0' : bare[i] == '0' ? 'z' : '1';
  }
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
    case '9':
      return "9";
    case 'f':
      return "abcdef";
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
