#pragma once

#include "publish/sealing.h"

namespace veil {

// Writes the bytes of an opened message, as they were read, to standard output: the one place where message text leaves
// Veil, and only for the holder of the private key. False when they cannot be written.
bool ShowOpened(const OpenedRecord& opened);

}  // namespace veil
