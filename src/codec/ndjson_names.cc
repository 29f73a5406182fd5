#include <array>

#include "codec/ndjson.h"

namespace veil {
namespace {

struct Name {
  std::string_view path;
  IdentifierType type;
  Party party = Party::kPatient;
  Part part = Part::kWhole;
};

constexpr std::array<std::string_view, 14> kProse = {"text",       "note",     "notes",    "note_text",  "body",
                                                     "report",     "comment",  "comments", "narrative",  "content",
                                                     "impression", "findings", "history",  "description"};

using T = IdentifierType;
constexpr std::array<Name, 39> kNames = {{
    {"patient_name", T::kNamePatient},
    {"name", T::kNamePatient},
    {"first_name", T::kNamePatient, Party::kPatient, Part::kGiven},
    {"given_name", T::kNamePatient, Party::kPatient, Part::kGiven},
    {"middle_name", T::kNamePatient, Party::kPatient, Part::kMiddle},
    {"last_name", T::kNamePatient, Party::kPatient, Part::kFamily},
    {"family_name", T::kNamePatient, Party::kPatient, Part::kFamily},
    {"mrn", T::kMrn},
    {"patient_id", T::kMrn},
    {"dob", T::kDate},
    {"birth_date", T::kDate},
    {"date_of_birth", T::kDate},
    {"ssn", T::kSsn},
    {"phone", T::kPhone},
    {"fax", T::kPhone},
    {"email", T::kEmail},
    {"address", T::kStreet},
    {"street", T::kStreet},
    {"city", T::kCity},
    {"county", T::kCity},
    {"state", T::kState},
    {"zip", T::kZip},
    {"postal_code", T::kZip},
    {"provider", T::kNameProvider, Party::kProvider},
    {"author", T::kNameProvider, Party::kProvider},
    {"facility", T::kFacility, Party::kNone},
    {"hospital", T::kFacility, Party::kNone},
    {"npi", T::kLicense, Party::kProvider},
    {"member_id", T::kHealthPlan},
    {"encounter_id", T::kAccount},
    {"account", T::kAccount},
    {"account_number", T::kAccount},
    {"visit_id", T::kAccount},
    {"admit_date", T::kDate},
    {"discharge_date", T::kDate},
    {"service_date", T::kDate},
    {"date", T::kDate},
    {"timestamp", T::kDate},
    {"id", T::kId},
}};

}  // namespace

std::vector<NdjsonField> CustomaryNdjsonFields() {
  std::vector<NdjsonField> fields;
  fields.reserve(kProse.size() + kNames.size());
  for (const std::string_view path : kProse) fields.push_back({.path = std::string(path)});
  for (const Name& name : kNames) {
    fields.push_back({std::string(name.path), FieldClass::kIdentifier, name.type, name.party, name.part});
  }
  return fields;
}

}  // namespace veil
