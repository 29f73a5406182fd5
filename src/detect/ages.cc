#include "detect/ages.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "detect/found_by_field.h"
#include "detect/pattern_context.h"

namespace veil {
namespace {

constexpr float kConfidence = 0.75F;
constexpr std::size_t kBracketTokensMax = 6;
constexpr int kSignsMax = 4;

// What a number of this size counts when it is no age.
constexpr auto kCounted =
    Words("mg", "mcg", "ml", "g", "kg", "lb", "lbs", "mmhg", "bpm", "percent", "units", "unit", "days", "day", "weeks",
          "wks", "week", "hours", "hrs", "hr", "h", "minutes", "min", "mins", "ft", "feet", "steps", "degrees", "deg",
          "cm", "mm", "times", "pills", "tabs", "tablets", "caps", "meters", "miles", "months", "cc", "l", "beats",
          "pounds", "yards", "blocks", "over", "on", "ra", "sat", "sats", "o2", "room", "systolic", "diastolic", "ppm",
          "dollars", "calls", "visits", "doses", "sheets", "pages", "minute", "hour", "meq", "mmol", "kcal", "cal",
          "of", "st", "street", "ave", "rd", "north", "south", "east", "west", "n", "s", "e", "w", "percentile");
constexpr auto kVerbs =
    Words("is", "was", "now", "aged", "age", "at", "says", "turned", "turning", "turns", "only", "be", "will");
constexpr auto kUnits = Words("one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
constexpr auto kSex = Words("f", "m", "female", "male", "woman", "man", "lady");

bool IsOneOf(const ReadToken* token, WordSpan words) { return token != nullptr && IsIn(words, token->folded); }

// The number of a token, if it is written in digits alone.
std::optional<int> NumberOf(const ReadToken& token) {
  if (token.kind != TokenKind::kNumber || token.folded.size() > 3) return std::nullopt;
  return Number(token.folded);
}

bool IsOld(int number) { return number >= 90 && number <= 115; }

// Tokens of an age over 89 that begin at `i`; 0: none there.
std::size_t AgeTokens(const Reading& reading, std::size_t i) {
  const ReadToken& token = reading[i];
  if (const auto number = NumberOf(token)) return IsOld(*number) ? 1 : 0;
  if (!token.IsWord()) return 0;
  if (token.folded.starts_with("ninety-")) return IsIn(kUnits, token.folded.substr(7)) ? 1 : 0;
  if (token.folded == "ninety") {
    if (IsOneOf(reading.At(i, 1), kUnits)) return 2;
    return reading.Is(i, 1, "-") && IsOneOf(reading.At(i, 2), kUnits) ? 3 : 1;
  }
  if (token.folded != "hundred" || i == 0) return 0;
  if (reading.Is(i, 1, "and") && IsOneOf(reading.At(i, 2), kUnits)) return 3;
  return IsOneOf(reading.At(i, 1), kUnits) ? 2 : 1;
}

class Searcher {
 public:
  explicit Searcher(const Reading& reading) : reading_(reading) {}

  // The age behind the person whose last token is `name`.
  std::optional<Span> Behind(std::size_t name) const {
    std::size_t at = name;
    int signs = 0;
    bool said = false;
    for (const ReadToken* next = reading_.At(at, 1); next != nullptr; next = reading_.At(at, 1)) {
      if (const std::size_t bracket = Bracket(at + 1); bracket > 0) {
        at += bracket;
        continue;
      }
      if (next->kind == TokenKind::kPunct && IsSign(next->folded) && ++signs <= kSignsMax) {
        ++at;
        continue;
      }
      if (IsOneOf(next, kVerbs) || IsOneOf(next, kSex)) {
        said = true;
        ++at;
        continue;
      }
      break;
    }
    const std::size_t first = at + 1;
    if (first >= reading_.size() || reading_[at].line_end) return std::nullopt;
    const std::size_t begin = BeginOf(first);
    const std::size_t tokens = AgeTokens(reading_, begin);
    if (tokens == 0 || CountsSomething(begin, tokens, signs > 0 || said)) return std::nullopt;
    return Span{reading_[first].span.begin, reading_[begin + tokens - 1].span.end};
  }

 private:
  static bool IsSign(std::string_view sign) {
    constexpr std::array<std::string_view, 12> kSigns = {",", "(", "-", "--", "–", "—", ":", "/", "|", "\"", "=", "."};
    return std::find(kSigns.begin(), kSigns.end(), sign) != kSigns.end();
  }

  // Tokens of a bracket that begins at `i` and holds no age itself: (Rm 7).
  std::size_t Bracket(std::size_t i) const {
    if (!reading_[i].Is("(")) return 0;
    if (i + 1 < reading_.size() && AgeTokens(reading_, i + 1) > 0) return 0;
    for (std::size_t size = 1; size <= kBracketTokensMax; ++size) {
      const ReadToken* token = reading_.At(i, static_cast<int>(size));
      if (token == nullptr) return 0;
      if (token->Is(")")) return size + 1;
    }
    return 0;
  }

  // "a hundred", "one hundred": the number begins a word later.
  std::size_t BeginOf(std::size_t i) const {
    const bool article = reading_[i].Is("a") || reading_[i].Is("one");
    return article && reading_.Is(i, 1, "hundred") ? i + 1 : i;
  }

  bool CountsSomething(std::size_t begin, std::size_t tokens, bool parted) const {
    const std::size_t last = begin + tokens - 1;
    const ReadToken* next = reading_.At(last, 1);
    if (next == nullptr) return !parted && reading_[begin].blanks_before > 1;
    if (IsIn(kCounted, next->folded)) return true;
    const bool touches = next->blanks_before == 0;
    if (touches && (next->Is("%") || next->Is("/") || next->Is("-") || next->Is("'") || next->Is("°"))) return true;
    // 98.6, 1:30, 95,000: but not the end of a sentence or a clause.
    const ReadToken* after = reading_.At(last, 2);
    if (touches && next->kind == TokenKind::kPunct && after != nullptr && after->blanks_before == 0 &&
        after->kind == TokenKind::kNumber) {
      return true;
    }
    if (parted) return next->kind == TokenKind::kNumber;
    return next->kind == TokenKind::kNumber || (reading_[begin].blanks_before > 1 && !IsOneOf(next, kSex));
  }

  const Reading& reading_;
};

bool MayHaveAge(const Finding& finding) {
  return finding.type == IdentifierType::kNamePatient || finding.type == IdentifierType::kNameRelative;
}

}  // namespace

Result<void> AgeDetector::Detect(const Document&, const Readings& readings, Findings& found) const {
  const FoundByField by_field(found);
  for (const Readings::Text& text : readings) {
    const Searcher searcher(text.reading);
    const auto& tokens = text.reading.tokens();
    for (const Finding& name : by_field.In(text.field)) {
      if (!MayHaveAge(name)) continue;
      const auto next = std::partition_point(tokens.begin(), tokens.end(),
                                             [&](const ReadToken& t) { return t.span.begin < name.span.end; });
      if (next == tokens.begin()) continue;
      const auto age = searcher.Behind(static_cast<std::size_t>(next - tokens.begin()) - 1);
      if (age) found.push_back({text.field, *age, IdentifierType::kAgeOver89, Evidence::kPattern, kConfidence});
    }
  }
  return {};
}

}  // namespace veil
