#pragma once

#include "message/byte_map.h"

namespace veil {

// The map of a text that was decoded twice (the narrative in a JSON string): `outer` leads from the text to what was
// decoded first, `inner` from there to the raw bytes.
ByteMap Through(const ByteMap& outer, const ByteMap& inner);

}  // namespace veil
