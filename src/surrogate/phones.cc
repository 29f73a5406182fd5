#include "surrogate/phones.h"

#include <unordered_set>
#include <utility>

#include "surrogate/codes.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kLineDigits = 7;  // exchange and line
constexpr std::size_t kAreaDigits = 3;
constexpr std::uint32_t kRoundsMax = 256;
constexpr std::string_view kReserved = "55501";

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

Phones::Phones(const Material& material) : material_(material) {
  Numbers numbers;
  Numbers areas;
  Numbers lines;
  for (const Original& original : material.originals) {
    if (original.type != IdentifierType::kPhone) continue;
    Dialled dialled = Read(NumberText(original.text).bare());
    const std::string& number = dialled.number;
    if (number.size() >= kLineDigits) lines.insert(LineOf(number));
    if (IsNorthAmerican(number)) areas.insert(number.substr(number.size() - kLineDigits - kAreaDigits, kAreaDigits));
    numbers.insert(std::move(dialled.number));
    numbers.insert(std::move(dialled.extension));
  }
  DrawAreas(areas);
  DrawLines(lines);
  for (const std::string& number : numbers) DrawNumber(number);
}

// NXX as the North American Numbering Plan assigns it: N 2..9, the middle digit no 9, and no N11.
void Phones::DrawAreas(const Numbers& areas) {
  Numbers used;
  for (const std::string& area : areas) {
    std::string other;
    for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
      Draws draws(material_.seed, "area code " + std::to_string(round), area);
      other = {static_cast<char>('2' + draws.Below(8)), static_cast<char>('0' + draws.Below(9)), draws.Digit()};
      const bool service = other[1] == other[2];
      if (!service && !areas.contains(other) && !used.contains(other)) break;
    }
    used.insert(other);
    areas_[area] = other;
  }
}

void Phones::DrawLines(const Numbers& lines) {
  used_lines_ = lines;
  for (const std::string& line : lines) reserved_left_ -= line.starts_with(kReserved) ? 1 : 0;
  for (const std::string& line : lines) {
    const std::string other = reserved_left_ > 0 ? ReservedLine(line) : UnassignedLine("phone line", line);
    if (other.starts_with(kReserved)) --reserved_left_;
    used_lines_.insert(other);
    lines_[line] = other;
  }
}

// The first free line from a drawn one on; there is one.
std::string Phones::ReservedLine(const std::string& line) const {
  std::uint32_t at = Draws(material_.seed, "phone line", line).Below(100);
  std::string other;
  do {
    other = std::string(kReserved) + static_cast<char>('0' + at / 10) + static_cast<char>('0' + at % 10);
    at = (at + 1) % 100;
  } while (used_lines_.contains(other));
  return other;
}

std::string Phones::UnassignedLine(const std::string& label, const std::string& number) const {
  std::string other;
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    Draws draws(material_.seed, label + " " + std::to_string(round), number);
    other = draws.Below(2) == 0 ? "0" : "1";
    while (other.size() < kLineDigits) other += draws.Digit();
    if (!used_lines_.contains(other)) break;
  }
  return other;
}

void Phones::DrawNumber(const std::string& number) {
  if (number.empty()) return;
  std::string chosen;
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    std::string candidate = Candidate(number, round);
    if (candidate == number) continue;
    const bool fits = !material_.codes.ShownIn(candidate);
    if (fits || chosen.empty()) chosen = std::move(candidate);
    if (fits) break;
  }
  material_.codes.Use(chosen);
  numbers_[number] = chosen;
}

// The first is made of the surrogates of area and line; those after it have a line of their own.
std::string Phones::Candidate(const std::string& number, std::uint32_t round) const {
  Draws draws(material_.seed, "phone " + std::to_string(round), number);
  if (number.size() < kLineDigits) return DrawnLike(number, draws);
  const std::string line =
      round == 0 ? lines_.at(LineOf(number)) : UnassignedLine("phone line of number " + std::to_string(round), number);
  const std::string before = number.substr(0, number.size() - kLineDigits);
  if (IsNorthAmerican(number)) {
    const std::string country = number.size() > kAreaDigits + kLineDigits ? "1" : "";
    return country + areas_.at(before.substr(before.size() - kAreaDigits)) + line;
  }
  std::string other = before.empty() ? "" : DrawnLike(before, draws);
  for (std::size_t i = 0; before.size() > kAreaDigits && i < kAreaDigits; ++i) other[i] = '9';
  return other + line;
}

std::string Phones::OtherNumber(const std::string& number) const {
  const auto other = numbers_.find(number);
  return other == numbers_.end() ? std::string() : other->second;
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
  Draws draws(material_.seed, "letters of a phone", bare);
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
