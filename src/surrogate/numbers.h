#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// Record numbers, account numbers, licences, serial numbers, user names and all other codes, format preserved: a digit
// becomes a digit, a letter a letter of the same case, everything else stays (number_form.h); hexadecimal stays
// hexadecimal; check digits stay right, or become wrong if the policy says so.
//
// Under a key of its own for numbers, a number is enciphered (number_cipher.h): one number is one surrogate in all
// messages, and no two share one. Without, and for what is too short for that, it is drawn from the seed. No two
// numbers of a message share a surrogate as long as their form leaves enough of them; none shows a code of the message.
//
// Numbers with equal letters and digits are one number, however they are written.
class Numbers final : public Maker {
 public:
  explicit Numbers(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  struct Number;

  void DrawSurrogate(const std::string& bare, Number& number);
  std::optional<std::string> Enciphered(const std::string& bare, const Number& number) const;
  std::optional<std::string> Drawn(const std::string& bare, const Number& number) const;
  bool MayStand(const std::string& candidate, const std::string& bare, const Number& number) const;

  const Material& material_;
  std::map<std::string, std::string> surrogates_;  // by bare original
};

}  // namespace veil::surrogate
