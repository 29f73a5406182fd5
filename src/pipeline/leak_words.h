#pragma once

#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

// A run of letters and digits, or of one kind of them, as the leak check reads text.
struct LeakWord {
  Span span;                // in the text
  std::string_view folded;  // base/fold.h. As short-lived as the words
  std::uint64_t hash = 0;   // of `folded`
  bool digits = false;      // digits only
  bool small = false;       // begins with a small letter of ASCII
  bool glued = false;       // digits beside letters, or a capital after a small letter
};

// The words of a text in order. Letters and digits that touch form one word ("R52a"); every other character separates.
// Linear in the size of the text. Holds message text.
class LeakWords {
 public:
  explicit LeakWords(std::string_view text);

  bool empty() const { return words_.empty(); }
  std::size_t size() const { return words_.size(); }
  const LeakWord& operator[](std::size_t i) const { return words_[i]; }
  std::vector<LeakWord>::const_iterator begin() const { return words_.begin(); }
  std::vector<LeakWord>::const_iterator end() const { return words_.end(); }

 private:
  std::vector<LeakWord> words_;
  std::unique_ptr<char[]> folded_;         // words of ASCII, where they stand in the text
  std::forward_list<std::string> others_;  // and others
};

}  // namespace veil
