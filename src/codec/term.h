#pragma once

#include <string_view>

#include "message/document.h"

namespace veil {

// The class of the words that a message shows for a code (FHIR R4 Coding.display, CDA R2 CD.displayName): kTerm if they
// are a published system's and have the form of a term, else kFreeText (docs/decisions/0006-terms.md). Prose is no
// term: many digits, an "@", a title of a person, more words than the longest names of LOINC have.
FieldClass ClassOfDisplay(std::string_view words, bool published);

// The class of words that name no person because of where they stand: a payer, a maker, a section's title, a relation.
// kTerm if they are few, else kFreeText.
FieldClass ClassOfLabel(std::string_view words);

}  // namespace veil
