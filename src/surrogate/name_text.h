#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "message/document.h"

namespace veil::surrogate {

enum class NameWordKind : std::uint8_t {
  kWord,      // a given name or a surname
  kInitial,   // one letter that stands for one
  kInitials,  // two or three letters of one piece that do, unless another name has this word: "JKW", "jkw"
  kSpelled,   // a name letter by letter: "B-O-H-D-A-N"
  kDigits,    // of a user's name
};

enum class NameRole : std::uint8_t { kUnknown, kGiven, kFamily };
enum class Gender : std::uint8_t { kUnknown, kFemale, kMale };

// One word of a name that must be replaced. What lies between these words stays: titles, particles (van, de la, O'),
// suffixes (Jr, III), credentials, possessive 's, signs.
struct NameWord {
  Span span;
  NameWordKind kind = NameWordKind::kWord;
  NameRole role = NameRole::kUnknown;
  std::string folded;  // letters only for kSpelled
};

struct NameText {
  std::vector<NameWord> words;
  Gender gender = Gender::kUnknown;  // as a title says
  bool clinician = false;            // as a title or a credential says
};

// Reads one name as people write it: "John Q. Smith", "Smith, John", "SMITH", "J.S.", "Dr. Ana de la Cruz-Berg, MD".
// `part` is what a structure says of it.
NameText ReadName(std::string_view text, Part part);

}  // namespace veil::surrogate
