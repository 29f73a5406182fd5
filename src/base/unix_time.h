#pragma once

#include <cstdint>
#include <string>

namespace veil {

// The system's clock, in milliseconds since 1970 UTC. For those who wire; what is pure takes time as an argument.
std::int64_t UnixMilliseconds();

// A time in ISO 8601, UTC, to the second: "2024-02-29T08:15:00Z". Empty for a year that the system cannot show.
std::string UtcTime(std::int64_t unix_ms);

}  // namespace veil
