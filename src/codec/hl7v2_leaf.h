#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "codec/hl7v2_table.h"
#include "message/document.h"

namespace veil::hl7v2 {

// A leaf among the leaves beside it, as raw bytes: the components of one repetition, or the sub-components of one.
struct Siblings {
  std::span<const std::string_view> leaves;
  std::size_t self = 0;

  std::string_view At(std::size_t number) const {  // from 1, as the standard counts; others are empty
    return number >= 1 && number <= leaves.size() ? leaves[number - 1] : std::string_view();
  }
  std::string_view Self() const { return leaves[self]; }
  bool Alone() const;  // no other leaf holds anything
};

struct LeafClass {
  FieldClass field_class = FieldClass::kUnknown;
  IdentifierType type = IdentifierType::kUnknown;
  bool date = false;      // only the date in it is the identifier
  std::size_t label = 0;  // bytes at its beginning that say what follows, and are safe
};

// What a leaf is, by its rule, the field it stands in and, where the rule says so, its content.
LeafClass Classify(const Rule& rule, const FieldRow& row, Party party, const Siblings& siblings);

// HL7 table 0063 and X12: the related person is the patient.
bool IsSelf(std::string_view relationship);

// The form of a National Provider Identifier: ten digits that begin with 1 or 2. The check digit is not asked for: a
// mistyped NPI is one too.
bool IsNpi(std::string_view text);

// Whether an observation whose code or name says that it is an age counts years: OBX-3, OBX-6.
bool IsAgeObservation(std::string_view observation, std::string_view units);

}  // namespace veil::hl7v2
