#pragma once

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
  char InitialFor(const std::string& word, char letter) const;
  Made SurrogateOf(const NameText& name, std::size_t at, std::string_view written) const;

  const Material& material_;
  NameWords words_;
  Persons persons_;
  std::string initial_cycle_;  // of all letters
};

}  // namespace veil::surrogate
