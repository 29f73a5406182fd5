#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "base/digest.h"

namespace veil {

// What is known of a word or phrase.
enum class WordFlag : std::uint32_t {
  kSurname = 1U << 0,
  kGivenFemale = 1U << 1,  // a given name of women; both flags: of both
  kGivenMale = 1U << 2,
  kNickname = 1U << 3,  // short form of a given name
  kPlace = 1U << 4,     // city, town, county or other place below a state
  kState = 1U << 5,     // US state, territory or its postal abbreviation; country
  kEnglish = 1U << 6,   // plain English word
  kDrug = 1U << 7,
  kEponym = 1U << 8,       // a person's name that clinical language uses for a sign, device, operation or disease
  kClinical = 1U << 9,     // any other clinical term: anatomy, disease, procedure, scale, gene, organism, unit, device
  kStreetType = 1U << 10,  // Street, Ave, Blvd, Rd, ...
  kFacilityHead = 1U << 11,  // Hospital, Clinic, Center, School, Hospice, Church, Shelter, ...
  kMonth = 1U << 12,         // month names and their abbreviations
  kWeekday = 1U << 13,
  kTitle = 1U << 14,       // Dr, Mr, Mrs, Rev, Officer, ...: stands before a name
  kCredential = 1U << 15,  // MD, RN, DO, PA-C, LCSW, ...: stands after a name
  kRelation = 1U << 16,    // wife, son, daughter, mother, neighbour, ...
  kRole = 1U << 17,        // nurse, surgeon, attending, resident, ...: staff
  kFacility = 1U << 18,    // named hospital, clinic, health system, employer or school (mostly phrases)
  kBrand = 1U << 19,       // maker, product or payer: names a thing or a plan, never a person
};

// The bits of all of `flags`.
template <typename... Flags>
constexpr std::uint32_t WordFlags(Flags... flags) {
  return (static_cast<std::uint32_t>(flags) | ...);
}

// Frequencies are ranks on a log scale: 0 unknown, 255 the most frequent of its kind.
struct WordInfo {
  std::uint32_t flags = 0;
  std::uint8_t surname = 0;
  std::uint8_t given = 0;
  std::uint8_t place = 0;
  std::uint8_t english = 0;

  bool Has(WordFlag flag) const { return (flags & static_cast<std::uint32_t>(flag)) != 0; }
};

// What the dictionaries say of words: one read-only image inside the program, looked up by hash. Thread-safe.
//
// Words are given folded (base/fold.h): lower case, no diacritics; possessive 's must be taken off before.
class Lexicon {
 public:
  static const Lexicon& Embedded();

  // Reads an image (docs/formats/lexicon.md) in place; `image` must outlive this. An image that is not as its compiler
  // wrote it ends the process: with it, names would stay unseen.
  explicit Lexicon(std::string_view image);
  ~Lexicon();

  WordInfo Find(std::string_view folded) const;  // all zero for an unknown word

  struct Word {
    WordInfo info;
    bool begins_phrase = false;
  };
  // The same, with WordHash(folded) (folded.h) at hand.
  Word FindWord(std::string_view folded, std::uint64_t hash) const;
  // What FindWord will read first, and then, is asked of the memory, which is slow to answer.
  void Prefetch(std::uint64_t hash) const;
  void PrefetchString(std::uint64_t hash) const;

  // The longest phrase of two words or more that begins at words[0]; words = 0: none. A phrase is at most 6 words.
  struct Phrase {
    std::size_t words = 0;
    WordInfo info;
  };
  Phrase FindPhrase(std::span<const std::string_view> folded_words) const;

  const Digest& digest() const;  // of the image

 private:
  struct View;  // where the parts of the image lie
  std::unique_ptr<const View> view_;
};

}  // namespace veil
