#pragma once

#include <span>
#include <string>
#include <vector>

#include "eval/measures.h"

namespace veil {

// How one measure differs between two runs over the same documents.
struct Change {
  Measure measure;
  Cluster before;
  Cluster after;
  Interval interval;       // of after - before: PairedInterval
  std::size_t better = 0;  // documents of which the share went the right way
  std::size_t worse = 0;
  double sign_p = 1;  // SignTest(better, worse)

  double Difference() const;  // of the shares, after - before
  // Whether chance hardly explains it: the interval leaves out 0 and the sign test stays below 0.05. Both, as a
  // bootstrap of three or four changed documents believes too easily.
  bool IsBeyondNoise() const;
  // "better", "worse", "noise", or "same" where no document differs.
  std::string Verdict() const;
};

// Two runs, document by document. Compared are documents of one name and one annotation; others are counted.
struct Comparison {
  std::size_t documents = 0;    // compared
  std::size_t only_before = 0;  // not in the later run
  std::size_t only_after = 0;
  std::size_t annotated_anew = 0;  // the spans or characters of a type differ
  std::vector<Change> changes;     // the measures of the whole, then the recall of each type that there is
};

// The documents of a run have names that differ.
Comparison Compare(std::span<const DocumentScore> before, std::span<const DocumentScore> after);

// How a measure changed; before[i] and after[i] are of one document.
Change ChangeOf(const Measure& measure, std::span<const DocumentScore> before, std::span<const DocumentScore> after);

std::string ComparisonTable(const Comparison& comparison);
std::string ComparisonJson(const Comparison& comparison);

}  // namespace veil
