#pragma once

#include <string>

#include "base/digest.h"
#include "message/outcome.h"

namespace veil {

// A receipt as one line of JSON (docs/formats/receipt.md): numbers, digests, words of the source code and the path that
// the operator gave. `key` is the id of the surrogate key; all zero: it was drawn for the run, and is not named.
std::string ReceiptLine(const Processed& processed, const Digest& policy, const Digest& model, const Digest& key);

// The line of an input that could not be read.
std::string UnreadLine(const std::string& path, const Error& error);

}  // namespace veil
