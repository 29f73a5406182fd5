#include "detect/resolve.h"

#include <algorithm>
#include <tuple>

namespace veil {
namespace {

// Whether `a` says better than `b` what the bytes are: an identifier before what may stay, an address of the net before
// the name in it, then the stronger evidence,
// the higher confidence, the longer span. The type comes last, so that equal findings in any order give one answer.
bool SaysBetter(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& finding) {
    const bool net = finding.type == IdentifierType::kEmail || finding.type == IdentifierType::kUrl;
    return std::tuple(!MayStay(finding.type), net, -static_cast<int>(finding.evidence), finding.confidence,
                      finding.span.size(), -static_cast<int>(finding.type));
  };
  return key(a) > key(b);
}

bool BySpan(const Finding& a, const Finding& b) {
  return std::tuple(a.field, a.span.begin, a.span.end) < std::tuple(b.field, b.span.begin, b.span.end);
}

// Joins runs of findings that share a byte. A run keeps the type of the finding that says best what it is.
Findings JoinOverlaps(Findings findings) {
  std::sort(findings.begin(), findings.end(), BySpan);
  Findings joined;
  for (const Finding& finding : findings) {
    if (joined.empty() || joined.back().field != finding.field || joined.back().span.end <= finding.span.begin) {
      joined.push_back(finding);
      continue;
    }
    Finding& last = joined.back();
    const Span both{last.span.begin, std::max(last.span.end, finding.span.end)};
    if (SaysBetter(finding, last)) last = finding;
    last.span = both;
  }
  return joined;
}

}  // namespace

Findings Resolve(Findings findings) {
  std::erase_if(findings, [](const Finding& finding) { return finding.span.empty(); });
  return JoinOverlaps(std::move(findings));
}

}  // namespace veil
