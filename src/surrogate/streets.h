#pragma once

#include <map>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// Street addresses: house and unit numbers of the same length, a drawn street name, and the same street type, direction
// and unit word (Ave, NW, Apt). Post-office boxes, rural routes and numbered highways keep their form. One street is
// one street in the whole message.
class Streets final : public Maker {
 public:
  explicit Streets(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  const Material& material_;
  std::map<std::string, std::string_view> names_;  // by folded name, without number and type
};

}  // namespace veil::surrogate
