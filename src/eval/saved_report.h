#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "eval/measures.h"

namespace veil {

// The documents of a saved `veil eval --json`, in its order, with the sums that Compare reads. What detectors found is
// not kept for each document.
// Errors: kMalformed: no JSON, or a report without the numbers of its documents.
Result<std::vector<DocumentScore>> ReadReport(std::string_view json);

}  // namespace veil
