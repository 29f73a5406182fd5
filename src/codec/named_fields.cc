#include "codec/named_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/check.h"
#include "base/fold.h"
#include "codec/date_text.h"
#include "codec/table_rows.h"

extern "C" const char kVeilColumnNames[];
extern "C" const char kVeilColumnNames_end[];

namespace veil {
namespace {

constexpr std::string_view kDigits = "0123456789";

struct ClassWord {
  FieldClass field_class;
  NamedForm form;
};
constexpr std::array<table::Word<ClassWord>, 4> kClasses = {{
    {"identifier", {FieldClass::kIdentifier, NamedForm::kPlain}},
    {"free_text", {FieldClass::kFreeText, NamedForm::kPlain}},
    {"age", {FieldClass::kIdentifier, NamedForm::kAge}},
    {"code", {FieldClass::kSafe, NamedForm::kCode}},
}};
constexpr std::array<table::Word<Party>, 4> kParties = {{
    {"-", Party::kNone},
    {"patient", Party::kPatient},
    {"relative", Party::kRelative},
    {"provider", Party::kProvider},
}};
constexpr std::array<table::Word<Part>, 5> kParts = {{
    {"-", Part::kWhole},
    {"family", Part::kFamily},
    {"given", Part::kGiven},
    {"middle", Part::kMiddle},
    {"suffix", Part::kSuffix},
}};

table::Verdict ReadRow(const table::Row& row, std::vector<NamedField>& fields) {
  const auto found = FindWord(kClasses, row[1]);
  const auto type = IdentifierTypeFromName(row[2]);
  const auto party = FindWord(kParties, row[3]);
  const auto part = FindWord(kParts, row[4]);
  if (!found) return "a class that is none";
  if (!party || !part) return "a party or part that is none";
  const bool identifier = found->field_class == FieldClass::kIdentifier && found->form == NamedForm::kPlain;
  if (identifier != type.has_value()) return "an identifier has a type, and nothing else has one";
  NamedField field;
  field.path = row[0];
  field.field_class = found->field_class;
  field.form = found->form;
  field.type = type.value_or(IdentifierType::kUnknown);
  field.party = *party;
  field.part = *part;
  fields.push_back(std::move(field));
  return {};
}

std::vector<NamedField> ReadCustomary() {
  std::vector<NamedField> fields;
  const std::string_view text(kVeilColumnNames, static_cast<std::size_t>(kVeilColumnNames_end - kVeilColumnNames));
  VEIL_CHECK(table::EachRow("dictionaries/columns/names.tsv", text, 5,
                            [&](const table::Row& row) { return ReadRow(row, fields); }));
  return fields;
}

// What of a name counts.
std::string Key(std::string_view name) {
  std::string key = Fold(name);
  std::erase_if(key, [](char c) { return c == ' ' || c == '_' || c == '-' || c == '\t' || c == '#' || c == ':'; });
  while (key.ends_with('.')) key.pop_back();
  return key;
}

std::vector<ValuePart> Whole(std::string_view value, FieldClass field_class,
                             IdentifierType type = IdentifierType::kUnknown) {
  return {{{0, value.size()}, field_class, type}};
}

std::vector<ValuePart> Date(std::string_view value) {
  const std::size_t time = value.find_first_of("T ");
  if (time == std::string_view::npos || DatePartOf(value).size != time) {
    return Whole(value, FieldClass::kIdentifier, IdentifierType::kDate);
  }
  return {{{0, time}, FieldClass::kIdentifier, IdentifierType::kDate},
          {{time, value.size()}, FieldClass::kFreeText, IdentifierType::kUnknown}};
}

std::vector<ValuePart> Age(std::string_view value) {
  constexpr std::array<std::string_view, 7> kUnits = {"", "y", "yr", "yrs", "yo", "year", "years"};
  constexpr int kAgeMax = 89;
  int years = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), years);
  std::string unit = Fold(value.substr(static_cast<std::size_t>(end - value.data())));
  std::erase(unit, ' ');
  const bool fraction = unit.starts_with('.') && unit.find_first_not_of(kDigits, 1) == std::string::npos;
  const bool known = fraction || std::find(kUnits.begin(), kUnits.end(), unit) != kUnits.end();
  if (error != std::errc() || years < 0 || !known) return Whole(value, FieldClass::kFreeText);
  return Whole(value, FieldClass::kIdentifier, years > kAgeMax ? IdentifierType::kAgeOver89 : IdentifierType::kAge);
}

// One word as tables of codes have, or a number; what mixes letters and digits in the length of a record number may be
// one.
bool IsCode(std::string_view value) {
  constexpr std::size_t kSizeMax = 40;
  constexpr std::ptrdiff_t kMixedMax = 7;
  constexpr std::ptrdiff_t kDigitsMax = 8;
  if (value.size() > kSizeMax || value.find_first_of(" \t\r\n@&\"\\") != std::string_view::npos) return false;
  const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto letters =
      std::count_if(value.begin(), value.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  const bool dated = std::count(value.begin(), value.end(), '/') > 1 || std::count(value.begin(), value.end(), '-') > 1;
  if (digits == 0) return true;
  return letters > 0 ? digits + letters <= kMixedMax : digits <= kDigitsMax && !dated;
}

}  // namespace

Party PartyOf(IdentifierType type) {
  switch (type) {
    case IdentifierType::kNameProvider:
      return Party::kProvider;
    case IdentifierType::kNameRelative:
      return Party::kRelative;
    case IdentifierType::kNamePatient:
    case IdentifierType::kMrn:
      return Party::kPatient;
    default:
      return Party::kNone;
  }
}

const std::vector<NamedField>& CustomaryFields() {
  static const std::vector<NamedField> kFields = ReadCustomary();
  return kFields;
}

NamedFields::NamedFields(const std::vector<NamedField>& fields) {
  for (const NamedField& field : fields) {
    const std::string key = Key(field.path);
    fields_.emplace(key, field);
    for (std::size_t end = key.find('.'); end != std::string::npos; end = key.find('.', end + 1)) {
      leading_.insert(key.substr(0, end));
    }
  }
}

const NamedField* NamedFields::Find(std::string_view name) const {
  const auto found = fields_.find(Key(name));
  return found == fields_.end() ? nullptr : &found->second;
}

bool NamedFields::Leads(std::string_view name) const {
  const std::string key = Key(name);
  return fields_.contains(key) || leading_.contains(key);
}

std::vector<ValuePart> ReadNamed(const NamedField& field, std::string_view value) {
  if (field.form == NamedForm::kAge) return Age(value);
  if (field.form == NamedForm::kCode) return Whole(value, IsCode(value) ? FieldClass::kSafe : FieldClass::kFreeText);
  const bool identifier = field.field_class == FieldClass::kIdentifier;
  if (identifier && field.type == IdentifierType::kDate) return Date(value);
  return Whole(value, field.field_class, field.type);
}

}  // namespace veil
