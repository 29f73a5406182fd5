#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/literal.h"
#include "message/byte_map.h"

namespace veil::rtf {

// What a destination holds.
enum class Sight : std::uint8_t { kText, kTable, kHidden };

struct Destination {
  std::string_view word;
  Literal name;
  Sight sight;
};

// The destination that a control word names; null: none that Veil knows.
const Destination* FindDestination(std::string_view word);

// A control word or symbol: `word` without the backslash, its parameter, and the bytes of all with the blank after it.
struct Control {
  std::string_view word;
  std::optional<int> parameter;
  Span raw;
};

// The control that the backslash at `at` begins; its word is empty at the end of `source`.
Control ControlAt(std::string_view source, std::size_t at);

// Whether a control word ends at `position` without the blank that would end it.
bool EndsControl(std::string_view source, std::size_t position);

}  // namespace veil::rtf
