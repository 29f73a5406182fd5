#include "subject/subject_ids.h"

#include "subject/labelled_number.h"
#include "subject/subject_seed.h"

namespace veil {
namespace {

std::optional<PhiString> NumberInText(const Document& document) {
  std::optional<PhiString> number;
  for (const Field& field : document.fields) {
    if (field.field_class != FieldClass::kFreeText) continue;
    for (const PhiView& found : LabelledNumbers(field.text)) {
      if (number && CanonicalId(*number) != CanonicalId(found)) return std::nullopt;
      if (!number) number = PhiString(std::string(found.Expose()));
    }
  }
  return number;
}

}  // namespace

SubjectIds SubjectIdsOf(const Document& document, PhiView record_key) {
  SubjectIds ids{std::nullopt, document.merges};
  if (document.many_patients) return ids;
  ids.patient = SubjectId(document, record_key);
  if (!ids.patient) ids.patient = NumberInText(document);
  if (ids.patient && CanonicalId(*ids.patient).empty()) ids.patient.reset();
  return ids;
}

}  // namespace veil
