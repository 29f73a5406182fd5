#pragma once

#include <set>
#include <string>
#include <string_view>

namespace veil {

// The words that the names of a format are made of ("birthDate": birth, date): what a name that no table knows may be
// shown by. A message's own names may hold anything, a person's name too.
class SchemaWords {
 public:
  void Add(std::string_view name);

  // The name itself, if it is letters, hyphens and underscores and each of its words is a word of the format; else "*"
  // with the class of its length: "*(9-16)".
  std::string Shown(std::string_view name) const;

  // "*(9-16)".
  static std::string LengthClass(std::string_view name);

 private:
  bool Holds(std::string_view name) const;

  std::set<std::string, std::less<>> words_;
};

}  // namespace veil
