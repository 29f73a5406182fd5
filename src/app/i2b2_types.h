#pragma once

#include <optional>
#include <string_view>

#include "base/identifier_type.h"
#include "base/result.h"

namespace veil {

// The type that a tag of the i2b2 corpora counts as, by its element (category), its TYPE and the text it marks
// (dictionaries/i2b2/types.tsv). Nothing: no identifier of the Safe Harbor method.
// Errors: kMalformed (no row of the table).
Result<std::optional<IdentifierType>> I2b2Type(std::string_view element, std::string_view type, std::string_view text);

}  // namespace veil
