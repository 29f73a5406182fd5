#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"

// How the tables under dictionaries/ are read: one row a line, columns between tabs, '#' before a comment.
namespace veil::table {

using Row = std::vector<std::string_view>;
using Verdict = std::string_view;  // what is wrong with a row; empty: nothing

// The parts of `text` between separators; at least one.
Row Split(std::string_view text, char separator);

// Gives each row of a file to `take`, which says what is wrong with it. The first row that is wrong, or has another
// number of columns, is the error, with `file` and its line.
template <typename Take>
ConfigResult<void> EachRow(const char* file, std::string_view text, std::size_t columns, const Take& take) {
  int line = 0;
  for (const std::string_view content : Split(text, '\n')) {
    ++line;
    if (content.empty() || content[0] == '#') continue;
    const Row row = Split(content, '\t');
    const Verdict wrong = row.size() == columns ? take(row) : Verdict("a row with another number of columns");
    if (!wrong.empty()) return tl::make_unexpected(ConfigError{file, line, 0, std::string(wrong)});
  }
  return {};
}

// What a word of a column means.
template <typename T>
struct Word {
  std::string_view word;
  T value;
};

template <typename T, std::size_t N>
std::optional<T> FindWord(const std::array<Word<T>, N>& words, std::string_view word) {
  const auto* found = std::find_if(words.begin(), words.end(), [&](const Word<T>& w) { return w.word == word; });
  if (found == words.end()) return std::nullopt;
  return found->value;
}

}  // namespace veil::table
