#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// Record numbers, account numbers, licences, serial numbers, user names and all other codes, format preserved: a digit
// becomes a digit, a letter a letter of the same case, everything else stays; a group of digits begins with 0 only if
// it did; hexadecimal stays hexadecimal; check digits stay right. A social security number gets an area from 900 on,
// which is never issued (SSA POMS RM 10201.035).
//
// Numbers with equal letters and digits are one number, however they are written.
class Numbers final : public Maker {
 public:
  explicit Numbers(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  void DrawSurrogate(const std::string& bare, const std::string& shape, bool ssn);
  std::string Candidate(const std::string& bare, const std::string& shape, bool ssn, std::uint32_t round) const;

  const HmacKey& seed_;
  std::map<std::string, std::string> surrogates_;  // by bare original
  std::set<std::string> avoided_;                  // bare originals, and surrogates given
};

}  // namespace veil::surrogate
