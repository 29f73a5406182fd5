#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "surrogate/name_words.h"
#include "surrogate/original.h"
#include "surrogate/persons.h"

namespace veil::surrogate {

// Names of patients, relatives and clinicians. All names of the message are read first, so that every form of a
// person's name, wherever it stands, gets the surrogate of that person.
class Names final : public Maker {
 public:
  explicit Names(const Material& material);

  // Written as the original: word by word, its case, initials, hyphens, particles, titles and suffixes.
  Made Surrogate(const Original& original) const override;

 private:
  void AddStructured();
  void SuggestSex(const std::vector<NameWord>& words);
  char InitialFor(const std::string& word, char letter) const;
  Made SurrogateOf(const NameText& name, std::size_t at, std::string_view written) const;

  const Material& material_;
  NameWords words_;
  Persons persons_;
  std::map<std::string, std::set<Gender>> titled_;  // what titles say of those who bear a surname: "Mr. Tillman"
  std::string initial_cycle_;                       // of all letters
};

}  // namespace veil::surrogate
