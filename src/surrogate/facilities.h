#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "surrogate/original.h"

namespace veil::surrogate {

// Hospitals, clinics, schools, employers: a drawn stem in the place of each run of words that names, while the words
// that say what it is stay (Hospital, Medical Center, School). A short form ("Cedar Hollow" or "Cedar" of "Cedar Hollow
// Hospital") and an acronym of one of the message become those of its surrogate; other acronyms get other letters.
class Facilities final : public Maker {
 public:
  explicit Facilities(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  std::string StemFor(const std::string& key) const;
  std::string Rename(std::string_view text) const;
  void DrawStems(const std::vector<std::string>& keys);

  const Material& material_;
  std::map<std::string, std::string_view> stems_;   // by folded run of naming words
  std::map<std::string, std::string> short_forms_;  // first words of a run to the run
  std::map<std::string, std::string> acronyms_;     // to their surrogate's
};

}  // namespace veil::surrogate
