#pragma once

#include <cstddef>

#include "detect/reading.h"
#include "message/finding.h"

namespace veil {

// Named hospitals, clinics, schools, employers, churches, shelters.
void FindFacilities(const Reading& reading, std::size_t field, Findings& found);

}  // namespace veil
