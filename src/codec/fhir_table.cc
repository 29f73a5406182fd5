#include "codec/fhir_table.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "codec/table_rows.h"

extern "C" const char kVeilFhirElements[];
extern "C" const char kVeilFhirElements_end[];
extern "C" const char kVeilFhirRules[];
extern "C" const char kVeilFhirRules_end[];
extern "C" const char kVeilFhirExtensions[];
extern "C" const char kVeilFhirExtensions_end[];

namespace veil::fhir {
namespace {

using table::EachRow;
using table::FindWord;
using table::Row;
using table::Split;
using table::Verdict;
using table::Word;

constexpr std::array<Word<Content>, 10> kClasses = {{{"-", Content::kInherited},
                                                     {"safe", Content::kSafe},
                                                     {"code", Content::kCode},
                                                     {"number", Content::kNumber},
                                                     {"free_text", Content::kFreeText},
                                                     {"term", Content::kTerm},
                                                     {"label", Content::kLabel},
                                                     {"removed", Content::kRemoved},
                                                     {"narrative", Content::kNarrative},
                                                     {"data", Content::kData}}};
// Words of the type column that are no identifier type.
constexpr std::array<Word<Content>, 15> kSpecialTypes = {{{"DATE", Content::kDate},
                                                          {"NAME", Content::kName},
                                                          {"PERSON", Content::kPerson},
                                                          {"DISPLAY", Content::kDisplay},
                                                          {"IDENTIFIER", Content::kIdValue},
                                                          {"CLASS", Content::kClassValue},
                                                          {"TELECOM", Content::kTelecom},
                                                          {"NETWORK", Content::kNetwork},
                                                          {"URI", Content::kUri},
                                                          {"REFERENCE", Content::kReference},
                                                          {"LOCAL_ID", Content::kLocalId},
                                                          {"TITLE", Content::kTitle},
                                                          {"ADDRESS", Content::kAddress},
                                                          {"ANSWER", Content::kAnswer},
                                                          {"AGE", Content::kAge}}};
constexpr std::array<Word<std::optional<Party>>, 4> kParties = {{{"-", std::nullopt},
                                                                 {"patient", Party::kPatient},
                                                                 {"relative", Party::kRelative},
                                                                 {"provider", Party::kProvider}}};
constexpr std::array<Word<Part>, 4> kParts = {
    {{"-", Part::kWhole}, {"family", Part::kFamily}, {"given", Part::kGiven}, {"suffix", Part::kSuffix}}};

// The rule that four columns give: class, type, party, part. Nothing if the words make no sense.
std::optional<Rule> RuleOf(std::string_view field_class, std::string_view type, std::string_view party,
                           std::string_view part) {
  Rule rule;
  const auto said_party = FindWord(kParties, party);
  const auto said_part = FindWord(kParts, part);
  if (!said_party || !said_part) return std::nullopt;
  rule.party = *said_party;
  rule.part = *said_part;
  const auto known = IdentifierTypeFromName(type);
  if (field_class == "identifier") {
    if (const auto content = FindWord(kSpecialTypes, type)) {
      rule.content = *content;
      return rule;
    }
    if (!known) return std::nullopt;
    rule.content = Content::kIdentifier;
    rule.type = *known;
    return rule;
  }
  const auto content = FindWord(kClasses, field_class);
  if (!content || (type != "-" && (!known || *content != Content::kInherited))) return std::nullopt;
  rule.content = *content;
  if (known) rule.type = *known;
  return rule;
}

}  // namespace

// Reads the three files; a row that says nothing clear ends it.
class TableReader {
 public:
  ConfigResult<Table> Read(std::string_view elements, std::string_view rules, std::string_view extensions) {
    // Primitive types have rows among the rules only, and names go first: a type may name one further down.
    VEIL_TRY(EachRow("rules.tsv", rules, 7, [&](const Row& row) { return AddPrimitive(row); }));
    VEIL_TRY(EachRow("elements.tsv", elements, 4, [&](const Row& row) { return AddName(row); }));
    VEIL_TRY(EachRow("elements.tsv", elements, 4, [&](const Row& row) { return AddElement(row); }));
    VEIL_TRY(EachRow("rules.tsv", rules, 7, [&](const Row& row) { return AddRule(row); }));
    VEIL_TRY(EachRow("extensions.tsv", extensions, 6, [&](const Row& row) { return AddExtension(row); }));
    return std::move(table_);
  }

