#pragma once

#include "surrogate/original.h"

namespace veil::surrogate {

// Ages over 89 become "90 or older" (45 CFR 164.514(b)(2)(i)(C)): "90+" where a unit follows (93 yo), "ninety-plus" and
// "ninety or older" for words, the number 90 in a field of a structure. Ages below become a band of ten years, or, as a
// surrogate, another age at most two years away.
class Ages final : public Maker {
 public:
  explicit Ages(const Material& material) : seed_(material.seed) {}

  Made Surrogate(const Original& original) const override;
  Made Generalized(const Original& original) const override;

 private:
  const HmacKey& seed_;
};

}  // namespace veil::surrogate
