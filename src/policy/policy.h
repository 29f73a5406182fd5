#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

// Where surrogates may come from (45 CFR 164.514(c)).
enum class Derivation : std::uint8_t {
  kForbidden,  // from the message alone; links nothing across messages
  kKeyed,      // from a keyed function of the patient's identifier
};

// Under which rule of 45 CFR 164.514 the output may be used.
enum class Basis : std::uint8_t {
  kNone,                 // there is no output
  kSafeHarbor,           // (b)(2)
  kExpertDetermination,  // (b)(1)
  kLimitedDataSet,       // (e)
};

// Whether anything is published.
enum class PolicyOutput : std::uint8_t {
  kClean,  // what is de-identified
  kNone,   // identifiers are counted, nothing is published
};

// What becomes of the names of clinicians and staff.
enum class Providers : std::uint8_t {
  kReplaced,  // as the action of NAME_PROVIDER says
  kKept,      // those that a structured field gives to a clinician stay (pipeline/provider_names.h)
};

// What the operator says of a named value of a table: a column, a member.
enum class NamedClass : std::uint8_t { kIdentifier, kFreeText, kSafe, kUnknown };
enum class NamedPart : std::uint8_t { kWhole, kFamily, kGiven, kMiddle, kSuffix };

struct NamedRule {
  std::string name;
  NamedClass named_class = NamedClass::kUnknown;
  IdentifierType type = IdentifierType::kUnknown;  // for kIdentifier
  NamedPart part = NamedPart::kWhole;              // for names

  bool operator==(const NamedRule&) const = default;
};

// Step 4: decides what each finding becomes. Immutable once loaded.
class Policy {
 public:
  // `name_or_path` is a shipped policy's name ("safe-harbor", found in `folder`) or a path to a YAML file.
  // Errors name file, line, column and what would be right. A policy without an action for some type is an error.
  static ConfigResult<Policy> Load(const std::string& name_or_path, const std::string& folder);
  static ConfigResult<Policy> Parse(std::string_view yaml, const std::string& file);

  // All that is wrong, in the order of the file; empty: it can be loaded.
  static std::vector<ConfigError> Lint(const std::string& name_or_path, const std::string& folder);

  ActionKind ActionFor(IdentifierType type, std::string_view path) const;
  // The action that a rule of the field gives; nothing where none covers it, or none that makes sense for the type.
  std::optional<ActionKind> FieldRuleFor(IdentifierType type, std::string_view path) const;

  // The exceptions for fields, longest path first.
  const std::vector<std::pair<std::string, ActionKind>>& fields() const { return fields_; }

  // What columns and members hold, in order of their names; empty: the policy does not say.
  const std::vector<NamedRule>& columns() const { return columns_; }
  const std::vector<NamedRule>& members() const { return members_; }

  const std::string& name() const { return name_; }
  Basis basis() const { return basis_; }
  Derivation derivation() const { return derivation_; }
  PolicyOutput output() const { return output_; }
  Providers providers() const { return providers_; }
  CheckDigitRule check_digits() const { return check_digits_; }
  // Whether what surrogates stand for is kept, sealed, so that its holder can turn them back.
  bool keeps_vault() const { return keeps_vault_; }

  // The policy as YAML in one form, whatever layout, comments and order of keys its file had. It parses to a policy of
  // the same digest.
  const std::string& canonical() const { return canonical_; }
  // Of the canonical form.
  const Digest& digest() const { return digest_; }

 private:
  friend class PolicyReader;

  std::string name_;
  Basis basis_ = Basis::kNone;
  Derivation derivation_ = Derivation::kForbidden;
  PolicyOutput output_ = PolicyOutput::kClean;
  Providers providers_ = Providers::kReplaced;
  CheckDigitRule check_digits_ = CheckDigitRule::kValid;
  bool keeps_vault_ = false;
  std::array<ActionKind, kIdentifierTypeCount> actions_{};
  std::vector<std::pair<std::string, ActionKind>> fields_;  // longest path first
  std::vector<NamedRule> columns_;
  std::vector<NamedRule> members_;
  std::string canonical_;
  Digest digest_;
};

// What a policy says of a column or a member, as its file does: "free_text", "MRN", "NAME_PATIENT/given".
std::string NamedRuleWord(const NamedRule& rule);

}  // namespace veil
