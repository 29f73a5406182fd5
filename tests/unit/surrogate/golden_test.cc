#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "base/fold.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

std::string Trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::vector<std::string> Columns(const std::string& line) {
  std::vector<std::string> columns;
  std::size_t begin = 0;
  for (std::size_t bar = line.find(" | "); bar != std::string::npos; bar = line.find(" | ", begin)) {
    columns.push_back(Trimmed(line.substr(begin, bar - begin)));
    begin = bar + 3;
  }
  columns.push_back(Trimmed(line.substr(begin)));
  return columns;
}

std::optional<ActionKind> ActionFromName(const std::string& name) {
  for (std::size_t i = 0; i < kActionKindCount; ++i) {
    if (ActionKindName(static_cast<ActionKind>(i)).view() == name) return static_cast<ActionKind>(i);
  }
  return std::nullopt;
}

// TYPE | action | text with <the identifier> in it | regular expression of what takes its place. A type with a star is
// a field of a structure. A pattern that begins with = is the text itself.
void CheckLine(const std::string& line) {
  const std::vector<std::string> columns = Columns(line);
  ASSERT_EQ(columns.size(), 4U) << line;
  Value value;
  value.structured = columns[0].back() == '*';
  const auto type = IdentifierTypeFromName(columns[0].substr(0, columns[0].size() - (value.structured ? 1 : 0)));
  const auto action = ActionFromName(columns[1]);
  ASSERT_TRUE(type && action) << line;
  value.type = *type;
  value.action = *action;
  const std::size_t open = columns[2].find('<');
  const std::size_t close = columns[2].rfind('>');
  ASSERT_TRUE(open != std::string::npos && close != std::string::npos) << line;
  value.before = columns[2].substr(0, open);
  value.text = columns[2].substr(open + 1, close - open - 1);
  value.after = columns[2].substr(close + 1);
  for (const char* seed : {"one", "two", "three", "four"}) {
    const std::string made = Replaced(value, Seed(seed));
    if (columns[3].starts_with('=')) {
      EXPECT_EQ(made, columns[3].substr(1)) << line;
    } else {
      EXPECT_TRUE(std::regex_match(made, std::regex(columns[3]))) << line << "\n  made " << made;
      EXPECT_NE(Fold(made), Fold(value.text)) << line;
    }
  }
}

TEST(SurrogateGoldenTest, WhatBecomesWhat) {
  std::size_t lines = 0;
  for (const auto& file : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/golden/surrogate")) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      CheckLine(line);
      ++lines;
    }
  }
  EXPECT_GT(lines, 100U);
}

}  // namespace
}  // namespace veil
