#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/format.h"
#include "base/identifier_type.h"
#include "base/phi.h"
#include "message/byte_map.h"

namespace veil {

// What a structured format says of a field before anyone reads it.
enum class FieldClass : std::uint8_t {
  kIdentifier,  // is an identifier of Field::type, whole
  kFreeText,    // written by people: all text detectors look
  kTerm,        // words of a published code system for its code: forms are looked for, names are not guessed
  kSafe,        // a code, a number, a unit: leaves as it came unless it holds what was found elsewhere
  kUnknown,     // no table knows it: removed
};

// Whom an identifier belongs to, as the structure says (45 CFR 164.514(b)(2): relatives, employers and household
// members count as the patient does).
enum class Party : std::uint8_t { kNone, kPatient, kRelative, kProvider };

// Which part of a name or address a field holds.
enum class Part : std::uint8_t { kWhole, kFamily, kGiven, kMiddle, kSuffix, kPrefix };

// Text that stands encoded in its message (base64 in an attachment), so that no part of it has bytes of its own there:
// a codec writes the encoded value anew, whole.
struct Encoded {
  std::string place;  // which attachment: "content[0].attachment.data"; names of the format and numbers only
  Span raw;           // the encoded value
  ByteMap map;        // from the field's text to the decoded attachment
  std::string media;  // the media type that it was opened as, where the codec cannot read it again
};

// One leaf of a message (an HL7 sub-component, a JSON string, a whole note), decoded to UTF-8.
struct Field {
  // Where it is, in the words of the format: "PID-5.1", "OBX-5". Taken from the format's table or from the operator's
  // configuration, never from the message, so it may be shown.
  std::string path;
  FieldClass field_class = FieldClass::kFreeText;
  IdentifierType type = IdentifierType::kUnknown;  // for kIdentifier
  Party party = Party::kNone;
  Part part = Part::kWhole;
  // Fields of one person, address or id have one group within the document; 0: stands alone.
  std::uint32_t group = 0;
  PhiString text;
  ByteMap map;  // virtual where `encoded` is given
  std::optional<Encoded> encoded;
};

// An identifier of the patient, or of somebody close, that earlier messages gave.
struct KnownIdentifier {
  IdentifierType type = IdentifierType::kUnknown;
  Party party = Party::kNone;
  Part part = Part::kWhole;
  bool structured = true;  // a field said so; otherwise it was found in text
  PhiString text;

  bool operator==(const KnownIdentifier&) const = default;
};

// What the message says of two identifiers: from now on they are one patient's.
struct Merge {
  PhiString from;  // the one that is given up
  PhiString into;

  bool operator==(const Merge&) const = default;
};

// A message, opened: what the detectors look at. Fields are in order of their raw bytes and do not overlap there.
struct Document {
  Format format = Format::kText;
  std::vector<Field> fields;
  // Segments, fields, elements and extensions that no table knew, by path, for the learn report.
  std::vector<std::string> unknown_paths;
  // Whether the message is about more than one patient (a batch), so that no one identifier stands for it.
  bool many_patients = false;
  std::vector<Merge> merges;
  // What is known of the patient from earlier messages; no codec fills it.
  std::vector<KnownIdentifier> known;
};

}  // namespace veil
