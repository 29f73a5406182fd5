#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "message/document.h"

namespace veil {

// How the value of a named field is read.
enum class NamedForm : std::uint8_t {
  kPlain,  // as its class says
  kAge,    // a number of years, otherwise free text
  kCode,   // safe if it is like a code or a number, otherwise free text
};

// What a column of delimited text or a member of line-delimited JSON holds, by its name.
struct NamedField {
  std::string path;  // of a member: the names that lead to it, joined by '.'; array elements share that of the array
  FieldClass field_class = FieldClass::kFreeText;
  IdentifierType type = IdentifierType::kUnknown;
  Party party = Party::kNone;
  Part part = Part::kWhole;
  NamedForm form = NamedForm::kPlain;
};

// Whom an identifier belongs to where only its type is known.
Party PartyOf(IdentifierType type);

// The fields of customary names ("note", "patient_name", "mrn", ...), for an operator who names none:
// dictionaries/columns/names.tsv.
const std::vector<NamedField>& CustomaryFields();

// Fields by name. Two names are the same if they differ in case, diacritics, blanks, '_' and '-' alone.
class NamedFields {
 public:
  explicit NamedFields(const std::vector<NamedField>& fields);

  const NamedField* Find(std::string_view name) const;  // null: nobody names it
  // Whether the name is a field's, or leads to one ("patient" to "patient.name").
  bool Leads(std::string_view name) const;

 private:
  std::map<std::string, NamedField, std::less<>> fields_;
  std::set<std::string, std::less<>> leading_;
};

// A part of a value, in order; together the parts are the whole value.
struct ValuePart {
  Span span;
  FieldClass field_class = FieldClass::kFreeText;
  IdentifierType type = IdentifierType::kUnknown;
};

// What a value is under its name. The time of day that follows a date is free text of its own.
std::vector<ValuePart> ReadNamed(const NamedField& field, std::string_view value);

}  // namespace veil
