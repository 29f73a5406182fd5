#pragma once

#include <cstddef>
#include <vector>

#include "detect/lexicon.h"
#include "detect/name_score.h"
#include "detect/reading.h"
#include "message/document.h"

namespace veil {

// The free text of a message, read and scored once for all detectors that look at words. Holds message text: as
// short-lived as the document.
class Readings {
 public:
  Readings(const Document& document, const Lexicon& lexicon);

  struct Text {
    std::size_t field = 0;  // of the document
    Reading reading;
    std::vector<NameScore> name_scores;  // of each token
  };

  // One for each field of free text, in their order.
  std::vector<Text>::const_iterator begin() const { return texts_.begin(); }
  std::vector<Text>::const_iterator end() const { return texts_.end(); }
  std::size_t size() const { return texts_.size(); }

 private:
  std::vector<Text> texts_;
};

}  // namespace veil
