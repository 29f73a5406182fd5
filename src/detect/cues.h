#pragma once

#include <cstdint>
#include <string_view>

namespace veil {

// Small closed lists of words that tell what stands beside them. They are grammar, not vocabulary: what a word means
// comes from the Lexicon. All take folded words.
bool IsCourtesyTitle(std::string_view word);  // dr, mr, ms: hardly ever anything else
bool IsPatientLabel(std::string_view word);   // patient:, name:, re:
bool IsStaffLabel(std::string_view word);     // attending:, pcp:, author:, cc:
bool IsContactLabel(std::string_view word);   // contact:, guardian:
bool IsAgentWord(std::string_view word);      // by, per, with: a person often follows
bool IsPersonVerb(std::string_view word);     // says, denies, called: a person stands before
bool IsParticle(std::string_view word);       // van, de, la, al: inside a surname
bool IsNameSuffix(std::string_view word);     // jr, iii
bool IsEponymNoun(std::string_view word);     // disease, sign, catheter: the word before is an eponym
bool IsPlaceWord(std::string_view word);      // in, from, near: a place often follows
bool IsSiteWord(std::string_view word);       // at, to, from, attends: a facility often follows
bool IsDwellingVerb(std::string_view word);   // lives, moved, born, resides
bool IsHeaderWord(std::string_view word);     // mrn, dob: stand beside the patient's name in a header

}  // namespace veil
