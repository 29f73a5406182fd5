#pragma once

#include <vector>

#include "base/phi.h"

namespace veil {

// The medical record numbers that a text gives as its patient's: a code with a digit behind "MRN", "MR#", "medical
// record number" and the like, in order. Not those of a mother, a baby, a donor. Views into `text`.
std::vector<PhiView> LabelledNumbers(PhiView text);

}  // namespace veil
