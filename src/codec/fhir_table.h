#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"
#include "base/identifier_type.h"
#include "codec/schema_words.h"
#include "message/document.h"

namespace veil::fhir {

// What the tables say of an element. Most kinds are decided by the leaf's own content or by what stands beside it
// (fhir_leaf.h).
enum class Content : std::uint8_t {
  kInherited,  // no row: by the data type
  kSafe,       // a word of a value set; anything else is free text
  kCode,       // safe if it is one word that is like no identifier
  kNumber,     // safe if it is numbers
  kFreeText,
  kRemoved,     // known, and has no place in the output
  kIdentifier,  // of the type that the row gives
  kDate,
  kName,        // of the element's party
  kPerson,      // a name, an organisation or words
  kDisplay,     // Reference.display
  kTerm,        // Coding.display
  kLabel,       // words that name no person: a payer, a maker; of a complex element: the words in it
  kIdValue,     // Identifier.value
  kClassValue,  // Coverage.class.value
  kTelecom,
  kNetwork,
  kUri,
  kReference,
  kLocalId,
  kTitle,    // Attachment.title
  kAddress,  // Address.text: the parts beside it, and words
  kAnswer,   // to a question of a questionnaire
  kAge,      // Quantity.value: an age over 89 if it counts years
  kNarrative,
  kData,  // base64 of an attachment
};

struct Rule {
  Content content = Content::kInherited;
  IdentifierType type = IdentifierType::kUnknown;  // kIdentifier: of the leaf; otherwise of identifiers inside
  std::optional<Party> party;                      // nothing: as around it
  Part part = Part::kWhole;
};

struct Type;

struct Element {
  std::string name;
  std::vector<const Type*> types;    // of all releases
  std::vector<std::string> targets;  // what a Reference may point to
  Rule rule;
};

// A resource, a data type or a part of either ("Patient.contact").
struct Type {
  std::string name;
  const Type* base = nullptr;
  Rule rule;
  std::map<std::string, Element, std::less<>> elements;

  bool IsPrimitive() const { return name[0] >= 'a' && name[0] <= 'z'; }
  const Element* Find(std::string_view element) const;  // here or in a base; null: none
  bool DescendsFrom(std::string_view ancestor) const;
};

// dictionaries/fhir/*.tsv, read once. Immutable, thread-safe.
class Table {
 public:
  // The tables built into the program. A defect in them stops the program.
  static const Table& Embedded();

  // Errors name the file and line.
  static ConfigResult<Table> Parse(std::string_view elements, std::string_view rules, std::string_view extensions);

  const Type* Find(std::string_view name) const;          // null: none
  const Type* FindResource(std::string_view name) const;  // null: none, or no resource
  // By the url, with "outer#" before it for a part of an extension.
  const Rule* FindExtension(std::string_view url) const;

  const std::map<std::string, Type, std::less<>>& types() const { return types_; }
  const SchemaWords& words() const { return words_; }  // of the names of elements

 private:
  friend class TableReader;

  std::map<std::string, Type, std::less<>> types_;  // nodes stay where they are: elements point to them
  std::map<std::string, Rule, std::less<>> extensions_;
  SchemaWords words_;
};

}  // namespace veil::fhir
