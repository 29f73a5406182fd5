#include "base/nearest_word.h"

#include <algorithm>
#include <numeric>

namespace veil {
namespace {

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row.back();
}

}  // namespace

std::string NearestWord(std::string_view word, const std::vector<std::string>& words) {
  const auto nearest = std::min_element(words.begin(), words.end(), [&](const auto& a, const auto& b) {
    return EditDistance(word, a) < EditDistance(word, b);
  });
  if (nearest != words.end() && EditDistance(word, *nearest) <= 1 + word.size() / 3) {
    return "; did you mean '" + *nearest + "'?";
  }
  std::string all = "; it is one of";
  for (const std::string& w : words) all += (all.back() == 'f' ? " " : ", ") + w;
  return all;
}

}  // namespace veil
