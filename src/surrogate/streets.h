#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// Street addresses: house and unit numbers of the same length, a drawn street name, and the same street type, direction
// and unit word (Ave, NW, Apt); a half stays, and two numbers of a range stay as far apart. Post-office boxes, rural
// routes and numbered highways keep their form. One street is one street in the whole message.
class Streets final : public Maker {
 public:
  explicit Streets(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  void DrawNumbers(const std::set<std::string>& numbers);
  std::string Other(bool name, std::string_view written) const;

  const Material& material_;
  std::map<std::string, std::string_view> names_;  // by folded name, without number and type
  std::map<std::string, std::string> numbers_;     // of houses and units, by their letters and digits
};

}  // namespace veil::surrogate
