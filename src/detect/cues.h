#pragma once

#include <cstdint>
#include <string_view>

namespace veil {

// Small closed lists of words that tell what stands beside them. They are grammar, not vocabulary: what a word means
// comes from the Lexicon.
enum class Cue : std::uint32_t {
  kCourtesyTitle = 1U << 0,  // dr, mr, ms: hardly ever anything else
  kPatientLabel = 1U << 1,   // patient:, name:, re:
  kStaffLabel = 1U << 2,     // attending:, pcp:, author:, cc:
  kContactLabel = 1U << 3,   // contact:, guardian:
  kAgentWord = 1U << 4,      // by, per, with: a person often follows
  kPersonVerb = 1U << 5,     // says, denies, called: a person stands before
  kParticle = 1U << 6,       // van, de, la, al: inside a surname
  kNameSuffix = 1U << 7,     // jr, iii
  kEponymNoun = 1U << 8,     // disease, sign, catheter: the word before is an eponym
  kPlaceWord = 1U << 9,      // in, from, near: a place often follows
  kDwellingVerb = 1U << 10,  // lives, moved, born, resides
  kHeaderWord = 1U << 11,    // mrn, dob: stand beside the patient's name in a header
  kSigningWord = 1U << 12,   // dictated, typed, by: initials follow
  kFacilityLink = 1U << 13,  // of, the, &: inside the name of a facility
  kFacilitySoft = 1U << 14,  // medical, elementary, farms: end such a name after a word that sets it apart
  kFacilityKind = 1U << 15,  // urgent, outpatient: with a head a kind of place, not one place: "Urgent Care Clinic"
};

// The lists that a word is in.
struct Cues {
  std::uint32_t bits = 0;

  bool Has(Cue cue) const { return (bits & static_cast<std::uint32_t>(cue)) != 0; }
};

// Of a folded word with WordHash `hash` (folded.h).
Cues CuesOf(std::string_view folded, std::uint64_t hash);

}  // namespace veil
