#include "pipeline/named_rules.h"

#include <array>

namespace veil {
namespace {

FieldClass ClassOf(NamedClass named_class) {
  switch (named_class) {
    case NamedClass::kIdentifier:
      return FieldClass::kIdentifier;
    case NamedClass::kFreeText:
      return FieldClass::kFreeText;
    case NamedClass::kSafe:
      return FieldClass::kSafe;
    case NamedClass::kUnknown:
      break;
  }
  return FieldClass::kUnknown;
}

std::vector<NamedField> FieldsOf(const std::vector<NamedRule>& rules) {
  // By NamedPart.
  constexpr std::array<Part, 5> kParts = {Part::kWhole, Part::kFamily, Part::kGiven, Part::kMiddle, Part::kSuffix};
  std::vector<NamedField> fields;
  for (const NamedRule& rule : rules) {
    NamedField field;
    field.path = rule.name;
    field.field_class = ClassOf(rule.named_class);
    field.type = rule.type;
    field.party = PartyOf(rule.type);
    field.part = kParts[static_cast<std::size_t>(rule.part)];
    if (rule.type == IdentifierType::kAge || rule.type == IdentifierType::kAgeOver89) field.form = NamedForm::kAge;
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace

CodecOptions UnderPolicy(CodecOptions options, const Policy& policy) {
  if (!policy.columns().empty()) options.columns = FieldsOf(policy.columns());
  if (!policy.members().empty()) options.ndjson_fields = FieldsOf(policy.members());
  return options;
}

}  // namespace veil
