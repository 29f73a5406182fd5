#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace veil {

// What an operator may have meant by a word that is none of `words`: "; did you mean 'x'?" for the nearest by edits, or
// the list of all where none is near.
std::string NearestWord(std::string_view word, const std::vector<std::string>& words);

}  // namespace veil
