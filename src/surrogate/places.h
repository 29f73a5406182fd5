#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "surrogate/original.h"

namespace veil::surrogate {

// Cities and other places below a state become a city of the same state, where the state stands beside them, and else
// of any; "County", "Parish" and the like stay. One place is one city in the whole message.
class Cities final : public Maker {
 public:
  explicit Cities(const Material& material);

  Made Surrogate(const Original& original) const override;
  // The surrogate city of an original; null: none was drawn.
  const City* CityOf(std::string_view original) const;

 private:
  std::map<std::string, City> cities_;  // by folded original, without the words that stay
};

// ZIP codes. Generalized: three digits and two asterisks where Safe Harbor lets the digits stand, else 000**; codes of
// other countries are redacted. A surrogate lies in the surrogate city of the place that stands before it, else
// anywhere.
class ZipCodes final : public Maker {
 public:
  ZipCodes(const Material& material, const Cities& cities);

  Made Surrogate(const Original& original) const override;
  Made Generalized(const Original& original) const override;

 private:
  const Material& material_;
  std::map<std::string, std::string_view> prefixes_;  // by bare original: the first three digits of its surrogate
};

// States: another state, in the same form. Generalizing keeps what Safe Harbor lets stay.
class States final : public Maker {
 public:
  explicit States(const Material& material) : seed_(material.seed) {}

  Made Surrogate(const Original& original) const override;
  Made Generalized(const Original& original) const override { return std::string(original.text); }

 private:
  const HmacKey& seed_;
};

}  // namespace veil::surrogate
