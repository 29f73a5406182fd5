#pragma once

namespace veil {

// What each piece of evidence is worth for "this word is part of a person's name". A word is one when the sum reaches
// kAccept. The unit is that of a log-odds, so that a trained tagger's score can be added later. Ranks are scaled to
// 0..1 before they are multiplied.
namespace name_weight {

inline constexpr float kAccept = 2.0F;

// What the word is.
inline constexpr float kNameRank = 3.2F;         // x rank of the surname or given name
inline constexpr float kOnlyName = 1.4F;         // in no other dictionary
inline constexpr float kUnknownWord = 1.2F;      // in no dictionary
inline constexpr float kUnknownAcronym = -1.4F;  // in no dictionary, at most four capitals
inline constexpr float kEnglish = -3.6F;         // x rank of the plain word
inline constexpr float kDrug = -3.5F;
inline constexpr float kEponym = -2.2F;
inline constexpr float kClinical = -1.8F;
inline constexpr float kCalendar = -2.5F;  // months, weekdays
inline constexpr float kPlace = -0.9F;     // more a place than a name
inline constexpr float kState = -3.0F;
inline constexpr float kFacility = -2.0F;  // facility or its head word
inline constexpr float kStreetType = -1.5F;
inline constexpr float kBrand = -1.6F;         // a thing's name, until a title or a relation says otherwise
inline constexpr float kKinOrStaff = -4.0F;    // titles, relations, roles, credentials
inline constexpr float kSmallLetters = -6.0F;  // among words whose case means something
inline constexpr float kNoCase = -0.6F;        // in text without case
inline constexpr float kSentenceStart = -0.6F;
inline constexpr float kCapsAmongMixed = -0.3F;
inline constexpr float kShortCapsAmongMixed = -2.4F;  // four letters or fewer: an acronym

// What stands beside it.
inline constexpr float kCourtesyTitle = 7.0F;
inline constexpr float kOtherTitle = 3.2F;
inline constexpr float kRelation = 3.6F;
inline constexpr float kRole = 2.4F;
inline constexpr float kCredential = 6.0F;
inline constexpr float kPatientLabel = 4.5F;
inline constexpr float kStaffLabel = 3.6F;
inline constexpr float kAgent = 1.7F;
inline constexpr float kPersonVerb = 1.3F;
inline constexpr float kInitialBeside = 1.8F;
inline constexpr float kSmallInitialBeside = 8.0F;  // initial and word in small letters, at the end of a line
inline constexpr float kHeader = 1.5F;              // Last, First before a record number
inline constexpr float kCommaPair = 1.6F;           // Last, First at the start of a line
inline constexpr float kNeighbour = 2.6F;           // the word beside it is a name
inline constexpr float kEponymNoun = -6.0F;         // disease, sign, catheter follow
inline constexpr float kMeasure = -2.5F;            // a number follows at once
inline constexpr float kFacilityFollows = -3.0F;

}  // namespace name_weight
}  // namespace veil
