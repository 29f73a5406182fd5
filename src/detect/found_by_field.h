#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "message/finding.h"

namespace veil {

// What was found so far, field by field: whoever asks for each field of a message in turn reads each finding once, not
// once a field. Those of a field keep their order. A copy: what is found later is not in it.
class FoundByField {
 public:
  explicit FoundByField(Findings found) : found_(std::move(found)) {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Finding& a, const Finding& b) { return a.field < b.field; });
  }

  std::span<const Finding> In(std::size_t field) const {
    const auto before = [](const Finding& finding, std::size_t of) { return finding.field < of; };
    const auto begin = std::lower_bound(found_.begin(), found_.end(), field, before);
    return {begin, std::lower_bound(begin, found_.end(), field + 1, before)};
  }

 private:
  Findings found_;
};

}  // namespace veil
