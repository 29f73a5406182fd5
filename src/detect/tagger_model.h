#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "detect/tagger_image.h"

namespace veil {

// A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features: one read-only image
// inside the program. Thread-safe.
class TaggerModel {
 public:
  static const TaggerModel& Embedded();

  // Reads an image (docs/formats/tagger.md) in place; `image` must outlive this. An image that is not as the trainer
  // wrote it ends the process: with it, identifiers would stay unseen.
  explicit TaggerModel(std::string_view image);

  using Row = std::array<float, tagger_image::kRow>;

  // The score of each tag for one token: the sum of the weights of its features.
  Row Scores(std::span<const std::uint32_t> buckets) const;

  // From the scores of all tokens of a text to the probability of each tag at each token, given the whole text (the
  // forward-backward algorithm, in place, linear).
  void Marginals(std::vector<Row>& tokens) const;

  // A token is given a tag where the probability of kOutside is at most this.
  float OutsideMax(tagger_image::Tag tag) const {
    return tagger_image::IsNumber(tag) ? outside_max_number_ : outside_max_;
  }
  const Digest& digest() const { return digest_; }

 private:
  std::array<Row, tagger_image::kTagCount> transitions_{};  // e to the power of the score, [from][to]
  const std::int8_t* weights_ = nullptr;
  float scale_ = 0;
  float outside_max_ = 0;
  float outside_max_number_ = 0;
  Digest digest_;
};

}  // namespace veil
