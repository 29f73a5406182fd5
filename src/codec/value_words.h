#pragma once

#include <cstddef>
#include <string_view>

namespace veil {

// What people write in a field of an identifier beside the identifier. All sizes are bytes at the beginning of the
// text.

// The label before a number: 6 for "badge MLK-088120", 18 for "model:2272/serial:9114402-A" (IHE PCD, IDCO: PID-3). 0:
// none.
std::size_t LabelSize(std::string_view number);

// The title before a name, with the blank after it: 4 for "Sr. Mary". 0: none.
std::size_t TitleSize(std::string_view name);

// The name of a place without what says where in it: 15 for "Coastal Bend ER bay T2". All of the text if nothing does.
std::size_t PlaceNameSize(std::string_view text);

// Words in the place of an address, a city or a number that give none: "same", "n/a".
bool GivesNone(std::string_view text);

}  // namespace veil
