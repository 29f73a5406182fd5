#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/action_kind.h"
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

  const std::string& name() const { return name_; }
  Derivation derivation() const { return derivation_; }
  // Of the canonical form: does not depend on layout, comments or the order of keys.
  const Digest& digest() const { return digest_; }

 private:
  static ConfigResult<Policy> FromProto(const proto::Policy& source, const std::string& file);

  std::string name_;
  Derivation derivation_ = Derivation::kForbidden;
  std::array<ActionKind, kIdentifierTypeCount> actions_{};
  std::vector<std::pair<std::string, ActionKind>> fields_;  // longest path first
  Digest digest_;
};

}  // namespace veil
