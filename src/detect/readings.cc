#include "detect/readings.h"

#include <utility>

namespace veil {

Readings::Readings(const Document& document, const Lexicon& lexicon) {
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    if (document.fields[i].field_class != FieldClass::kFreeText) continue;
    Reading reading(document.fields[i].text, lexicon);
    std::vector<NameScore> scores = ScoreNames(reading);
    texts_.push_back({i, std::move(reading), std::move(scores)});
  }
}

}  // namespace veil
