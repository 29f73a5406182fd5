#include "detect/patterns.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "detect/pattern_families.h"
#include "detect/pattern_filter.h"
#include "detect/text_windows.h"

namespace veil {
namespace {

constexpr std::int64_t kMemoryMax = 64LL << 20;  // of one automaton

RE2::Options ExpressionOptions() {
  RE2::Options options;
  options.set_log_errors(false);  // a message of RE2 may quote what it reads
  options.set_max_mem(kMemoryMax);
  return options;
}

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view View(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// Where to search on after a match that was not accepted: behind its first word, so that what begins inside it is seen.
// No identifier is as long as kLongMatch: in a run that long the search goes on in strides, so that its cost stays
// bounded ("J J J J ...").
std::size_t AfterRejected(std::string_view text, Span match) {
  constexpr std::size_t kLongMatch = 512;
  constexpr std::size_t kStrides = 8;
  if (match.size() > kLongMatch) return match.begin + match.size() / kStrides;
  std::size_t at = match.begin;
  while (at < match.end && !IsWordByte(text[at])) ++at;
  while (at < match.end && IsWordByte(text[at])) ++at;
  return std::max(at, match.begin + 1);
}

Span Place(std::string_view text, re2::StringPiece part) {
  const auto begin = static_cast<std::size_t>(part.data() - text.data());
  return {begin, begin + part.size()};
}

// Searches one pattern in one window.
void SearchPattern(const Pattern& pattern, const RE2& expression, std::string_view text, Span window, std::size_t field,
                   Findings& found) {
  std::array<re2::StringPiece, 5> parts;
  const int wanted = std::min(expression.NumberOfCapturingGroups() + 1, static_cast<int>(parts.size()));
  std::size_t at = window.begin;
  while (at < window.end && expression.Match(Piece(text), at, window.end, RE2::UNANCHORED, parts.data(), wanted)) {
    const Span whole = Place(text, parts[0]);
    const Span span = parts[1].data() == nullptr ? whole : Place(text, parts[1]);
    PatternMatch match{text, span, {}};
    for (std::size_t i = 1; i < parts.size(); ++i) match.groups[i - 1] = View(parts[i]);
    const bool accepted = !span.empty() && (pattern.accepts == nullptr || pattern.accepts(match));
    if (accepted) found.push_back({field, span, pattern.type, Evidence::kPattern, pattern.confidence});
    at = accepted ? span.end : AfterRejected(text, whole);
  }
}

}  // namespace

// All patterns, and what tells which of them to try.
class PatternDetector::Search {
 public:
  explicit Search(std::span<const PatternFamily> families) : filter_(ExpressionsOf(families)) {
    for (const PatternFamily& family : families) {
      for (const Pattern& pattern : family.patterns) {
        patterns_.push_back(&pattern);
        expressions_.push_back(std::make_unique<const RE2>(Piece(pattern.expression), ExpressionOptions()));
        ok_ = ok_ && expressions_.back()->ok();
      }
    }
  }

  bool ok() const { return ok_; }

  // One pattern after the other: its automaton stays in the processor's cache while it runs over the text.
  void Run(std::string_view text, std::size_t field, Findings& found) const {
    std::vector<Try> tries;
    PatternFilter::Scratch scratch;
    for (const Span window : TextWindows(text)) {
      for (const std::uint32_t i : filter_.Possible(text.substr(window.begin, window.size()), scratch)) {
        tries.push_back({i, window});
      }
    }
    std::sort(tries.begin(), tries.end(), [](const Try& a, const Try& b) {
      return std::pair(a.pattern, a.window.begin) < std::pair(b.pattern, b.window.begin);
    });
    for (const auto& [i, window] : tries) SearchPattern(*patterns_[i], *expressions_[i], text, window, field, found);
  }

 private:
  struct Try {
    std::uint32_t pattern = 0;
    Span window;
  };

  static std::vector<std::string_view> ExpressionsOf(std::span<const PatternFamily> families) {
    std::vector<std::string_view> expressions;
    for (const PatternFamily& family : families) {
      for (const Pattern& pattern : family.patterns) expressions.push_back(pattern.expression);
    }
    return expressions;
  }

  std::vector<const Pattern*> patterns_;
  std::vector<std::unique_ptr<const RE2>> expressions_;
  PatternFilter filter_;
  bool ok_ = true;
};

PatternDetector::PatternDetector() : PatternDetector(PatternFamilies()) {}

PatternDetector::PatternDetector(std::span<const PatternFamily> families)
    : search_(std::make_unique<const Search>(families)) {}

PatternDetector::~PatternDetector() = default;

Result<void> PatternDetector::Detect(const Document& document, const Readings&, Findings& found) const {
  if (!search_->ok()) return Fail(ErrorCode::kDetectorFailed, "a pattern does not compile");
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    if (document.fields[i].field_class != FieldClass::kFreeText) continue;
    const std::string_view text = PhiView(document.fields[i].text).Expose();
    search_->Run(text, i, found);
  }
  return {};
}

std::span<const PatternFamily> PatternFamilies() {
  static const PatternFamily families[] = {
      {"dates", DatePatterns()},
      {"written_dates", WrittenDatePatterns()},
      {"spoken", SpokenPatterns()},
      {"ages", AgePatterns()},
      {"phones", PhonePatterns()},
      {"ssn", SsnPatterns()},
      {"net", NetPatterns()},
      {"ids", IdPatterns()},
      {"plans", PlanPatterns()},
      {"licenses", LicensePatterns()},
      {"vehicles", VehiclePatterns()},
      {"devices", DevicePatterns()},
      {"biometrics", BiometricPatterns()},
      {"rooms", RoomPatterns()},
      {"bare_codes", BareCodePatterns()},
      {"addresses", AddressPatterns()},
      {"roads", RoadPatterns()},
      {"zip", ZipPatterns()},
  };
  return families;
}

}  // namespace veil
