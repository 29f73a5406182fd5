#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "detect/tagger_image.h"

namespace veil {

using TagRow = std::array<float, tagger_image::kRow>;                // a number for each tag
using TagTransitions = std::array<TagRow, tagger_image::kTagCount>;  // [from][to]

// From the scores of all tokens of a text to the probability of each tag at each token, given the whole text (the
// forward-backward algorithm, in place, linear). `transitions` are factors: e to the power of the score. To `expected`,
// if given, is added how often each tag is expected to follow each.
void ChainMarginals(const TagTransitions& transitions, std::vector<TagRow>& tokens, TagTransitions* expected = nullptr);

// A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001) over hashed features: one read-only image
// inside the program. Thread-safe.
class TaggerModel {
 public:
  static const TaggerModel& Embedded();

  // Reads an image (docs/formats/tagger.md) in place; `image` must outlive this. An image that is not as the trainer
  // wrote it ends the process: with it, identifiers would stay unseen.
  explicit TaggerModel(std::string_view image);

  using Row = TagRow;

  // The score of each tag for one token: the sum of the weights of its features (TaggerFeatures::At).
  Row Scores(std::span<const std::uint32_t> features) const;

  // Asks for the memory that Scores(features) will read.
  void Prefetch(std::span<const std::uint32_t> features) const;

  void Marginals(std::vector<Row>& tokens) const { ChainMarginals(transitions_, tokens); }

  // A token is given a tag where the probability of kOutside is at most this.
  float OutsideMax(tagger_image::Tag tag) const {
    return tagger_image::IsNumber(tag) ? outside_max_number_ : outside_max_;
  }
  const Digest& digest() const { return digest_; }

 private:
  const tagger_image::Line& LineOf(std::uint32_t feature) const {
    return lines_[tagger_image::LineOf(feature, static_cast<std::uint32_t>(lines_.size()))];
  }

  TagTransitions transitions_{};  // e to the power of the score
  std::span<const tagger_image::Line> lines_;
  float scale_ = 0;
  float outside_max_ = 0;
  float outside_max_number_ = 0;
  Digest digest_;
};

}  // namespace veil
