#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "detect/pattern.h"

namespace veil {

// How numbers and codes are written in clinical text: the expressions that the pattern families are built from, and the
// questions that they ask of a match. A code is a word with a digit in it, or a row of such words ("KB 31 07 92").

// Expressions in RE2 syntax, without capture groups, for use under (?i).
std::string_view CodeForm();    // "QK2207193", "0093-2217-5", "D 19 302 664"
std::string_view SpokenForm();  // "seven seven zero one dash two", "m as in mike four four oh"
std::string_view DigitWord();   // "zero", "oh", "twelve", ...
std::string_view CodeEnd();     // what may stand after a code: a blank, a sign, the end; not a unit or a fraction

// A label, what stands between it and its value (":", "#", "no.", "is", a line end), and the value as group 1.
// `labels` is an alternation of words without capture groups.
std::string Labelled(std::string_view labels, std::string_view value = CodeForm());

std::size_t DigitCount(std::string_view text);
std::size_t LetterCount(std::string_view text);
std::string LettersAndDigits(std::string_view text);
std::string_view TextOf(const PatternMatch& match);

// Up to `size` bytes of the same line before or after the identifier, in small letters.
std::string LineBefore(const PatternMatch& match, std::size_t size);
std::string LineAfter(const PatternMatch& match, std::size_t size);

// Whether one of `words` (small letters) stands in `text` (small letters) as a word; a word that ends in '*' is a stem.
bool HasWord(std::string_view text, std::initializer_list<std::string_view> words);

// Whether `text` begins with a word of a digit or number.
bool IsDigitWord(std::string_view text);

// Whether the dictionaries hold `word` as anything but a name.
bool IsKnownWord(std::string_view word);

// A date in digits ("2021-03-04", "03-04-21") or a time: what other families know better.
bool LooksLikeDate(std::string_view text);
// More letters in a row than a code has: a word of speech with a number at its end.
bool HasLongWord(std::string_view code);
// A word of speech or a day in front of the number.
bool BeginsAsSpeech(std::string_view code);
// A code of a dental procedure or of a drug that is billed ("D4341", "J3380").
bool IsProcedureCode(std::string_view code);
// A test or drug in front of the number.
bool HasClinicalPrefix(std::string_view code);
// A unit of measure, a percent sign or a fraction follows, or the label of a code system ("CPT", "LOINC", "NDC", "NCT")
// stands before: the number says something of medicine, not of a person.
bool IsMeasureOrTerm(const PatternMatch& match);

// For Pattern::accepts. A labelled code with so many digits that is neither date nor measure.
template <std::size_t kDigits>
bool HasDigits(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  return DigitCount(code) >= kDigits && !LooksLikeDate(code) && !HasLongWord(code) && !IsMeasureOrTerm(match);
}
// A number behind the label of a record: no measure, no year.
bool IsRecordNumber(const PatternMatch& match);
// As above, for labels that are words of plain speech too ("case", "order"): five digits, or three beside a capital
// letter, a hyphen or "no."
bool IsEvidentCode(const PatternMatch& match);
// At least three words of digits.
bool IsSpokenCode(const PatternMatch& match);
// Without a label: five words of digits, or three and two letters that are spelled.
bool IsSpokenRun(const PatternMatch& match);

}  // namespace veil
