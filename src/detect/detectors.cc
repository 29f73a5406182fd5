#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "detect/ages.h"
#include "detect/consistency.h"
#include "detect/detector.h"
#include "detect/fields.h"
#include "detect/known.h"
#include "detect/names.h"
#include "detect/pattern.h"
#include "detect/patterns.h"
#include "detect/places.h"
#include "detect/tagger.h"

namespace veil {

std::vector<std::unique_ptr<const Detector>> MakeDetectors(const DetectOptions& options) {
  // Where the tagger weighs what the dictionaries are unsure of, they need not guess.
  const bool weighed =
      std::find(options.disabled.begin(), options.disabled.end(), Evidence::kTagger) == options.disabled.end();
  std::unique_ptr<const Detector> all[] = {
      std::make_unique<FieldDetector>(),
      std::make_unique<KnownDetector>(Lexicon::Embedded()),
      std::make_unique<PatternDetector>(),
      std::make_unique<NameDetector>(weighed ? NameDetector::kSure : 0),
      std::make_unique<PlaceDetector>(weighed ? PlaceDetector::kSure : 0),
      std::make_unique<TaggerDetector>(TaggerModel::Embedded()),
      std::make_unique<AgeDetector>(),
      std::make_unique<ConsistencyDetector>(Lexicon::Embedded()),
  };
  std::vector<std::unique_ptr<const Detector>> enabled;
  std::copy_if(std::make_move_iterator(std::begin(all)), std::make_move_iterator(std::end(all)),
               std::back_inserter(enabled), [&](const std::unique_ptr<const Detector>& detector) {
                 return std::find(options.disabled.begin(), options.disabled.end(), detector->evidence()) ==
                        options.disabled.end();
               });
  return enabled;
}

Digest DetectionDigest() {
  std::string data =
      "veil-detection-1\n" + Lexicon::Embedded().digest().Hex() + "\n" + TaggerModel::Embedded().digest().Hex() + "\n";
  for (const PatternFamily& family : PatternFamilies()) {
    for (const Pattern& pattern : family.patterns) {
      data += IdentifierTypeName(pattern.type).view();
      data += ' ';
      data += pattern.expression;
      data += '\n';
    }
  }
  return Digest::Of(data);
}

}  // namespace veil
