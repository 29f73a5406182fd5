#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/action_kind.h"
#include "base/check_digit_rule.h"
#include "base/digest.h"
#include "base/identifier_type.h"
#include "message/document.h"
#include "surrogate/taken.h"
#include "surrogate/wordlists.h"

namespace veil::surrogate {

// One identifier that must be replaced, with what stands around it. Views into the document.
struct Original {
  std::string_view text;
  std::string_view before;  // the text of its field before it
  std::string_view after;   // and after it
  const Field* field = nullptr;
  IdentifierType type = IdentifierType::kUnknown;
  ActionKind action = ActionKind::kRedact;
  // The bytes that follow belong to the same value and stay: the time of a timestamp.
  bool glued = false;

  // The field is this identifier and nothing else, so no tag in brackets may stand there.
  bool IsStructured() const { return field->field_class == FieldClass::kIdentifier; }
};

using Originals = std::span<const Original>;

class Codes;
class NumberCipher;

// What every maker draws from. `originals` are all identifiers of the message, in order of field and place; those that
// the policy keeps are among them.
struct Material {
  const HmacKey& seed;
  const HmacKey* clinician_seed;  // null: clinicians' names are drawn from the seed as well
  const Document& document;
  Originals originals;
  const Wordlists& lists;
  Taken& taken;
  Codes& codes;
  const NumberCipher* cipher;  // null: numbers are drawn from the seed
  CheckDigitRule check_digits;
};

// A replacement, or nothing when none can be made.
using Made = std::optional<std::string>;

// Makes the replacements of the originals of some types. It lives as long as one message is worked on.
class Maker {
 public:
  virtual ~Maker() = default;
  virtual Made Surrogate(const Original& original) const = 0;
  // By default what cannot be made less precise is redacted, which the caller does for an empty result.
  virtual Made Generalized(const Original&) const { return std::nullopt; }
  virtual Made Shifted(const Original& original) const { return Surrogate(original); }
};

}  // namespace veil::surrogate
