#include "subject/subject_seed.h"

#include <string>
#include <utility>

#include "base/fold.h"

namespace veil {
namespace {

// The label keeps seeds of different kinds apart; its terminating NUL keeps it from running into the data.
Digest LabelledHmac(std::string_view key, std::string_view label, std::string_view data) {
  std::string input(label);
  input.push_back('\0');
  input += data;
  return Hmac(key, input);
}

}  // namespace

PhiString CanonicalId(PhiView subject_id) {
  std::string canonical;
  for (const char c : Fold(subject_id.Expose())) {
    const bool leading_zero = c == '0' && canonical.empty();
    if (c != ' ' && c != '\t' && !leading_zero) canonical.push_back(c);
  }
  return PhiString(std::move(canonical));
}

Digest MessageSeed(std::string_view key, PhiView message_bytes) {
  return LabelledHmac(key, "veil message seed 1", message_bytes.Expose());
}

Digest SubjectSeed(std::string_view key, PhiView subject_id) {
  return LabelledHmac(key, "veil subject seed 1", CanonicalId(subject_id).Expose());
}

Digest NumberKey(std::string_view key) { return LabelledHmac(key, "veil number key 1", {}); }

Digest ClinicianSeed(std::string_view key) { return LabelledHmac(key, "veil clinician seed 1", {}); }

std::optional<PhiString> SubjectId(const Document& document, PhiView record_key) {
  for (const Field& field : document.fields) {
    const bool patients_mrn = field.field_class == FieldClass::kIdentifier && field.type == IdentifierType::kMrn &&
                              (field.party == Party::kPatient || field.party == Party::kNone);
    if (patients_mrn && !CanonicalId(field.text).empty()) return field.text;
  }
  if (record_key.empty()) return std::nullopt;
  return PhiString(std::string(record_key.Expose()));
}

}  // namespace veil
