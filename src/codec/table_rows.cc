#include "codec/table_rows.h"

namespace veil::table {

Row Split(std::string_view text, char separator) {
  Row parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace veil::table
