#include <string>

#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// Where a patient lies, when it is unique: room, bed, chair, bay with a number. 45 CFR 164.514(b)(2)(i)(R).
constexpr std::string_view kRoom =
    R"((?i)\b(?:room|rm|bed(?: list)?|bay|chair|isolette|cubicle|crib|ldr|stall|trlr|apt|locker|unit|)"
    R"(loc(?:ation)?)\b)"
    R"((?:[ \t:#=]|\b(?:no|number|is)\b\.?)*)"
    R"(((?-i:[A-Z]{2,5} )?(?-i:[A-Z]{1,6}-?)?\d{1,4}(?-i:[A-Z]{1,2})?(?:-(?-i:[A-Z0-9]{1,4}))*)(?:[^\w%/.:°-]|)"
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

// A number of two digits, or one beside a letter or hyphen, or one that ends what is said ("bed 3.").
bool IsRoom(const PatternMatch& match) {
  if (LooksLikeDate(TextOf(match)) || IsMeasureOrTerm(match)) return false;
  if (TextOf(match).starts_with("OR ")) return false;  // an operating room
  const std::string after = LineAfter(match, 16);
  if (HasWord(after, {"hour*", "night*", "time*", "visit*", "of", "to", "person", "people", "assist", "rail*",
                      "pillow*", "deg*"})) {
    return false;
  }
  return LettersAndDigits(TextOf(match)).size() > 1 || after.find_first_not_of(" ,;.)") == std::string::npos ||
         after[0] == ',' || after[0] == ';' || after[0] == ')' || after[0] == '.';
}

}  // namespace

std::span<const Pattern> RoomPatterns() {
  // "room two oh six c".
  static const std::string spoken = R"((?i)\broom (?:number )?((?:)" + std::string(DigitWord()) +
                                    "[ -]){1,4}(?:" + std::string(DigitWord()) + R"(|[a-d])\b))";
  static const Pattern patterns[] = {
      {kRoom, IdentifierType::kId, 0.75F, IsRoom}, {kRoomLetter, IdentifierType::kId, 0.8F},
      {spoken, IdentifierType::kId, 0.7F},         {kWard, IdentifierType::kId, 0.75F},
      {kListed, IdentifierType::kId, 0.7F},        {kListedBed, IdentifierType::kId, 0.7F},
  };
  return patterns;
}

}  // namespace veil
