#pragma once

#include "base/digest.h"

namespace veil {

// The patient a message is about, as far as surrogates need to know: one secret from which every draw is made. Equal
// seeds give equal surrogates for equal originals.
struct Subject {
  Digest seed;
};

}  // namespace veil
