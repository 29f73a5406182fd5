#include "detect/pattern_search.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "detect/paragraphs.h"

namespace veil {
namespace {

constexpr std::int64_t kMemoryMax = 64LL << 20;  // of one automaton of RE2
constexpr std::int64_t kWorkAtOnce = 1 << 20;    // that a text may take more than it should
constexpr std::int64_t kWorkPerByte = 64;        // that it should take
constexpr std::size_t kMatchMax = 4096;          // bytes
constexpr std::size_t kStretch = 4096;           // that RE2 searches at once
constexpr std::size_t kSeenAgain = 256;          // of them, so that what is shorter lies whole in one

RE2::Options ExpressionOptions() {
  RE2::Options options;
  options.set_log_errors(false);  // a message of RE2 may quote what it reads
  options.set_max_mem(kMemoryMax);
  return options;
}

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view View(re2::StringPiece piece) { return {piece.data(), piece.size()}; }

bool IsUtf8Tail(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

bool IsWordByte(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// Where the character that ends before `at` begins.
std::size_t CharacterBefore(std::string_view text, std::size_t at) {
  while (--at > 0 && IsUtf8Tail(text[at])) {
  }
  return at;
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

}  // namespace

CompiledPatterns::CompiledPatterns(std::span<const PatternFamily> families) {
  for (const PatternFamily& family : families) {
    for (const Pattern& pattern : family.patterns) Add(pattern);
  }
  classes_ = std::make_unique<const ByteClasses>(programs_);
}

CompiledPatterns::~CompiledPatterns() = default;

void CompiledPatterns::Add(const Pattern& pattern) {
  patterns_.push_back(&pattern);
  expressions_.push_back(std::make_unique<const RE2>(Piece(pattern.expression), ExpressionOptions()));
  ok_ = ok_ && expressions_.back()->ok() && programs_.Add(pattern.expression).has_value();
}

PatternSearch::PatternSearch(const CompiledPatterns& patterns)
    : patterns_(patterns), finder_(patterns.programs(), patterns.classes()), matcher_(patterns.programs()) {}

void PatternSearch::Run(std::string_view text, std::size_t field, Findings& found) {
  text_ = text;
  field_ = field;
  found_ = &found;
  resume_.assign(patterns_.size(), 0);
  credit_ = kWorkAtOnce;
  for (const Span paragraph : Paragraphs(text)) RunParagraph(paragraph);
}

void PatternSearch::RunParagraph(Span paragraph) {
  for (std::size_t at = paragraph.begin; at < paragraph.end;) {
    if (credit_ < 0) {
      at = SearchStretch(at, paragraph.end);
      continue;
    }
    const std::size_t next = finder_.Next(text_, at, paragraph.end);
    credit_ += kWorkPerByte * static_cast<std::int64_t>(next - at);
    at = next;
    if (at < paragraph.end) Look(at, std::min(paragraph.end, at + kMatchMax));
    ++at;
  }
}

// All patterns that match from `at` on, or from the character before.
void PatternSearch::Look(std::size_t at, std::size_t limit) {
  hits_.clear();
  const std::size_t work = finder_.Find(text_, at, limit, [&](std::uint32_t hit) { hits_.push_back(hit); });
  credit_ += kWorkPerByte - static_cast<std::int64_t>(work);
  for (const std::uint32_t hit : hits_) {
    if (at > 0 && patterns_.programs().BeginsBefore(hit)) TryAt(hit, CharacterBefore(text_, at), limit);
    TryAt(hit, at, limit);
  }
}

// One pattern at one place, and again behind what it matched if the finder says nothing of what follows there.
void PatternSearch::TryAt(std::uint32_t number, std::size_t at, std::size_t limit) {
  const bool hides = patterns_.programs().hidden_behind(number).any();
  while (resume_[number] <= at) {
    const ExpressionMatcher::Answer answer = matcher_.Match(number, text_, at, limit);
    if (answer == ExpressionMatcher::Answer::kUnsure) return TryWithRe2(number, at, limit, true);
    if (answer == ExpressionMatcher::Answer::kNone) return;
    const Span whole = matcher_.GroupOf(0);
    PatternMatch match{text_, matcher_.HasGroup(1) ? matcher_.GroupOf(1) : whole, {}};
    for (std::size_t i = 1; i < ExpressionMatcher::kGroups; ++i) {
      if (!matcher_.HasGroup(i)) continue;
      const Span group = matcher_.GroupOf(i);
      match.groups[i - 1] = text_.substr(group.begin, group.size());
    }
    Judge(number, whole, match);
    if (!hides) return;
    at = resume_[number];
  }
}

void PatternSearch::TryWithRe2(std::uint32_t number, std::size_t at, std::size_t limit, bool anchored) {
  const RE2& expression = patterns_.expression(number);
  const RE2::Anchor anchor = anchored ? RE2::ANCHOR_START : RE2::UNANCHORED;
  std::array<re2::StringPiece, ExpressionMatcher::kGroups> parts;
  const int wanted = std::min(expression.NumberOfCapturingGroups() + 1, static_cast<int>(parts.size()));
  while (at < limit && expression.Match(Piece(text_), at, limit, anchor, parts.data(), wanted)) {
    const Span whole = Place(text_, parts[0]);
    PatternMatch match{text_, parts[1].data() == nullptr ? whole : Place(text_, parts[1]), {}};
    for (std::size_t i = 1; i < parts.size(); ++i) match.groups[i - 1] = View(parts[i]);
    Judge(number, whole, match);
    at = resume_[number];
  }
}

// Searches each pattern alone in the next bytes. Returns where what is not searched yet begins.
std::size_t PatternSearch::SearchStretch(std::size_t begin, std::size_t end) {
  const std::size_t limit = std::min(end, begin + kStretch + kSeenAgain);
  const std::size_t first = begin > 0 ? CharacterBefore(text_, begin) : 0;  // patterns ask what stands before
  for (std::uint32_t i = 0; i < resume_.size(); ++i) TryWithRe2(i, std::max(first, resume_[i]), limit, false);
  credit_ = 0;
  return std::min(end, begin + kStretch);
}

void PatternSearch::Judge(std::uint32_t number, Span whole, const PatternMatch& match) {
  const Pattern& pattern = patterns_.pattern(number);
  const bool accepted = !match.span.empty() && (pattern.accepts == nullptr || pattern.accepts(match));
  if (accepted) found_->push_back({field_, match.span, pattern.type, Evidence::kPattern, pattern.confidence});
  resume_[number] = accepted ? match.span.end : AfterRejected(text_, whole);
}

}  // namespace veil
