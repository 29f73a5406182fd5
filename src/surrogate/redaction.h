#pragma once

#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// A tag in brackets with the type's public name, "[DATE]". Nothing for what no table knows, and nothing where a format
// has no place for a tag: fields of a structure that hold a date, a number or a code.
std::string Redacted(const Original& original);

// Every letter and digit overwritten with an asterisk: as many characters as the original.
std::string Masked(std::string_view text);

}  // namespace veil::surrogate