 private:
  Type& Named(std::string_view name) {
    Type& type = table_.types_[std::string(name)];
    type.name = name;
    return type;
  }

  Verdict AddPrimitive(const Row& row) {
    if (row[1] == "*") Named(row[0]);
    return {};
  }

  Verdict AddName(const Row& row) {
    Named(row[0]);
    return {};
  }

  // type, element, data types, targets of a Reference
  Verdict AddElement(const Row& row) {
    Type& type = Named(row[0]);
    if (row[1] == "-") {
      type.base = table_.Find(row[2]);
      return type.base == nullptr ? "no such base type" : Verdict();
    }
    Element element;
    element.name = row[1];
    for (const std::string_view name : Split(row[2], ',')) {
      element.types.push_back(table_.Find(name));
      if (element.types.back() == nullptr) return "no such data type";
    }
    if (row[3] != "-") {
      for (const std::string_view target : Split(row[3], ',')) element.targets.emplace_back(target);
    }
    table_.words_.Add(element.name);
    type.elements.emplace(element.name, std::move(element));
    return {};
  }

  // type, element ("*": a primitive's value, "-": the type itself), class, identifier type, party, part, note
  Verdict AddRule(const Row& row) {
    const auto rule = RuleOf(row[2], row[3], row[4], row[5]);
    if (!rule) return "unknown class, type, party or part";
    const auto type = table_.types_.find(row[0]);
    if (type == table_.types_.end()) return "no such type";
    if (row[1] == "-" || row[1] == "*") {
      type->second.rule = *rule;
      return {};
    }
    const auto element = type->second.elements.find(row[1]);
    if (element != type->second.elements.end()) {
      element->second.rule = *rule;
      return {};
    }
    // An element of a base that this type says more of.
    const Element* inherited = type->second.Find(row[1]);
    if (inherited == nullptr) return "no such element";
    Element own = *inherited;
    own.rule = *rule;
    type->second.elements.emplace(own.name, std::move(own));
    return {};
  }

  // url, class, identifier type, party, part, note
  Verdict AddExtension(const Row& row) {
    const auto rule = RuleOf(row[1], row[2], row[3], row[4]);
    if (!rule) return "unknown class, type, party or part";
    return table_.extensions_.emplace(row[0], *rule).second ? Verdict() : "the extension has two rows";
  }

  Table table_;
};

const Element* Type::Find(std::string_view element) const {
  for (const Type* type = this; type != nullptr; type = type->base) {
    if (const auto found = type->elements.find(element); found != type->elements.end()) return &found->second;
  }
  return nullptr;
}

bool Type::DescendsFrom(std::string_view ancestor) const {
  for (const Type* type = this; type != nullptr; type = type->base) {
    if (type->name == ancestor) return true;
  }
  return false;
}

ConfigResult<Table> Table::Parse(std::string_view elements, std::string_view rules, std::string_view extensions) {
  return TableReader().Read(elements, rules, extensions);
}

const Table& Table::Embedded() {
  static const Table kTable = [] {
    auto table = Parse({kVeilFhirElements, kVeilFhirElements_end}, {kVeilFhirRules, kVeilFhirRules_end},
                       {kVeilFhirExtensions, kVeilFhirExtensions_end});
    VEIL_CHECK(table.has_value());
    return std::move(*table);
  }();
  return kTable;
}

const Type* Table::Find(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : &found->second;
}

const Type* Table::FindResource(std::string_view name) const {
  const Type* type = Find(name);
  const bool resource = type != nullptr && !type->IsPrimitive() && name.find('.') == std::string_view::npos &&
                        type->DescendsFrom("Resource");
  return resource ? type : nullptr;
}

const Rule* Table::FindExtension(std::string_view url) const {
  const auto found = extensions_.find(url);
  return found == extensions_.end() ? nullptr : &found->second;
}

}  // namespace veil::fhir
