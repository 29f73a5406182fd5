#pragma once

#include <string_view>
#include <vector>

#include "message/document.h"
#include "surrogate/draws.h"
#include "surrogate/wordlists.h"

namespace veil::surrogate {

// The words that no surrogate of this message may be made of: every word of its text, and every word already given to
// another original. Its size is that of the lists, not of the message.
class Taken {
 public:
  Taken(const Wordlists& lists, const Document& document);

  // Whether one of the words of `phrase` (of a list) is taken.
  bool Has(std::string_view phrase) const;
  // Whether one of them stands in the message: what may not be given even where all words of a list have been.
  bool IsInText(std::string_view phrase) const;
  void Use(std::string_view phrase);

 private:
  const Wordlists& lists_;
  std::vector<bool> in_text_;
  std::vector<bool> given_;
};

// One of `choices` (words of a list, by name_of(choice)) of which no word is taken; when all seem to be, one that at
// least does not stand in the message; null: there is none.
template <typename Choice, typename NameOf>
const Choice* DrawFree(const Taken& taken, Draws draws, const std::vector<Choice>& choices, NameOf name_of) {
  constexpr int kDrawsMax = 200;
  for (int i = 0; i < kDrawsMax; ++i) {
    const Choice& choice = draws.Of(choices);
    if (!taken.Has(name_of(choice))) return &choice;
  }
  for (int i = 0; i < kDrawsMax; ++i) {
    const Choice& choice = draws.Of(choices);
    if (!taken.IsInText(name_of(choice))) return &choice;
  }
  return nullptr;
}

}  // namespace veil::surrogate
