#pragma once

#include <algorithm>
#include <iterator>
#include <random>
#include <string>

namespace veil::fuzz {

// `seed` with one to four small changes: a bit, a byte, a range that is cut, doubled or moved, a word that parsers
// know.
inline std::string Mutated(std::string bytes, std::mt19937_64& dice) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(dice() % limit); };
  static const std::string kWords[] = {
      "|",       "^",     "~",    "\\",           "&",    "\r",   "\r\n",      "\n", "MSH|", "\\X",
      "\\.br\\", "{",     "}",    "\"",           "[",    ",",    "\\u",       ":",  "{{",   "}}",
      "null",    "1e999", "\xC3", "\xEF\xBB\xBF", "\x80", "\x1C", "OBX|1|TX|", "- ", "&a ",  "\xF0\x9F\x92\x89",
      "-",       "00"};
  for (std::size_t changes = 1 + below(4); changes > 0; --changes) {
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t length = std::min(bytes.size() - at, 1 + below(40));
    switch (below(6)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 1:
        if (at < bytes.size()) bytes[at] = static_cast<char>(dice());
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(below(bytes.size() + 1), bytes.substr(at, length));
        break;
      case 4:
        bytes.insert(at, kWords[below(std::size(kWords))]);
        break;
      default:
        bytes.resize(below(10) == 0 ? at : bytes.size());
    }
  }
  return bytes;
}

}  // namespace veil::fuzz
