#pragma once

#include <cstdint>

namespace veil::tagger {

// What the trainer knows of a token. A file of examples is a row of texts: the number of tokens and the number of
// features of each (uint32), then for each token an Example and its features (uint32), little-endian.
struct Example {
  std::int32_t span = -1;      // number of the annotated identifier that it shares a byte with; below 0: none
  std::uint8_t tag = 0;        // of that identifier (tagger_image::Tag)
  std::uint8_t keep = 0;       // 1: in a word that must survive
  std::uint8_t stays : 1 = 0;  // in what may stay: neither right nor wrong
  std::uint8_t sign : 1 = 0;   // no letter and no digit
  std::uint8_t found = 0;      // 1: a detector before the tagger is sure of it
};
static_assert(sizeof(Example) == 8);

}  // namespace veil::tagger
