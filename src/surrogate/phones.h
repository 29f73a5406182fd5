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
//
// There are a hundred lines for fiction. A message with more numbers than that goes on with exchanges that begin with 0
// or 1, which none does (NANP: N is 2 to 9): two million lines, so that no two numbers of a message share a surrogate.
class Phones final : public Maker {
 public:
  explicit Phones(const Material& material);

  Made Surrogate(const Original& original) const override;

 private:
  using Numbers = std::set<std::string>;

  void DrawAreas(const Numbers& areas);
  void DrawLines(const Numbers& lines);
  std::string ReservedLine(const std::string& line) const;
  std::string UnassignedLine(const std::string& label, const std::string& number) const;
  void DrawNumber(const std::string& number);
  std::string Candidate(const std::string& number, std::uint32_t round) const;
  std::string OtherNumber(const std::string& number) const;

  const Material& material_;
  std::map<std::string, std::string> areas_;    // area codes to their surrogates
  std::map<std::string, std::string> lines_;    // the last seven digits to their surrogates
  std::map<std::string, std::string> numbers_;  // all digits of a number to its surrogate's
  Numbers used_lines_;                          // originals and surrogates
  std::size_t reserved_left_ = 100;
};

}  // namespace veil::surrogate
