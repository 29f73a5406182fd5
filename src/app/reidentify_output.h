#pragma once

#include <string_view>

#include "base/digest.h"
#include "base/phi.h"
#include "vault/restorer.h"

namespace veil {

// What `veil reidentify` does with text itself: the surrogates in `text` turned back, its digest, and the result on
// standard output.
Restored Reidentify(const Restorer& restorer, const PhiString& text);
Digest DigestOf(const PhiString& text);
bool WriteRestored(const Restored& restored);

}  // namespace veil
