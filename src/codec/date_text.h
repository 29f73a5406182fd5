#pragma once

#include <cstddef>
#include <string_view>

#include "base/identifier_type.h"

namespace veil {

// The part of a timestamp that is a date: the first `size` bytes. The time of day and the zone after it are none.
struct DatePart {
  std::size_t size = 0;  // 0: `text` holds no date that can be told from its form
  IdentifierType type = IdentifierType::kDate;
};

// HL7 v2 DTM (YYYY[MM[DD[HH...]]], v2.5.1 chapter 2.A.22), ISO 8601 (YYYY-MM-DD[Thh...]) and numeric dates of other
// forms (3/12/2024 10:20). A year alone is kYear.
DatePart DatePartOf(std::string_view text);

}  // namespace veil
