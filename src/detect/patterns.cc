#include "detect/patterns.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <string>
#include <vector>

#include "detect/atoms.h"
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
    at = accepted ? span.end : BehindFirstWord(text, whole);
  }
}

}  // namespace

// All patterns, and what tells which of them to try.
class PatternDetector::Search {
 public:
  explicit Search(std::span<const PatternFamily> families)
      : expressions_(kAtomMin), shapes_(ExpressionOptions(), RE2::UNANCHORED) {
    for (const PatternFamily& family : families) {
      for (const Pattern& pattern : family.patterns) Add(pattern);
    }
    if (patterns_.empty() || !ok_) return;
    std::vector<std::string> atoms;
    expressions_.Compile(&atoms);
    atoms_ = AtomFinder(atoms);
    expressions_.AllPotentials({}, &without_atoms_);
    for (const int i : without_atoms_) ok_ = ok_ && shapes_.Add(Piece(At(i).expression), nullptr) >= 0;
    ok_ = ok_ && shapes_.Compile();
  }

  bool ok() const { return ok_; }

  // One pattern after the other: its automaton stays in the processor's cache while it runs over the text.
  void Run(std::string_view text, std::size_t field, Findings& found) const {
    std::vector<std::vector<Span>> places(patterns_.size());
    for (const Span window : TextWindows(text)) {
      for (const int i : ToTry(text.substr(window.begin, window.size()))) {
        places[static_cast<std::size_t>(i)].push_back(window);
      }
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      const RE2& expression = expressions_.GetRE2(static_cast<int>(i));
      for (const Span window : places[i]) SearchPattern(*patterns_[i], expression, text, window, field, found);
    }
  }

 private:
  // Shorter atoms occur nearly everywhere.
  static constexpr int kAtomMin = 3;

  void Add(const Pattern& pattern) {
    int number = 0;
    ok_ = ok_ && expressions_.Add(Piece(pattern.expression), ExpressionOptions(), &number) == RE2::NoError;
    patterns_.push_back(&pattern);
  }

  const Pattern& At(int i) const { return *patterns_[static_cast<std::size_t>(i)]; }

  std::vector<int> ToTry(std::string_view window) const {
    std::vector<int> possible;
    expressions_.AllPotentials(atoms_.Find(window), &possible);
    std::vector<int> shapes;
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    // False is "none" as well as "could not look"; then every pattern must be tried.
    if (!shapes_.Match(Piece(window), &shapes, &error) && error.kind != RE2::Set::kNoError) return possible;
    std::erase_if(possible, [&](int i) { return IsShape(i) && !IsAmong(shapes, i); });
    return possible;
  }

  bool IsShape(int i) const { return std::binary_search(without_atoms_.begin(), without_atoms_.end(), i); }
  bool IsAmong(const std::vector<int>& shapes, int i) const {
    return std::any_of(shapes.begin(), shapes.end(),
                       [&](int shape) { return without_atoms_[static_cast<std::size_t>(shape)] == i; });
  }

  std::vector<const Pattern*> patterns_;
  re2::FilteredRE2 expressions_;
  AtomFinder atoms_{{}};
  std::vector<int> without_atoms_;  // patterns of digits and signs alone, in order
  RE2::Set shapes_;                 // of these
  bool ok_ = true;
};

PatternDetector::PatternDetector() : PatternDetector(PatternFamilies()) {}

PatternDetector::PatternDetector(std::span<const PatternFamily> families)
    : search_(std::make_unique<const Search>(families)) {}

PatternDetector::~PatternDetector() = default;

Result<void> PatternDetector::Detect(const Document& document, Findings& found) const {
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
