#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"
#include "policy/policy.h"

namespace veil {

namespace proto {
class Policy;
}

// Whether an action makes sense for a type: only dates can be shifted, and only what has a less precise form
// generalized.
bool Fits(ActionKind action, IdentifierType type);

// Turns a policy's file into a policy, or says all that is wrong with it. First come faults of the schema; only where
// there are none, those of sense.
class PolicyReader {
 public:
  PolicyReader(std::string_view yaml, const std::string& file) : yaml_(yaml), file_(file) {}

  std::optional<Policy> Read();  // without canonical form; nothing: see errors()
  const std::vector<ConfigError>& errors() const { return errors_; }

 private:
  void ReadHead(const proto::Policy& source);
  void RefuseWhatNeedsOutput(const proto::Policy& source);
  void ReadActions(const proto::Policy& source);
  void CheckAllGiven();
  void ReadFields(const proto::Policy& source);
  void ReadNamed(const proto::Policy& source);
  void CheckBasis(const proto::Policy& source);
  void CheckKept(const proto::Policy& source, IdentifierType type);
  void Wrong(std::string_view key, std::string what);     // at the value of a key
  void WrongKey(std::string_view key, std::string what);  // at the key
  void SortErrors();

  std::string_view yaml_;
  const std::string& file_;
  Policy policy_;
  std::set<IdentifierType> types_given_;  // an action
  std::vector<ConfigError> errors_;
};

}  // namespace veil
