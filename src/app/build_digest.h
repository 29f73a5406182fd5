#pragma once

#include "base/digest.h"

namespace veil {

// SHA-256 of the running program's file, so that a record can be tied to the very binary that made it. All zero where
// the system does not show the file.
Digest BuildDigest();

}  // namespace veil
