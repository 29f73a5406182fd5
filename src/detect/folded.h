#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>

#include "detect/lexicon_image.h"

namespace veil {

// By which the tables of words are looked up; that of the lexicon's image before its last step.
constexpr std::uint64_t WordHash(std::string_view folded) {
  return lexicon_image::HashMore(lexicon_image::kHashStart, folded);
}

// Where the folded words of one text lie, so that a token needs no string of its own. A word of ASCII lies at the
// offset that it has in the text; others have a place of their own. Views of it outlive a move. Holds message text.
class Folded {
 public:
  explicit Folded(std::string_view text) : text_(text), bytes_(new char[text.size()]) {}

  // For the bytes of ASCII of the word that begins at `begin`: where they are put, by whoever reads them.
  char* At(std::size_t begin) { return bytes_.get() + begin; }
  // Folds text[begin, end), whatever is in it.
  std::string_view Fold(std::size_t begin, std::size_t end);

 private:
  std::string_view text_;
  std::unique_ptr<char[]> bytes_;
  std::forward_list<std::string> wide_;
};

}  // namespace veil
