#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "detect/name_score.h"
#include "detect/reading.h"
#include "message/finding.h"

namespace veil {

// Whether a finding made before the tagger stands by itself: all do but what the dictionaries are unsure of.
bool IsSure(const Finding& finding);

// What the sequence tagger sees of a token: hashes of features. Training and detection share this code, so a model fits
// the program that it was trained with and no other.
class TaggerFeatures {
 public:
  static constexpr std::size_t kCount = 51;          // of a token
  using Hashes = std::array<std::uint32_t, kCount>;  // none is 0

  // `name_scores` are those of `reading`; `found` is what the detectors before it found in the field that was read.
  TaggerFeatures(const Reading& reading, std::span<const NameScore> name_scores, std::span<const Finding> found);

  std::size_t size() const { return atoms_.size(); }
  Hashes At(std::size_t i) const;

 private:
  // One property of a token each, hashed: features are atoms and pairs of atoms of tokens near each other.
  struct Atoms {
    std::uint64_t word = 0;    // folded; digits as their count
    std::uint64_t shape = 0;   // Xxx, XXX, 9-9, ...
    std::uint64_t prefix = 0;  // three letters
    std::uint64_t suffix2 = 0;
    std::uint64_t suffix = 0;    // three letters
    std::uint64_t meaning = 0;   // what the dictionaries know
    std::uint64_t ranks = 0;     // how much a name, how much a plain word
    std::uint64_t casing = 0;    // capital or not, in what kind of line, at what place of the sentence
    std::uint64_t label = 0;     // the word before the last colon on the line
    std::uint64_t distance = 0;  // tokens since that colon, at most 8
    std::uint64_t cue = 0;       // the nearest title, relation, role or credential to the left
    std::uint64_t gap = 0;       // blanks before, start of line
    std::uint64_t value = 0;     // small numbers as they are
    std::uint64_t hint = 0;      // what other detectors found here
    std::uint64_t heard = 0;     // what they found where the word stands elsewhere in the text, and how often it does
    std::uint64_t best = 0;      // the best score as a name of the word in the text, and whether it is in small letters
    std::uint64_t chunk = 0;     // shape of all that stands without a blank around the token
    std::uint64_t place = 0;     // in that chunk
  };

  void ReadWords(const Reading& reading, std::span<const NameScore> name_scores,
                 const std::vector<std::uint64_t>& hints);
  void ReadChunks(const Reading& reading);
  void ReadLines(const Reading& reading);

  std::vector<Atoms> atoms_;
};

}  // namespace veil
