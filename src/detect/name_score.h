#pragma once

#include <vector>

#include "detect/reading.h"
#include "message/document.h"

namespace veil {

// How much speaks for it that a word is part of a person's name, and for whose.
struct NameScore {
  float prior = 0;    // what the word is
  float context = 0;  // what stands beside it
  Party party = Party::kNone;
  float party_weight = 0;

  float sum() const { return prior + context; }
  void Add(float weight, Party whose) {
    context += weight;
    if (weight > party_weight && whose != Party::kNone) {
      party = whose;
      party_weight = weight;
    }
  }
};

// Scores every token of the text; tokens that are not words stay far below name_weight::kAccept.
std::vector<NameScore> ScoreNames(const Reading& reading);

}  // namespace veil
