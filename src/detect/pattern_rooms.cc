#include <re2/re2.h>

#include <string>

#include "base/fold.h"
#include "detect/code_form.h"
#include "detect/lexicon.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Where a patient lies, when it is unique: room, bed, chair, bay with a number. 45 CFR 164.514(b)(2)(i)(R).
constexpr std::string_view kRoom =
    R"((?i)\b(?:room|rm|bed(?: list)?|bay|chair|isolette|cubicle|crib|ldr|stall|trlr|apt|locker|unit|)"
    R"(loc(?:ation)?)\b)"
    R"((?:[ \t:#=]|\b(?:no|number|is)\b\.?)*)"
    R"(((?-i:[A-Z]{2,5} )?(?-i:[A-Z]{1,6}-?)?\d{1,4}(?-i:[A-Z]{1,2}|[a-d]|[a-z]{1,2}-\d{1,3})?(?:-(?-i:[A-Z0-9]{1,4}))*)(?:[^\w%/.:°-]|)"
    R"([.:](?:\s|$)|$))";
constexpr std::string_view kRoomLetter =
    R"((?i)\b(?:bed|pod|isolette|chair|bay|room|rm)[ \t:#]+((?-i:(?:[A-Z]{2,5} )?[A-Z]{1,4}-\d{1,3}))\b)";
// Ward, room, bed in one: "4W-12", "6N-304-01".
constexpr std::string_view kWard = R"((?:^|[\s(,;:|])(\d{1,2}[A-Z]{1,2}-\d{1,3}(?:-\d{1,2})?)(?:[\s),;|.:]|$))";
// A list of patients: the room, a gap, then "Last, First".
constexpr std::string_view kListed =
    R"((?m)^[ \t]*(\d{2,4}(?:-[A-D1-9])?)[ \t]{1,4}(?:(?:Mr|Ms|Mrs)\.? [A-Z]|[A-Z][\w'’-]+, ?[A-Z]|(?i:empty|)"
    R"(vacant)\b))";
constexpr std::string_view kListedBed = R"((?m)^[ \t]*(\d{3,4}-[A-D1-9])\b)";

// "In room 1402  Induction 1411": four digits of a clock where more of them follow.
bool IsTimeInRoom(const PatternMatch& match) {
  static const RE2 clock(R"((?:^|\D)(?:[01]\d|2[0-3])[0-5]\d(?:\D|$))");
  const std::string_view room = TextOf(match);
  const std::string after = LineAfter(match, 40);
  return room.size() == 4 && DigitCount(room) == 4 &&
         RE2::PartialMatch(re2::StringPiece(room.data(), room.size()), clock) &&
         HasWord(LineBefore(match, 12), {"in", "to", "at"}) && RE2::PartialMatch(after, clock);
}

// Two digits or more, or one beside a letter or hyphen; a house has many rooms and beds 3.
bool IsRoom(const PatternMatch& match) {
  if (LooksLikeDate(TextOf(match)) || IsMeasureOrTerm(match)) return false;
  if (TextOf(match).starts_with("OR ")) return false;  // an operating room
  const std::string after = LineAfter(match, 16);
  if (HasWord(after, {"hour*", "night*", "time*", "visit*", "of", "to", "person", "people", "assist", "rail*",
                      "pillow*", "deg*"})) {
    return false;
  }
  return LettersAndDigits(TextOf(match)).size() > 1 && !IsTimeInRoom(match);
}

// A log begins its lines with the time, a problem list with a number.
bool IsListedRoom(const PatternMatch& match) {
  static const RE2 clock(R"((?:[01]\d|2[0-3])[0-5]\d)");
  const std::string_view room = TextOf(match);
  if (RE2::FullMatch(re2::StringPiece(room.data(), room.size()), clock)) return false;
  const std::string after = LineAfter(match, 40);
  const std::size_t begin = after.find_first_not_of(" \t");
  if (begin == std::string::npos) return true;
  const WordInfo info =
      Lexicon::Embedded().Find(Fold(std::string_view(after).substr(begin, after.find_first_of(" ,", begin) - begin)));
  return HasWord(after, {"empty", "vacant"}) || (!info.Has(WordFlag::kClinical) && !info.Has(WordFlag::kDrug));
}

}  // namespace

std::span<const Pattern> RoomPatterns() {
  // "room two oh six c".
  static const std::string spoken = R"((?i)\broom (?:number )?((?:)" + std::string(DigitWord()) +
                                    "[ -]){1,4}(?:" + std::string(DigitWord()) + R"(|[a-d])\b))";
  static const Pattern patterns[] = {
      {kRoom, IdentifierType::kId, 0.75F, IsRoom},
      {kRoomLetter, IdentifierType::kId, 0.8F},
      {spoken, IdentifierType::kId, 0.7F},
      {kWard, IdentifierType::kId, 0.75F},
      {kListed, IdentifierType::kId, 0.7F, IsListedRoom},
      {kListedBed, IdentifierType::kId, 0.7F},
  };
  return patterns;
}

}  // namespace veil
