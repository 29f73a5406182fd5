#pragma once

#include <map>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// A state of the US, or the District of Columbia.
struct State {
  std::string_view code;        // of the Postal Service: "WA"
  std::string_view name;        // "Washington"
  std::string_view short_form;  // as newspapers write it: "Wash"; empty: nobody does
};

// By any of the three, whatever its case and points; null: none.
const State* FindState(std::string_view written);
// The state that stands right after a place, as in "Tooele, UT", "Tooele, Utah" and "Peoria Ill. 61602"; null: none.
const State* StateAfter(std::string_view after);

// States: another state that the message does not name, in the same form. Generalizing keeps what Safe Harbor lets
// stay.
class States final : public Maker {
 public:
  explicit States(const Material& material);

  Made Surrogate(const Original& original) const override;
  Made Generalized(const Original& original) const override { return std::string(original.text); }
  // The code of the state that takes the place of the state with this code: itself where the policy lets it stay.
  std::string_view Becomes(std::string_view code) const;

 private:
  std::map<std::string, const State*> others_;  // by KeyOf() an original
};

}  // namespace veil::surrogate
