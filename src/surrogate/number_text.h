#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "surrogate/text.h"

namespace veil::surrogate {

class Draws;

// The letters and digits of a number as it is written or dictated, and how to write others in their place.
class NumberText {
 public:
  explicit NumberText(std::string_view text);

  // Folded letters and digits, one each; number words ("four", "oh") as their digits. Without what is masked ("xxx")
  // and without words that say what the number counts ("unit"). Empty: nothing to replace.
  const std::string& bare() const { return bare_; }
  std::string_view text() const { return text_; }
  // Whether bare()[i] stands behind a point (1.2.840 is no 1.2.040) or behind a word that is none of the number.
  bool BeginsPart(std::size_t i) const;
  // The text with other letters and digits, as many as bare() has: case and punctuation as they were, number words
  // again as words.
  std::string With(std::string_view bare) const;

 private:
  struct Slot {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool spoken = false;
  };

  void ReadCharacters(std::size_t begin, std::size_t end);
  bool ReadSpokenWords();
  Edit SpokenEdit(std::size_t i, std::string_view bare) const;

  std::string_view text_;
  std::string bare_;
  std::vector<Slot> slots_;  // one for each character of bare_
};

// Another digit for each digit and another letter for each letter of `bare`; never `bare` itself.
std::string DrawnLike(std::string_view bare, Draws& draws);

}  // namespace veil::surrogate
