#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "surrogate/original.h"

namespace veil::surrogate {

// The codes that no surrogate of this message may show: all identifiers of the message that have a digit, and every
// code already given. Two codes are one if their letters and digits are.
class Codes {
 public:
  explicit Codes(Originals originals);

  // Whether `text` is one of them, or has a word or a run of digits that is one; runs below five characters say
  // nothing.
  bool ShownIn(std::string_view text) const;
  // Whether `text` as a whole is one of them.
  bool Has(std::string_view text) const;
  void Use(std::string_view text);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view bare) const { return std::hash<std::string_view>()(bare); }
  };

  bool HoldsRun(std::string_view run) const;

  std::unordered_set<std::string, Hash, std::equal_to<>> bare_;
};

}  // namespace veil::surrogate
