#include "codec/hl7v2_table.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/check.h"
#include "codec/table_rows.h"

extern "C" const char kVeilHl7Fields[];
extern "C" const char kVeilHl7Fields_end[];
extern "C" const char kVeilHl7DataTypes[];
extern "C" const char kVeilHl7DataTypes_end[];
extern "C" const char kVeilHl7Observations[];
extern "C" const char kVeilHl7Observations_end[];

namespace veil::hl7v2 {
namespace {

using table::EachRow;
using table::FindWord;
using table::Row;
using table::Split;
using table::Verdict;
using table::Word;

constexpr std::size_t kFieldsMax = 256;

constexpr std::array<Word<Content>, 8> kClasses = {{{"safe", Content::kSafe},
                                                    {"code", Content::kCode},
                                                    {"number", Content::kNumber},
                                                    {"free_text", Content::kFreeText},
                                                    {"term", Content::kTerm},
                                                    {"label", Content::kLabel},
                                                    {"unknown", Content::kUnknown},
                                                    {"encapsulated", Content::kData}}};
// Words of the type column that are no identifier type.
constexpr std::array<Word<Content>, 9> kSpecialTypes = {{{"DATE", Content::kDate},
                                                         {"NAME", Content::kName},
                                                         {"FIELD", Content::kOwn},
                                                         {"CX_ID", Content::kCxId},
                                                         {"XCN_ID", Content::kXcnId},
                                                         {"TELECOM", Content::kTelecom},
                                                         {"LOCATION", Content::kLocation},
                                                         {"ROOM", Content::kRoom},
                                                         {"AUTHORITY", Content::kAuthority}}};
constexpr std::array<Word<Party>, 4> kParties = {{{"-", Party::kNone},
                                                  {"patient", Party::kPatient},
                                                  {"relative", Party::kRelative},
                                                  {"provider", Party::kProvider}}};
constexpr std::array<Word<Part>, 6> kParts = {{{"-", Part::kWhole},
                                               {"family", Part::kFamily},
                                               {"given", Part::kGiven},
                                               {"middle", Part::kMiddle},
                                               {"suffix", Part::kSuffix},
                                               {"prefix", Part::kPrefix}}};

// The rule that a class and a type column give; nothing if the words make no sense.
std::optional<Rule> RuleOf(std::string_view field_class, std::string_view type) {
  if (const auto content = FindWord(kClasses, field_class)) {
    if (type != "-") return std::nullopt;
    return Rule{.content = *content};
  }
  if (field_class != "identifier") return std::nullopt;
  if (const auto content = FindWord(kSpecialTypes, type)) {
    return Rule{.content = *content,
                .type = *content == Content::kDate ? IdentifierType::kDate : IdentifierType::kUnknown};
  }
  const auto known = IdentifierTypeFromName(type);
  if (!known) return std::nullopt;
  return Rule{.content = Content::kIdentifier, .type = *known};
}

std::optional<std::size_t> NumberOf(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number == 0 || number > kFieldsMax) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

// Reads the two files; a row that says nothing clear ends it.
class TableReader {
 public:
  ConfigResult<Table> Read(std::string_view fields, std::string_view data_types, std::string_view observations) {
    // Names first: a data type may name one that is described further down.
    VEIL_TRY(EachRow("datatypes.tsv", data_types, 7, [&](const Row& row) { return AddName(row); }));
    VEIL_TRY(EachRow("datatypes.tsv", data_types, 7, [&](const Row& row) { return AddComponent(row); }));
    VEIL_TRY(EachRow("fields.tsv", fields, 7, [&](const Row& row) { return AddField(row); }));
    VEIL_TRY(EachRow("observations.tsv", observations, 6, [&](const Row& row) { return AddObservation(row); }));
    return std::move(table_);
  }

 private:
  Verdict AddName(const Row& row) {
    DataType& type = table_.formats_[std::string(row[0])];
    type.name = row[0];
    return {};
  }

