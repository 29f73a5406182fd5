#pragma once

#include <cstddef>

#include "detect/reading.h"
#include "message/finding.h"

namespace veil {

// Initials of those who wrote, typed or signed: "PNV/mlt", "Dictated: ab", "-- jw", "/jkw" at the end of a line.
void FindInitials(const Reading& reading, std::size_t field, Findings& found);

}  // namespace veil
