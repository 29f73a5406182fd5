#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "message/document.h"
#include "surrogate/surrogates.h"

namespace veil {

// One value to be replaced: a field of its own, or in running text.
struct Value {
  IdentifierType type = IdentifierType::kId;
  std::string text;
  ActionKind action = ActionKind::kSurrogate;
  std::string before = {};
  std::string after = {};
  bool structured = false;
  Part part = Part::kWhole;
  std::uint32_t group = 0;
};

inline Digest Seed(std::string_view name = "a seed") { return Digest::Of(name); }

// What stands in the place of each value, in the order of `values`.
inline std::vector<std::string> Replaced(const std::vector<Value>& values, const Subject& subject,
                                         CheckDigitRule check_digits = CheckDigitRule::kValid) {
  Document document;
  std::vector<Finding> findings;
  std::vector<ActionKind> actions;
  for (const Value& value : values) {
    Field field;
    field.field_class = value.structured ? FieldClass::kIdentifier : FieldClass::kFreeText;
    field.type = value.type;
    field.part = value.part;
    field.group = value.group;
    field.text = PhiString(value.before + value.text + value.after);
    const Span span{value.before.size(), value.before.size() + value.text.size()};
    findings.push_back({document.fields.size(), span, value.type, Evidence::kPattern, 1});
    actions.push_back(value.action);
    document.fields.push_back(std::move(field));
  }
  const auto made = Surrogates(check_digits).Make(document, findings, actions, subject);
  EXPECT_TRUE(made);
  std::vector<std::string> texts;
  for (const Replacement& replacement : *made) texts.push_back(replacement.text.Expose());
  return texts;
}

inline std::vector<std::string> Replaced(const std::vector<Value>& values, const Digest& seed = Seed()) {
  return Replaced(values, Subject{seed});
}

inline std::string Replaced(const Value& value, const Digest& seed = Seed()) {
  return Replaced(std::vector<Value>{value}, seed).front();
}

}  // namespace veil
