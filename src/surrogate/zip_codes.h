#pragma once

#include <map>
#include <string>

#include "surrogate/original.h"
#include "surrogate/places.h"

namespace veil::surrogate {

// ZIP codes. Generalized: three digits and two asterisks where Safe Harbor lets the digits stand, else 000**; codes of
// other countries are redacted. A surrogate is a code of the surrogate city of the place that stands before it, else of
// any city; where a message has more codes than that city, one with its first three digits.
class ZipCodes final : public Maker {
 public:
  ZipCodes(const Material& material, const Cities& cities);

  Made Surrogate(const Original& original) const override;
  Made Generalized(const Original& original) const override;

 private:
  const Wordlists& lists_;
  std::map<std::string, std::string> surrogates_;  // by bare original
};

// Whether letters and digits are those of a ZIP code: five digits, nine, or the first three.
bool IsZip(std::string_view bare);

}  // namespace veil::surrogate
