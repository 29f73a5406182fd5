#pragma once

#include <cstddef>
#include <cstdint>

#include "base/format.h"

namespace veil::fuzz {

// Decodes the bytes as `format` and ends the process if anything does not hold that a codec promises: fields in order
// and inside the message, text that is UTF-8 and copied where the map says so, the same bytes back when nothing is
// replaced, and a replacement that changes only its own field.
void CheckCodec(Format format, const std::uint8_t* data, std::size_t size);

}  // namespace veil::fuzz
