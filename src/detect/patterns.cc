#include "detect/patterns.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <string>

#include "detect/pattern_families.h"
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

// Where to search on after a match that was not accepted: behind its first word, so that what begins inside it is seen
// and the search stays linear.
std::size_t BehindFirstWord(std::string_view text, Span match) {
  std::size_t at = match.begin;
  while (at < match.end && !IsWordByte(text[at])) ++at;
  while (at < match.end && IsWordByte(text[at])) ++at;
  return std::max(at, match.begin + 1);
}

// One pattern, compiled.
class Expression {
 public:
  explicit Expression(const Pattern& pattern)
      : pattern_(pattern), expression_(Piece(pattern.expression), ExpressionOptions()) {}

  bool ok() const { return expression_.ok(); }

  void Search(std::string_view text, Span window, std::size_t field, Findings& found) const {
    std::array<re2::StringPiece, 5> parts;
    const int wanted = std::min(expression_.NumberOfCapturingGroups() + 1, static_cast<int>(parts.size()));
    std::size_t at = window.begin;
    while (at < window.end && expression_.Match(Piece(text), at, window.end, RE2::UNANCHORED, parts.data(), wanted)) {
      const Span whole = Place(text, parts[0]);
      const Span span = parts[1].data() == nullptr ? whole : Place(text, parts[1]);
      PatternMatch match{text, span, {}};
      for (std::size_t i = 1; i < parts.size(); ++i) match.groups[i - 1] = View(parts[i]);
      const bool accepted = !span.empty() && (pattern_.accepts == nullptr || pattern_.accepts(match));
      if (accepted) found.push_back({field, span, pattern_.type, Evidence::kPattern, pattern_.confidence});
      at = accepted ? span.end : BehindFirstWord(text, whole);
    }
  }

 private:
  static Span Place(std::string_view text, re2::StringPiece part) {
    const auto begin = static_cast<std::size_t>(part.data() - text.data());
    return {begin, begin + part.size()};
  }

  const Pattern& pattern_;
  RE2 expression_;
};

}  // namespace

// The patterns of a family and the automaton that says which of them occur.
class PatternDetector::Family {
 public:
  explicit Family(const PatternFamily& family) : filter_(ExpressionOptions(), RE2::UNANCHORED) {
    for (const Pattern& pattern : family.patterns) {
      expressions_.push_back(std::make_unique<const Expression>(pattern));
      ok_ = ok_ && expressions_.back()->ok() && filter_.Add(Piece(pattern.expression), nullptr) >= 0;
    }
    filters_ = ok_ && filter_.Compile();
  }

  bool ok() const { return ok_; }

  void Search(std::string_view text, Span window, std::size_t field, Findings& found) const {
    std::vector<int> occurring;
    if (Filter(text.substr(window.begin, window.size()), occurring)) {
      for (const int i : occurring) expressions_[static_cast<std::size_t>(i)]->Search(text, window, field, found);
      return;
    }
    for (const auto& expression : expressions_) expression->Search(text, window, field, found);
  }

 private:
  // False when the automaton could not look; then every pattern must be tried.
  bool Filter(std::string_view window, std::vector<int>& occurring) const {
    if (!filters_) return false;
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    return filter_.Match(Piece(window), &occurring, &error) || error.kind == RE2::Set::kNoError;
  }

  std::vector<std::unique_ptr<const Expression>> expressions_;
  RE2::Set filter_;
  bool ok_ = true;
  bool filters_ = false;
};

PatternDetector::PatternDetector() : PatternDetector(PatternFamilies()) {}

PatternDetector::PatternDetector(std::span<const PatternFamily> families) {
  for (const PatternFamily& family : families) families_.push_back(std::make_unique<const Family>(family));
}

PatternDetector::~PatternDetector() = default;

Result<void> PatternDetector::Detect(const Document& document, Findings& found) const {
  for (const auto& family : families_) {
    if (!family->ok()) return Fail(ErrorCode::kDetectorFailed, "a pattern does not compile");
  }
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    if (document.fields[i].field_class != FieldClass::kFreeText) continue;
    const std::string_view text = PhiView(document.fields[i].text).Expose();
    for (const Span window : TextWindows(text)) {
      for (const auto& family : families_) family->Search(text, window, i, found);
    }
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
