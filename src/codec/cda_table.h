#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/config_error.h"
#include "base/identifier_type.h"
#include "codec/schema_words.h"
#include "message/document.h"

namespace veil::cda {

// What an element is: the data types of CDA R2 (HL7 V3 Data Types R1), as far as they are read differently.
enum class Content : std::uint8_t {
  kUnknown,
  kStructure,  // holds elements and no text
  kSafe,
  kText,       // ST, ED: written by people
  kNarrative,  // the text of a section
  kEmbedded,   // ED: text or encoded data, as its mediaType and representation say
  kCode,       // CD, CE, CV, CS
  kNumber,     // INT, REAL, PQ, MO and intervals of them
  kDate,       // TS, IVL_TS, PIVL_TS
  kId,         // II
  kTemplate,   // II that names a specification
  kName,       // EN, PN, ON: parts, or one text
  kAddress,    // AD: parts, or one text
  kPart,       // of a name or address: one text of the row's kind
  kTelecom,    // TEL
  kReference,  // TEL: a link to a place in the document or outside it
  kValue,      // ANY: xsi:type says which of the above
  kSame,       // what the element around it is: low, high, translation
};

// What a text or an attribute's value is. Some kinds look at the value itself (cda_leaf.h).
enum class Leaf : std::uint8_t {
  kUnknown,
  kSafe,
  kCode,    // safe if it is one word, otherwise free text: senders put prose where a code belongs
  kNumber,  // safe if it is a number, otherwise free text
  kFreeText,
  kIdentifier,
  kName,        // a name of the element's party
  kDate,        // the digits of the date are the identifier, time and zone are safe
  kTelecom,     // an e-mail address, a number or a web address, by its scheme
  kRoot,        // II@root: a UUID or an OID; safe if it is a scheme that numbers everybody
  kExtension,   // II@extension: of the type of its root, else of what it is an id of
  kCodeSystem,  // an OID; safe if it is one of a published system
  kLabel,       // words that name no person: a section's title
  kDisplay,     // CD@displayName; a term for a code of a published system
  kLink,        // ID and IDREF: a place in the document
  kHref,        // "#place" or a web address
  kLocation,    // where a schema lies; safe unless it names a host or a drive
};

// A leaf's kind; `type` for kIdentifier.
struct Rule {
  Leaf leaf = Leaf::kUnknown;
  IdentifierType type = IdentifierType::kUnknown;
};

// An element below another one. What is not given holds as it does for the element around it.
struct ElementRow {
  Content content = Content::kUnknown;
  std::optional<Rule> called;        // what a name below it is; for kPart, what its text is
  std::optional<IdentifierType> id;  // the type of an id's extension below it
  std::optional<Party> party;
  Part part = Part::kWhole;
};

// How an element of a section's narrative stands in the text.
enum class Flow : std::uint8_t { kInline, kBlock, kCell, kBreak };

// The content of an element by its xsi:type (HL7 V3 Data Types R1); kValue for a type that is not known.
Content ContentOfType(std::string_view type);

// A scheme of numbers or codes, by its OID.
struct Scheme {
  bool numbers = false;              // of persons, organisations or things; else of codes
  std::optional<IdentifierType> id;  // the type of its numbers; nothing: as where it stands
};

// dictionaries/cda/*.tsv, read once. Immutable, thread-safe. Names are local names, without prefix.
class Table {
 public:
  struct Sources {
    std::string_view elements;
    std::string_view attributes;
    std::string_view narrative;
    std::string_view roots;
    std::string_view roles;
  };

  // The table built into the program. A defect in it stops the program.
  static const Table& Embedded();

  // Errors name the file ("elements.tsv", ...) and line.
  static ConfigResult<Table> Parse(const Sources& sources);

  // The row of an element below `parent`; null if the table has none.
  const ElementRow* Element(std::string_view parent, std::string_view name) const;
  // What an attribute of an element of that content is; unknown if the table does not say.
  Rule Attribute(Content content, std::string_view name) const;
  // Nothing if the name is no element of narrative.
  std::optional<Flow> Narrative(std::string_view name) const;
  // What classCode or typeCode says of those below its element; null if it says nothing.
  const ElementRow* Role(std::string_view attribute, std::string_view code) const;
  const SchemaWords& words() const { return words_; }  // of the names of elements and attributes
  // The scheme of an OID: the longest row that is its beginning; null if there is none.
  const Scheme* SchemeOf(std::string_view oid) const;

 private:
  friend class TableReader;

  std::map<std::string, std::map<std::string, ElementRow, std::less<>>, std::less<>> elements_;  // by name, parent
  std::map<Content, std::map<std::string, Rule, std::less<>>> attributes_;
  std::map<std::string, Rule, std::less<>> common_attributes_;
  std::map<std::string, Flow, std::less<>> narrative_;
  std::map<std::string, std::map<std::string, ElementRow, std::less<>>, std::less<>> roles_;  // by attribute
  std::map<std::string, Scheme, std::less<>> roots_;
  SchemaWords words_;
};

}  // namespace veil::cda
