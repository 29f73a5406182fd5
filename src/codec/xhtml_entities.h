#pragma once

#include <cstddef>
#include <string_view>

namespace veil::xhtml {

struct Entity {
  char32_t character = 0;
  std::size_t size = 0;  // in bytes, with '&' and ';'; 0: there is no entity
};

// The entity at text[at], which is '&': numeric, one of XML's five or a name of HTML 4 (section 24) for a Latin letter
// or a mark of print.
Entity EntityAt(std::string_view text, std::size_t at);

}  // namespace veil::xhtml
