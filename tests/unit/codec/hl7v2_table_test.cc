#include "codec/hl7v2_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <vector>

namespace veil::hl7v2 {
namespace {

// A row of a list of what the standard defines (dictionaries/hl7v2/standard.py).
struct Defined {
  std::string owner;  // segment or data type
  std::size_t number = 0;
  std::vector<std::string> types;  // of all releases

  std::string Place() const { return owner + "-" + std::to_string(number); }
};

std::vector<std::string> Cut(const std::string& line, char at) {
  std::vector<std::string> parts(1);
  for (const char c : line) c == at ? void(parts.emplace_back()) : parts.back().push_back(c);
  return parts;
}

std::vector<Defined> Standard(const std::string& file) {
  std::vector<Defined> all;
  std::ifstream lines(VEIL_SOURCE_DIR "/dictionaries/hl7v2/" + file);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto row = Cut(line, '\t');
    all.push_back({row.at(0), std::stoul(row.at(1)), Cut(row.at(2), ',')});
  }
  return all;
}

const FieldRow* RowOf(const Defined& field) {
  const auto* rows = Table::Embedded().Segment(field.owner);
  return rows != nullptr && field.number < rows->size() ? &(*rows)[field.number] : nullptr;
}

// A type that names somebody, some place or some day, whatever stands in it.
bool Tells(std::string_view type) {
  constexpr std::array<std::string_view, 24> kTypes = {"XCN", "CN", "XPN", "PN",  "CX", "CK",  "EI",  "EIP",
                                                       "XAD", "AD", "XTN", "TN",  "TS", "DTM", "DT",  "DR",
                                                       "XON", "PL", "HD",  "DLN", "LA", "LA1", "LA2", "PLN"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// Whether the row reads such a value as words or a code.
bool IsReadAsCode(const FieldRow& row) {
  if (row.overruled) return false;  // somebody decided
  const Rule first = row.format->At(0);
  return first.content == Content::kSafe || first.content == Content::kCode || first.content == Content::kNumber ||
         first.content == Content::kFreeText;
}

TEST(Hl7v2Table, TheShippedTableHasNoDefect) { EXPECT_GT(Table::Embedded().segments().size(), 180U); }

TEST(Hl7v2Table, EveryFieldOfEveryReleaseHasARow) {
  const auto fields = Standard("standard_fields.tsv");
  ASSERT_GT(fields.size(), 2800U);
  for (const Defined& field : fields) {
    const FieldRow* row = RowOf(field);
    EXPECT_TRUE(row != nullptr && row->format != nullptr) << field.Place();
  }
}

TEST(Hl7v2Table, EveryComponentOfEveryDataTypeHasARow) {
  const auto components = Standard("standard_components.tsv");
  ASSERT_GT(components.size(), 550U);
  for (const Defined& component : components) {
    const DataType* type = Table::Embedded().Format(component.owner);
    EXPECT_TRUE(type != nullptr && (type->IsPrimitive() || component.number <= type->components.size()))
        << component.Place();
  }
}

TEST(Hl7v2Table, EveryDataTypeIsKnown) {
  for (const char* file : {"standard_fields.tsv", "standard_components.tsv"}) {
    for (const Defined& defined : Standard(file)) {
      for (const std::string& type : defined.types) {
        if (type == "withdrawn" || type == "varies") continue;
        EXPECT_NE(Table::Embedded().Format(type), nullptr) << type;
      }
    }
  }
}

TEST(Hl7v2Table, WhatIsAPersonAPlaceOrADayInAnyReleaseIsNotReadAsACode) {
  for (const Defined& field : Standard("standard_fields.tsv")) {
    const FieldRow* row = RowOf(field);
    // Release 2.2 began the OM segments with a type of segment, so that a number stands where it had a time.
    if (row == nullptr || field.Place() == "OM1-23") continue;
    const bool tells = std::any_of(field.types.begin(), field.types.end(), Tells);
    EXPECT_FALSE(tells && IsReadAsCode(*row)) << field.Place();
  }
}

TEST(Hl7v2Table, ADefectNamesItsLine) {
  const auto table = Table::Parse("PID\t1\tNOPE\t-\t-\t-\t-\n", "ST\t*\t-\tfree_text\t-\t-\t-\n", "");
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().file, "fields.tsv");
  EXPECT_EQ(table.error().line, 1);
}

}  // namespace
}  // namespace veil::hl7v2
