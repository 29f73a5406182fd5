#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/action_kind.h"
#include "base/check_digit_rule.h"
#include "base/config_error.h"
#include "base/digest.h"
#include "base/identifier_type.h"

namespace veil {

namespace proto {
class Policy;
}

// Where surrogates may come from (45 CFR 164.514(c)).
enum class Derivation : std::uint8_t {
  kForbidden,  // from the message alone; links nothing across messages
  kKeyed,      // from a keyed function of the patient's identifier
};

// What the operator says of a named value of a table: a column, a member.
enum class NamedClass : std::uint8_t { kIdentifier, kFreeText, kSafe, kUnknown };
enum class NamedPart : std::uint8_t { kWhole, kFamily, kGiven, kMiddle, kSuffix };

struct NamedRule {
  std::string name;
  NamedClass named_class = NamedClass::kUnknown;
  IdentifierType type = IdentifierType::kUnknown;  // for kIdentifier
  NamedPart part = NamedPart::kWhole;              // for names
};

// Step 4: decides what each finding becomes. Immutable once loaded.
class Policy {
 public:
  // `name_or_path` is a shipped policy's name ("safe-harbor", found in `folder`) or a path to a YAML file.
  // Errors name file, line, column and what would be right. A policy without an action for some type is an error.
  static ConfigResult<Policy> Load(const std::string& name_or_path, const std::string& folder);
  static ConfigResult<Policy> Parse(std::string_view yaml, const std::string& file);

  ActionKind ActionFor(IdentifierType type, std::string_view path) const;

  // The exceptions for fields, longest path first.
  const std::vector<std::pair<std::string, ActionKind>>& fields() const { return fields_; }

  // What columns and members hold, in order of their names; empty: the policy does not say.
  const std::vector<NamedRule>& columns() const { return columns_; }
  const std::vector<NamedRule>& members() const { return members_; }

  const std::string& name() const { return name_; }
  Derivation derivation() const { return derivation_; }
  CheckDigitRule check_digits() const { return check_digits_; }
  // Of the canonical form: does not depend on layout, comments or the order of keys.
  const Digest& digest() const { return digest_; }

 private:
  static ConfigResult<Policy> FromProto(const proto::Policy& source, std::string_view yaml, const std::string& file);

  std::string name_;
  Derivation derivation_ = Derivation::kForbidden;
  CheckDigitRule check_digits_ = CheckDigitRule::kValid;
  std::array<ActionKind, kIdentifierTypeCount> actions_{};
  std::vector<std::pair<std::string, ActionKind>> fields_;  // longest path first
  std::vector<NamedRule> columns_;
  std::vector<NamedRule> members_;
  Digest digest_;
};

}  // namespace veil
