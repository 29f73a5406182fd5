#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"
#include "base/identifier_type.h"
#include "message/document.h"

namespace veil::hl7v2 {

// What the table says of a leaf. Some kinds are decided by the leaf's own content or by its neighbours (hl7v2_leaf.h).
enum class Content : std::uint8_t {
  kUnknown,
  kSafe,
  kCode,    // safe if it is one word, otherwise free text: senders put prose where a code belongs
  kNumber,  // safe if it is a number, otherwise free text
  kFreeText,
  kTerm,   // the words of the code before it: a term if the component after it names a published system
  kLabel,  // words that name no person: a payer, a maker, a model
  kIdentifier,
  kDate,       // the digits of the date are the identifier, time and zone are safe
  kName,       // a name of the field's party
  kOwn,        // an identifier of the type that the field's row gives
  kCxId,       // CX.1: the type follows CX.5 or CX.4
  kXcnId,      // XCN.1: a licence, a user name or, alone, a name
  kTelecom,    // a number, an e-mail address or words about them
  kLocation,   // a ward, a room or, misused, an address
  kRoom,       // a room, or a ward
  kAuthority,  // an organisation, unless it is the name of a numbering scheme
  kData,       // ED.5: text or encoded data (hl7v2_data.h)
  kNested,     // has components (or sub-components) of its own
};

struct DataType;

struct Rule {
  Content content = Content::kUnknown;
  IdentifierType type = IdentifierType::kUnknown;
  Part part = Part::kWhole;
  const DataType* nested = nullptr;
};

// A data type of HL7 v2 (chapter 2A): the rule of each component, or one rule for the whole value.
struct DataType {
  std::string name;
  std::vector<Rule> components;  // [0] is the first
  std::optional<Rule> whole;     // given: a primitive

  bool IsPrimitive() const { return whole.has_value(); }
  Rule At(std::size_t component) const;  // from 0; unknown beyond the last
};

// A field of a segment.
struct FieldRow {
  const DataType* format = nullptr;  // null: the table has no row for this number
  std::optional<Rule> overruled;     // holds for every leaf, whatever the data type says
  IdentifierType type = IdentifierType::kUnknown;
  Party party = Party::kNone;
};

// What OBX-5 is where the code system of OBX-3 says so, by the end of the name there.
struct Observation {
  std::string system;
  std::string name_end;
  Rule rule;
  Party party = Party::kNone;
};

// dictionaries/hl7v2/*.tsv, read once. Immutable, thread-safe.
class Table {
 public:
  // The table built into the program. A defect in it stops the program.
  static const Table& Embedded();

  // Errors name the file ("fields.tsv", "datatypes.tsv", "observations.tsv") and line.
  static ConfigResult<Table> Parse(std::string_view fields, std::string_view data_types, std::string_view observations);

  // The rows of a segment, [n] for field n; null if the table has no such segment.
  const std::vector<FieldRow>* Segment(std::string_view name) const;
  const DataType* Format(std::string_view name) const;  // null: none of that name
  // By the name and the coding system of OBX-3; null: as its data type says.
  const Observation* ObservationOf(std::string_view system, std::string_view name) const;

  const std::map<std::string, std::vector<FieldRow>, std::less<>>& segments() const { return segments_; }
  const std::map<std::string, DataType, std::less<>>& formats() const { return formats_; }

 private:
  friend class TableReader;

  std::map<std::string, DataType, std::less<>> formats_;  // nodes stay where they are: rules point to them
  std::map<std::string, std::vector<FieldRow>, std::less<>> segments_;
  std::vector<Observation> observations_;
};

}  // namespace veil::hl7v2
