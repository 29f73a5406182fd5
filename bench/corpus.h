#pragma once

#include <vector>

#include "message/raw_message.h"

namespace veil::bench {

// Messages to measure with: the annotated texts of tests/corpus/dev without their markup. Made once.
const std::vector<RawMessage>& Notes();
const std::vector<RawMessage>& Hl7Messages();
// The notes as JSON objects, one a message.
const std::vector<RawMessage>& NdjsonMessages();

std::size_t TotalBytes(const std::vector<RawMessage>& messages);

}  // namespace veil::bench
