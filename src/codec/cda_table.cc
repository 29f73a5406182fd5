#include "codec/cda_table.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "codec/table_rows.h"
#include "codec/xml_namespaces.h"

extern "C" const char kVeilCdaElements[];
extern "C" const char kVeilCdaElements_end[];
extern "C" const char kVeilCdaAttributes[];
extern "C" const char kVeilCdaAttributes_end[];
extern "C" const char kVeilCdaNarrative[];
extern "C" const char kVeilCdaNarrative_end[];
extern "C" const char kVeilCdaRoots[];
extern "C" const char kVeilCdaRoots_end[];
extern "C" const char kVeilCdaRoles[];
extern "C" const char kVeilCdaRoles_end[];

namespace veil::cda {
namespace {

using table::EachRow;
using table::FindWord;
using table::Row;
using table::Split;
using table::Verdict;
using table::Word;

constexpr std::array<Word<Content>, 18> kContents = {{{"unknown", Content::kUnknown},
                                                      {"structure", Content::kStructure},
                                                      {"safe", Content::kSafe},
                                                      {"text", Content::kText},
                                                      {"narrative", Content::kNarrative},
                                                      {"embedded", Content::kEmbedded},
                                                      {"code", Content::kCode},
                                                      {"number", Content::kNumber},
                                                      {"date", Content::kDate},
                                                      {"id", Content::kId},
                                                      {"template", Content::kTemplate},
                                                      {"name", Content::kName},
                                                      {"address", Content::kAddress},
                                                      {"part", Content::kPart},
                                                      {"telecom", Content::kTelecom},
                                                      {"reference", Content::kReference},
                                                      {"value", Content::kValue},
                                                      {"same", Content::kSame}}};
constexpr std::array<Word<Leaf>, 15> kLeaves = {{{"unknown", Leaf::kUnknown},
                                                 {"safe", Leaf::kSafe},
                                                 {"code", Leaf::kCode},
                                                 {"number", Leaf::kNumber},
                                                 {"free_text", Leaf::kFreeText},
                                                 {"label", Leaf::kLabel},
                                                 {"date", Leaf::kDate},
                                                 {"telecom", Leaf::kTelecom},
                                                 {"root", Leaf::kRoot},
                                                 {"extension", Leaf::kExtension},
                                                 {"code_system", Leaf::kCodeSystem},
                                                 {"display", Leaf::kDisplay},
                                                 {"link", Leaf::kLink},
                                                 {"href", Leaf::kHref},
                                                 {"location", Leaf::kLocation}}};
constexpr std::array<Word<Flow>, 4> kFlows = {
    {{"inline", Flow::kInline}, {"block", Flow::kBlock}, {"cell", Flow::kCell}, {"break", Flow::kBreak}}};
constexpr std::array<Word<Party>, 4> kParties = {{{"none", Party::kNone},
                                                  {"patient", Party::kPatient},
                                                  {"relative", Party::kRelative},
                                                  {"provider", Party::kProvider}}};
constexpr std::array<Word<Part>, 6> kParts = {{{"-", Part::kWhole},
                                               {"family", Part::kFamily},
                                               {"given", Part::kGiven},
                                               {"middle", Part::kMiddle},
                                               {"suffix", Part::kSuffix},
                                               {"prefix", Part::kPrefix}}};

struct TypeName {
  std::string_view name;
  Content content;
};
// xsi:type; HL7 V3 Data Types R1.
constexpr std::array<TypeName, 33> kTypes = {
    {{"ST", Content::kText},        {"ED", Content::kText},         {"SC", Content::kText},
     {"CD", Content::kCode},        {"CE", Content::kCode},         {"CV", Content::kCode},
     {"CS", Content::kCode},        {"CO", Content::kCode},         {"CR", Content::kStructure},
     {"BL", Content::kSafe},        {"BN", Content::kSafe},         {"INT", Content::kNumber},
     {"REAL", Content::kNumber},    {"PQ", Content::kNumber},       {"PQR", Content::kNumber},
     {"MO", Content::kNumber},      {"RTO", Content::kNumber},      {"IVL_PQ", Content::kNumber},
     {"IVL_INT", Content::kNumber}, {"IVL_REAL", Content::kNumber}, {"RTO_PQ_PQ", Content::kNumber},
     {"TS", Content::kDate},        {"IVL_TS", Content::kDate},     {"PIVL_TS", Content::kDate},
     {"EIVL_TS", Content::kDate},   {"SXCM_TS", Content::kDate},    {"II", Content::kId},
     {"TEL", Content::kTelecom},    {"AD", Content::kAddress},      {"EN", Content::kName},
     {"PN", Content::kName},        {"ON", Content::kName},         {"TN", Content::kName}}};

// What a leaf is: a word of kLeaves, NAME for the party's name, or an identifier type.
std::optional<Rule> RuleFromWord(std::string_view word) {
  if (const auto leaf = FindWord(kLeaves, word)) return Rule{.leaf = *leaf};
  if (word == "NAME") return Rule{.leaf = Leaf::kName};
  if (const auto type = IdentifierTypeFromName(word)) return Rule{.leaf = Leaf::kIdentifier, .type = *type};
  return std::nullopt;
}

}  // namespace

// Reads the files; a row that says nothing clear ends it. In every column but the first two, '-' says nothing.
class TableReader {
 public:
  ConfigResult<Table> Read(const Table::Sources& sources) {
    VEIL_TRY(EachRow("elements.tsv", sources.elements, 8, [&](const Row& row) { return AddElement(row); }));
    VEIL_TRY(EachRow("attributes.tsv", sources.attributes, 4, [&](const Row& row) { return AddAttribute(row); }));
    VEIL_TRY(EachRow("narrative.tsv", sources.narrative, 3, [&](const Row& row) { return AddNarrative(row); }));
    VEIL_TRY(EachRow("roots.tsv", sources.roots, 4, [&](const Row& row) { return AddRoot(row); }));
    VEIL_TRY(EachRow("roles.tsv", sources.roles, 6, [&](const Row& row) { return AddRole(row); }));
    return std::move(table_);
  }

