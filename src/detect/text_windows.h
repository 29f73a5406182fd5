#pragma once

#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

// How long an identifier may be, with the words beside it that a pattern asks for, to be seen whole in one window.
inline constexpr std::size_t kPatternReach = 192;

// Cuts a text into the windows in which patterns are searched, in order and together the whole text.
//
// A window ends at a line end or, in a line that has none for long, at a blank. It begins early enough that whatever is
// no longer than kPatternReach lies whole in one window, so a date that is wrapped over a line end is found; an empty
// line separates. Linear: each byte lies in at most two windows.
std::vector<Span> TextWindows(std::string_view text);

}  // namespace veil
