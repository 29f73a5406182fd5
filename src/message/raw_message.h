#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/format.h"
#include "base/operator_text.h"
#include "base/phi.h"

namespace veil {

// Where a message came from: a record of a topic, or a file (partition and offset 0).
struct Origin {
  OperatorText channel;  // topic or path
  std::int32_t partition = 0;
  std::int64_t offset = 0;

  bool operator==(const Origin&) const = default;
};

// A record header as it was read. Both sides may hold anything.
struct Header {
  PhiString name;
  PhiString value;
};

// A message as it was read, untouched.
struct RawMessage {
  Origin origin;
  Format format = Format::kAuto;  // what the operator says it is
  PhiString bytes;
  PhiString key;
  std::vector<Header> headers;
};

}  // namespace veil
