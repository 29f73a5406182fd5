#include "audit/covered_offsets.h"

#include <algorithm>
#include <iterator>

namespace veil {

std::optional<CoveredOffsets::Span> CoveredOffsets::Add(const Span& range) {
  if (range.first >= range.next) return std::nullopt;
  std::optional<Span> overlap;
  Span joined = range;
  // The first span that could touch the range: the one before it, if it reaches so far.
  auto at = by_first_.upper_bound(range.first);
  if (at != by_first_.begin() && std::prev(at)->second.next >= range.first) --at;
  while (at != by_first_.end() && at->second.first <= range.next) {
    const Span& span = at->second;
    const Span common{std::max(span.first, range.first), std::min(span.next, range.next), range.entry};
    if (!overlap && common.first < common.next) overlap = common;
    if (span.first <= joined.first) joined.entry = span.entry;
    joined.first = std::min(joined.first, span.first);
    joined.next = std::max(joined.next, span.next);
    at = by_first_.erase(at);
  }
  by_first_.emplace(joined.first, joined);
  return overlap;
}

std::vector<CoveredOffsets::Span> CoveredOffsets::Spans() const {
  std::vector<Span> spans;
  for (const auto& [first, span] : by_first_) spans.push_back(span);
  return spans;
}

}  // namespace veil
