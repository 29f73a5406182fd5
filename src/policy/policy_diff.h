#pragma once

#include <string>
#include <vector>

#include "policy/policy.h"

namespace veil {

// What is known from the output after a change, compared with before.
enum class Disclosure : std::uint8_t { kSame, kMore, kLess };

// One thing that two policies do differently, in words for a person who approves policies.
struct PolicyDifference {
  std::string what;
  std::string before;
  std::string after;
  Disclosure disclosure = Disclosure::kSame;
};

// In the order basis, output, surrogates, types, fields, columns and members. Empty: the policies do the same; names
// alone do not count.
std::vector<PolicyDifference> DiffPolicies(const Policy& before, const Policy& after);

// A policy in the same words, one line a thing that it says.
struct PolicyStatement {
  std::string what;
  std::string how;
};
std::vector<PolicyStatement> StatePolicy(const Policy& policy);

}  // namespace veil