 private:
  // The columns that elements and roles share: what names are, the type of ids, the party.
  static Verdict ReadContext(std::string_view called, std::string_view id, std::string_view party, ElementRow& row) {
    if (called != "-") {
      row.called = RuleFromWord(called);
      if (!row.called) return "unknown kind of text";
    }
    if (id != "-") {
      row.id = IdentifierTypeFromName(id);
      if (!row.id) return "unknown identifier type";
    }
    if (party != "-") {
      row.party = FindWord(kParties, party);
      if (!row.party) return "unknown party";
    }
    return {};
  }

  // parent ("*": any), element, content, called, id, party, part, note
  Verdict AddElement(const Row& columns) {
    ElementRow row;
    const auto content = FindWord(kContents, columns[2]);
    if (!content) return "unknown content";
    row.content = *content;
    if (const Verdict wrong = ReadContext(columns[3], columns[4], columns[5], row); !wrong.empty()) return wrong;
    if (row.content == Content::kPart && !row.called) return "a part without a kind of text";
    const auto part = FindWord(kParts, columns[6]);
    if (!part) return "unknown part";
    row.part = *part;
    table_.words_.Add(columns[1]);
    for (const std::string_view parent : Split(columns[0], ' ')) {
      auto& parents = table_.elements_[std::string(columns[1])];
      if (!parents.emplace(std::string(parent), row).second) return "an element that has a row already";
    }
    return {};
  }

  // content of the element ("*": any), attribute, class or type, note
  Verdict AddAttribute(const Row& columns) {
    const auto rule = RuleFromWord(columns[2]);
    if (!rule) return "unknown class or type";
    const auto content = FindWord(kContents, columns[0]);
    if (columns[0] != "*" && !content) return "unknown content";
    auto& attributes = content ? table_.attributes_[*content] : table_.common_attributes_;
    table_.words_.Add(columns[1]);
    if (!attributes.emplace(std::string(columns[1]), *rule).second) return "an attribute that has a row already";
    return {};
  }

