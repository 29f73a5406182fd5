#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "surrogate/original.h"

namespace veil::surrogate {

// Telephone, fax and pager numbers become (NXX) 555-01XX, the numbers kept for fiction (NANPA, 555 line numbers), in
// the punctuation and words of the original. The area code is drawn, the same for the same area. Numbers of other
// countries get +999, which is no country. Extensions and shorter numbers get other digits.
class Phones final : public Maker {
 public:
  explicit Phones(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  std::string OtherNumber(const std::string& digits) const;
  std::string OtherArea(const std::string& area) const;
  void DrawLines(const std::set<std::string>& lines);

  const HmacKey& seed_;
  std::map<std::string, std::string> lines_;        // the last seven digits to their surrogate's
  std::set<std::string> areas_;                     // of the originals
  std::map<std::string, std::string> other_areas_;  // each of them to its surrogate
};

}  // namespace veil::surrogate
