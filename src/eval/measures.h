#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "eval/interval.h"
#include "eval/score.h"

namespace veil {

// One annotated document and how it scored.
struct DocumentScore {
  std::string name;                // its path within the gold folder
  std::optional<ErrorCode> error;  // why nothing was found in it
  Score score;

  std::string Folder() const;  // the first part of the path; empty: it lies at the top
};

Score Total(std::span<const DocumentScore> documents);

// A share that scores say, of one document or of many: what was hit of what was tried.
struct Measure {
  std::string name;
  std::function<Cluster(const Score&)> of;
  bool more_is_better = true;
};

Measure SpanRecall();    // spans of identifiers found
Measure TokenRecall();   // tokens of identifiers found
Measure Leaked();        // letters and digits of identifiers that are not covered
Measure Precision();     // covered tokens that lie in identifiers
Measure KeepSurvival();  // KEEP spans untouched
Measure WithoutLeak();   // documents of which all is found
Measure NameRecall();    // spans of the three kinds of names found
Measure RecallOf(IdentifierType type);
Measure PrecisionOf(Evidence detector);

// From 0 to 1; nothing where there is nothing to share out.
std::optional<double> Share(std::size_t part, std::size_t whole);
std::optional<double> ShareOf(const Score& score, const Measure& measure);
Interval IntervalOf(std::span<const DocumentScore> documents, const Measure& measure);

}  // namespace veil
