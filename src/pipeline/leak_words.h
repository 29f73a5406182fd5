#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

// A run of letters and digits, or of one kind of them, as the leak check reads text.
struct LeakWord {
  Span span;            // in the text
  std::string folded;   // base/fold.h
  bool digits = false;  // digits only
  bool small = false;   // begins with a small letter of ASCII
};

// The words of a text in order. Letters and digits that touch form one word ("R52a"); every other character separates.
// Linear in the size of the text.
std::vector<LeakWord> LeakWords(std::string_view text);

}  // namespace veil
