#pragma once

#include <string>
#include <string_view>

#include "detect/pattern.h"

namespace veil {

// The parts of a street address line, after USPS Publication 28, as expressions in RE2 syntax without capture groups,
// and the questions asked of a match. Capitals count: the parts are not for use under (?i).
namespace street_form {

std::string_view Begin();      // what stands before a number: a blank or a sign that makes no fraction
std::string_view Number();     // "1180 ", "N6481 ", "88-14 ", "One "; with the blank behind it
std::string_view Direction();  // "W", "NE", "North"
std::string_view NameWord();   // "Prairie", "14th", "de la"
std::string_view Type();       // appendix C1: "Street", "Ave.", "Xing"
std::string_view SureType();   // those that are streets also without a number
std::string_view PlainType();  // those that are little else, also in small letters
std::string_view Unit();      // appendix C2, up to three, also on the next line: " Apt 5D", ", 3rd Floor"; may be empty
std::string_view UnitHere();  // one unit or more, on the same line
std::string_view UnitFirst();  // before the number: "Flat 2, "; may be empty

}  // namespace street_form

// For Pattern::accepts; groups 2 and 3 are the name and the type. The name holds no plain speech, unit or part of the
// body, and the type is neither "Dr." before a name nor a scan or an ST segment.
bool IsStreet(const PatternMatch& match);
// As above in small letters, where articles are no part of a name either.
bool IsPlainStreet(const PatternMatch& match);
// A number of two digits or more with a quarter of the city or a crossing, behind no name of a test.
bool IsGridStreet(const PatternMatch& match);
// As above, and the name is no word of medicine.
bool IsStreetWithoutType(const PatternMatch& match);
// As above, for "CR 12" and the like: no decimal follows.
bool IsNumberedRoad(const PatternMatch& match);
// Ordinals count toes, ribs and weeks too.
bool IsCrossing(const PatternMatch& match);

}  // namespace veil
