#pragma once

#include <string>
#include <vector>

#include "eval/gold.h"
#include "eval/score.h"

namespace veil {

// One line a mistake, in order of the text:
//   MISSED DATE notes/a.txt:123 seen on «3/4» by the surgeon
// with 30 bytes of annotated text on each side, in whole characters and on one line.
std::string ShowMistakes(const std::string& name, const Gold& gold, std::vector<Mistake> mistakes);

}  // namespace veil
