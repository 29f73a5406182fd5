#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "message/document.h"
#include "surrogate/draws.h"
#include "surrogate/wordlists.h"

namespace veil::surrogate {

// The words that no surrogate of this message may be made of: every word of its text and of what is known of its
// patient, and every word already given to another original. Its size is that of the lists, not of the message.
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

// One of `choices` (words of a list, by name_of(choice)) of which no word is taken; when all seem to be, one that is
// not among `given`; when all seem given, one that at least does not stand in the message; null: there is none.
template <typename Choice, typename NameOf>
const Choice* DrawFree(const Taken& taken, Draws draws, const std::vector<Choice>& choices,
                       const std::set<std::string_view>& given, NameOf name_of) {
  constexpr int kDrawsMax = 200;
  const auto first = [&](auto fits) -> const Choice* {
    for (int i = 0; i < kDrawsMax; ++i) {
      const Choice& choice = draws.Of(choices);
      if (fits(name_of(choice))) return &choice;
    }
    return nullptr;
  };
  const Choice* choice = first([&](std::string_view name) { return !taken.Has(name); });
  if (choice == nullptr) choice = first([&](auto name) { return !given.contains(name) && !taken.IsInText(name); });
  return choice != nullptr ? choice : first([&](std::string_view name) { return !taken.IsInText(name); });
}

}  // namespace veil::surrogate
