#pragma once

#include <cstddef>

#include "base/phi.h"
#include "message/byte_map.h"

namespace veil {

// What stands in the place of bytes [span.begin, span.end) of the decoded text of document.fields[field]. The text is
// UTF-8; the codec writes it in the charset and with the escapes of the message. Replacements are in order and do not
// overlap.
struct Replacement {
  std::size_t field = 0;
  Span span;
  PhiString text;  // a surrogate; Phi until the leak check has passed
};

}  // namespace veil
