#include "surrogate/phones.h"

#include <algorithm>
#include <unordered_set>

#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kLineDigits = 7;  // exchange and line
constexpr std::size_t kAreaDigits = 3;
constexpr std::uint32_t kRoundsMax = 256;

bool IsExtensionMark(std::string_view letters) {
  return letters == "x" || letters == "ext" || letters == "extension" || letters == "option" || letters == "opt";
}

bool IsPhoneWord(std::string_view letters) {
  static const std::unordered_set<std::string_view> kWords = {"tel",  "fax",   "phone",  "cell",   "home",
                                                              "work", "pager", "mobile", "office", "main",
                                                              "and",  "call",  "page",   "beeper"};
  return letters.size() < 3 || IsExtensionMark(letters) || kWords.contains(letters);
}

// A phone number's letters and digits: the number, what was dialled after it, and the letters between.
struct Dialled {
  std::string number;
  std::string extension;
};

Dialled Read(std::string_view bare) {
  Dialled dialled;
  bool extension = false;
  for (std::size_t i = 0; i < bare.size();) {
    std::size_t end = i + 1;
    while (end < bare.size() && IsDigit(bare[end]) == IsDigit(bare[i])) ++end;
    const std::string_view run = bare.substr(i, end - i);
    if (!IsDigit(run[0])) {
      extension = extension || IsExtensionMark(run);
    } else {
      (extension ? dialled.extension : dialled.number) += run;
    }
    i = end;
  }
  return dialled;
}

bool IsNorthAmerican(std::string_view number) {
  return number.size() == kAreaDigits + kLineDigits ||
         (number.size() == kAreaDigits + kLineDigits + 1 && number[0] == '1');
}

std::string LineOf(const std::string& number) { return number.substr(number.size() - kLineDigits); }

}  // namespace

Phones::Phones(const Material& material) : seed_(material.seed) {
  std::set<std::string> lines;
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kPhone) continue;
    const std::string number = Read(NumberText(original.text).bare()).number;
    if (number.size() >= kLineDigits) lines.insert(LineOf(number));
    if (IsNorthAmerican(number)) areas_.insert(number.substr(number.size() - kLineDigits - kAreaDigits, kAreaDigits));
  }
  for (const std::string& area : areas_) other_areas_[area] = OtherArea(area);
  DrawLines(lines);
}

// There are a hundred lines. Where a message has more numbers than that, lines are used twice.
void Phones::DrawLines(const std::set<std::string>& lines) {
  constexpr std::string_view kPrefix = "55501";
  constexpr std::size_t kLines = 100;
  const auto reserved = static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.starts_with(kPrefix); }));
  std::set<std::string> used;
  for (const std::string& line : lines) {
    std::string chosen;
    for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
      Draws draws(seed_, "phone line " + std::to_string(round), line);
      const std::string candidate = std::string(kPrefix) + draws.Digit() + draws.Digit();
      if (lines.contains(candidate)) continue;
      chosen = candidate;
      if (!used.contains(candidate) || used.size() + reserved >= kLines) break;
    }
    used.insert(chosen);
    lines_[line] = chosen;
  }
}

// NXX as the North American Numbering Plan assigns it: N 2..9, the middle digit no 9, and no N11.
std::string Phones::OtherArea(const std::string& area) const {
  std::string other;
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    Draws draws(seed_, "area code " + std::to_string(round), area);
    other = {static_cast<char>('2' + draws.Below(8)), static_cast<char>('0' + draws.Below(9)), draws.Digit()};
    const bool service = other[1] == other[2];
    if (!service && !areas_.contains(other)) break;
  }
  return other;
}

std::string Phones::OtherNumber(const std::string& digits) const {
  if (digits.empty()) return {};
  Draws draws(seed_, "phone", digits);
  if (digits.size() < kLineDigits) return DrawnLike(digits, draws);
  const auto line = lines_.find(LineOf(digits));
  if (line == lines_.end() || line->second.empty()) return {};
  const std::string before = digits.substr(0, digits.size() - kLineDigits);
  if (IsNorthAmerican(digits)) {
    const std::string country = digits.size() > kAreaDigits + kLineDigits ? "1" : "";
    const std::string area = before.substr(before.size() - kAreaDigits);
    const auto other = other_areas_.find(area);
    return country + (other != other_areas_.end() ? other->second : OtherArea(area)) + line->second;
  }
  std::string other = before.empty() ? "" : DrawnLike(before, draws);
  for (std::size_t i = 0; before.size() > kAreaDigits && i < kAreaDigits; ++i) other[i] = '9';
  return other + line->second;
}

Made Phones::Surrogate(const Original& original) const {
  const NumberText text(original.text);
  const std::string& bare = text.bare();
  if (bare.empty()) return std::string(original.text);
  const Dialled dialled = Read(bare);
  const std::string number = OtherNumber(dialled.number);
  const std::string extension = OtherNumber(dialled.extension);
  if (number.size() != dialled.number.size() || extension.size() != dialled.extension.size()) return std::nullopt;
  if (number.empty() && extension.empty()) return std::nullopt;
  const std::string digits = number + extension;
  const bool dictated = CountDigits(original.text) == 0;
  std::string other;
  Draws draws(seed_, "letters of a phone", bare);
  for (std::size_t i = 0, digit = 0; i < bare.size();) {
    std::size_t end = i + 1;
    while (end < bare.size() && IsDigit(bare[end]) == IsDigit(bare[i])) ++end;
    const std::string_view run = std::string_view(bare).substr(i, end - i);
    if (IsDigit(run[0])) {
      other += digits.substr(digit, run.size());
      digit += run.size();
    } else {
      other += dictated || IsPhoneWord(run) ? std::string(run) : DrawnLike(run, draws);
    }
    i = end;
  }
  return text.With(other);
}

}  // namespace veil::surrogate
