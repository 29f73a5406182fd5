#pragma once

#include <optional>
#include <string_view>

#include "base/digest.h"
#include "base/phi.h"
#include "message/document.h"

namespace veil {

// The seed of one message that links nothing to any other: HMAC-SHA-256(key, "veil message seed 1" || bytes)
// (docs/decisions/0003-seeds.md). `key` has at least 32 bytes.
Digest MessageSeed(std::string_view key, PhiView message_bytes);

// The seed of a patient: HMAC-SHA-256(key, "veil subject seed 1" || id). Letters of the id are folded, blanks and
// leading zeros left out, so that one number written in two ways is one patient.
Digest SubjectSeed(std::string_view key, PhiView subject_id);

// The key under which numbers are enciphered: HMAC-SHA-256(key, "veil number key 1"). It is the same for all patients.
Digest NumberKey(std::string_view key);

// The seed of the names of clinicians, one for all patients: HMAC-SHA-256(key, "veil clinician seed 1").
Digest ClinicianSeed(std::string_view key);

// The id in the form in which two ways to write it are one: letters folded, no blanks, no leading zeros.
PhiString CanonicalId(PhiView subject_id);

// The patient that a message is about: the first medical record number that its structure gives for the patient, else
// the record's key, else nothing.
std::optional<PhiString> SubjectId(const Document& document, PhiView record_key);

}  // namespace veil
