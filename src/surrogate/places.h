#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "surrogate/original.h"
#include "surrogate/states.h"

namespace veil::surrogate {

// Cities and other places below a state become a city of the state that stands beside them, as far as the output
// shows it: of its surrogate where the policy replaces states; among the cities of the ZIP prefix beside them where
// that stays and has a few. Where no state is beside a place, the only state of the message holds; else any. "County",
// "Parish" and the like stay. One place is one city in the whole message.
class Cities final : public Maker {
 public:
  Cities(const Material& material, const States& states);

  Made Surrogate(const Original& original) const override;
  // The surrogate city of an original that the policy replaces; null: none was drawn.
  const City* CityOf(std::string_view original) const;

 private:
  std::map<std::string, City> cities_;  // by folded original, without the words that stay
};

}  // namespace veil::surrogate