  // element, flow, note
  Verdict AddNarrative(const Row& columns) {
    const auto flow = FindWord(kFlows, columns[1]);
    if (!flow) return "unknown flow";
    table_.narrative_.emplace(std::string(columns[0]), *flow);
    return {};
  }

  // OID, "codes" or "numbers", type of the numbers, note
  Verdict AddRoot(const Row& columns) {
    Scheme scheme;
    scheme.numbers = columns[1] == "numbers";
    if (!scheme.numbers && columns[1] != "codes") return "a scheme is of codes or of numbers";
    if (columns[2] != "-") {
      scheme.id = IdentifierTypeFromName(columns[2]);
      if (!scheme.id) return "unknown identifier type";
    }
    table_.roots_.emplace(std::string(columns[0]), scheme);
    return {};
  }

  // attribute, its value, called, id, party, note
  Verdict AddRole(const Row& columns) {
    ElementRow row;
    if (const Verdict wrong = ReadContext(columns[2], columns[3], columns[4], row); !wrong.empty()) return wrong;
    table_.roles_[std::string(columns[0])].emplace(std::string(columns[1]), row);
    return {};
  }

  Table table_;
};

ConfigResult<Table> Table::Parse(const Sources& sources) { return TableReader().Read(sources); }

const Table& Table::Embedded() {
  static const Table kTable = [] {
    auto table = Parse({.elements = {kVeilCdaElements, kVeilCdaElements_end},
                        .attributes = {kVeilCdaAttributes, kVeilCdaAttributes_end},
                        .narrative = {kVeilCdaNarrative, kVeilCdaNarrative_end},
                        .roots = {kVeilCdaRoots, kVeilCdaRoots_end},
                        .roles = {kVeilCdaRoles, kVeilCdaRoles_end}});
    VEIL_CHECK(table.has_value());
    return std::move(*table);
  }();
  return kTable;
}

const ElementRow* Table::Element(std::string_view parent, std::string_view name) const {
  const auto parents = elements_.find(name);
  if (parents == elements_.end()) return nullptr;
  auto row = parents->second.find(parent);
  if (row == parents->second.end()) row = parents->second.find("*");
  return row == parents->second.end() ? nullptr : &row->second;
}

Rule Table::Attribute(Content content, std::string_view name) const {
  if (const auto attributes = attributes_.find(content); attributes != attributes_.end()) {
    if (const auto rule = attributes->second.find(name); rule != attributes->second.end()) return rule->second;
  }
  const auto common = common_attributes_.find(name);
  return common == common_attributes_.end() ? Rule{} : common->second;
}

std::optional<Flow> Table::Narrative(std::string_view name) const {
  const auto flow = narrative_.find(name);
  if (flow == narrative_.end()) return std::nullopt;
  return flow->second;
}

const ElementRow* Table::Role(std::string_view attribute, std::string_view code) const {
  const auto roles = roles_.find(attribute);
  if (roles == roles_.end()) return nullptr;
  const auto role = roles->second.find(code);
  return role == roles->second.end() ? nullptr : &role->second;
}

const Scheme* Table::SchemeOf(std::string_view oid) const {
  constexpr std::size_t kOidSizeMax = 128;
  if (oid.size() > kOidSizeMax) return nullptr;
  for (;;) {
    if (const auto scheme = roots_.find(oid); scheme != roots_.end()) return &scheme->second;
    const std::size_t arc = oid.rfind('.');
    if (arc == std::string_view::npos) return nullptr;
    oid = oid.substr(0, arc);
  }
}

Content ContentOfType(std::string_view type) {
  for (const TypeName& known : kTypes) {
    if (known.name == SplitXmlName(type).local || known.name == type) return known.content;
  }
  return Content::kValue;
}

}  // namespace veil::cda
