#include "message/finding.h"

namespace veil {

Literal EvidenceName(Evidence evidence) {
  switch (evidence) {
    case Evidence::kField:
      return "field";
    case Evidence::kKnown:
      return "known";
    case Evidence::kPattern:
      return "pattern";
    case Evidence::kDictionary:
      return "dictionary";
    case Evidence::kTagger:
      return "tagger";
    case Evidence::kConsistency:
      return "consistency";
  }
  return "unknown";
}

}  // namespace veil
