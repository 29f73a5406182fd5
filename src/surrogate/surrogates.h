#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/action_kind.h"
#include "base/check_digit_rule.h"
#include "base/result.h"
#include "message/document.h"
#include "message/finding.h"
#include "message/replacement.h"
#include "message/subject.h"

namespace veil {

// Step 5: makes the replacements of one message. Immutable, thread-safe, deterministic: the same document, findings,
// actions and subject give the same replacements.
class Surrogates {
 public:
  explicit Surrogates(CheckDigitRule check_digits = CheckDigitRule::kValid);
  ~Surrogates();

  // One replacement for each finding whose action is not kKeep, in the order of `findings` (which Resolve() made);
  // actions[i] is what the policy does with findings[i]. One person has one surrogate in all forms within the message,
  // and no surrogate equals an identifier of the message.
  // Errors: kSurrogateFailed when a finding has no replacement under its action.
  Result<std::vector<Replacement>> Make(const Document& document, std::span<const Finding> findings,
                                        std::span<const ActionKind> actions, const Subject& subject) const;

 private:
  struct Makers;
  std::unique_ptr<const Makers> makers_;
  CheckDigitRule check_digits_;
};

}  // namespace veil