  // name, component ("*": whole value), nested type, class, type, part, note
  Verdict AddComponent(const Row& row) {
    DataType& type = table_.formats_[std::string(row[0])];
    Rule rule;
    if (row[2] != "-") {
      rule.content = Content::kNested;
      rule.nested = table_.Format(row[2]);
      if (rule.nested == nullptr || row[3] != "-" || row[4] != "-")
        return "no such nested data type, or a class besides";
    } else {
      const auto said = RuleOf(row[3], row[4]);
      if (!said) return "unknown class or type";
      rule = *said;
    }
    const auto part = FindWord(kParts, row[5]);
    if (!part) return "unknown part";
    rule.part = *part;
    if (row[1] == "*") {
      if (type.whole || !type.components.empty()) return "a primitive has one row";
      type.whole = rule;
      return {};
    }
    const auto number = NumberOf(row[1]);
    if (type.whole || !number || *number != type.components.size() + 1) return "components must follow each other";
    type.components.push_back(rule);
    return {};
  }

  // segment, field or range, data type, class, type, party, note
  Verdict AddField(const Row& row) {
    const auto range = Split(row[1], '-');
    const auto first = NumberOf(range.front());
    const auto last = NumberOf(range.back());
    if (range.size() > 2 || !first || !last || *last < *first) return "the second column is a field number or a range";
    FieldRow field;
    field.format = table_.Format(row[2]);
    if (field.format == nullptr) return "no such data type";
    const auto party = FindWord(kParties, row[5]);
    if (!party) return "unknown party";
    field.party = *party;
    if (row[3] != "-") {
      field.overruled = RuleOf(row[3], row[4]);
      if (!field.overruled) return "unknown class or type";
    } else if (row[4] != "-") {
      const auto type = IdentifierTypeFromName(row[4]);
      if (!type) return "unknown type";
      field.type = *type;
    }
    auto& rows = table_.segments_[std::string(row[0])];
    if (rows.empty()) rows.emplace_back();
    if (*first != rows.size()) return "the fields of a segment must follow each other";
    rows.resize(*last + 1, field);
    return {};
  }

  // coding system, end of the name, class, type, party, note
  Verdict AddObservation(const Row& row) {
    const auto rule = RuleOf(row[2], row[3]);
    const auto party = FindWord(kParties, row[4]);
    if (!rule || !party) return "unknown class, type or party";
    table_.observations_.push_back({std::string(row[0]), std::string(row[1]), *rule, *party});
    return {};
  }

  Table table_;
};

Rule DataType::At(std::size_t component) const {
  if (whole) return *whole;
  return component < components.size() ? components[component] : Rule{};
}

ConfigResult<Table> Table::Parse(std::string_view fields, std::string_view data_types, std::string_view observations) {
  return TableReader().Read(fields, data_types, observations);
}

const Table& Table::Embedded() {
  static const Table kTable = [] {
    auto table = Parse({kVeilHl7Fields, kVeilHl7Fields_end}, {kVeilHl7DataTypes, kVeilHl7DataTypes_end},
                       {kVeilHl7Observations, kVeilHl7Observations_end});
    VEIL_CHECK(table.has_value());
    return std::move(*table);
  }();
  return kTable;
}

const std::vector<FieldRow>* Table::Segment(std::string_view name) const {
  const auto found = segments_.find(name);
  return found == segments_.end() ? nullptr : &found->second;
}

const DataType* Table::Format(std::string_view name) const {
  const auto found = formats_.find(name);
  return found == formats_.end() ? nullptr : &found->second;
}

const Observation* Table::ObservationOf(std::string_view system, std::string_view name) const {
  const auto found = std::find_if(observations_.begin(), observations_.end(), [&](const Observation& row) {
    return row.system == system && name.ends_with(row.name_end);
  });
  return found == observations_.end() ? nullptr : &*found;
}

}  // namespace veil::hl7v2
