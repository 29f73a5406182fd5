#pragma once

#include <span>

#include "base/action_kind.h"
#include "base/result.h"
#include "message/document.h"
#include "message/finding.h"
#include "message/replacement.h"

namespace veil {

// The second, independent look at what is about to be published (DESIGN 3).
//
// `output` is the encoded message, decoded again; `findings`, `actions` and `replacements` are what was done to
// `original`. It fails with kLeak when
//   - an original that was replaced, or one of its words of three letters or more, still stands in the output, codes
//     included, as whole words; a name of five letters or a number of six digits also where it is glued to other text.
//     Words that are also plain English or clinical language may stay, unless a title stands before them;
//   - the output, codes aside, holds the shape of a phone number, social security number, e-mail address or full date
//     that is neither a replacement made in this run nor something the policy keeps.
// It shares the decoder, the folding of words and the word lists with the detectors, and no other code.
Result<void> LeakCheck(const Document& original, std::span<const Finding> findings, std::span<const ActionKind> actions,
                       std::span<const Replacement> replacements, const Document& output);

}  // namespace veil
