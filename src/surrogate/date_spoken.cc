#include "surrogate/date_spoken.h"

#include "surrogate/spoken.h"

namespace veil::surrogate {

// Tens and units are one number ("twenty three"), "two thousand five" is a year.
SpokenRuns ReadSpokenRuns(const std::vector<DateToken>& tokens, std::size_t& at) {
  SpokenRuns numbers;
  bool open_tens = false;
  for (; at < tokens.size(); ++at) {
    const DateToken& token = tokens[at];
    const auto word = ReadSpoken(token.folded);
    if (!word && !numbers.empty() && token.folded == "thousand") {
      numbers.back() = {{numbers.back().span.begin, token.span.end}, numbers.back().value * 1000, false};
      continue;
    }
    if (!word && !numbers.empty() && (token.folded == "-" || token.folded == "hundred")) {
      if (token.folded == "hundred") numbers.push_back({token.span, 0, false});
      continue;
    }
    if (!word) break;
    const bool after_thousand = !numbers.empty() && numbers.back().value >= 1000;
    if ((open_tens && word->value >= 1 && word->value <= 9) || after_thousand) {
      numbers.back().value += word->value;
      numbers.back().ordinal = word->ordinal;
      numbers.back().span.end = token.span.end;
      open_tens = after_thousand && word->value >= 20 && word->value % 10 == 0;
      continue;
    }
    numbers.push_back({token.span, word->value, word->ordinal});
    open_tens = !word->ordinal && word->value >= 20 && word->value % 10 == 0;
  }
  return numbers;
}

int YearOfRuns(const SpokenRuns& numbers, std::size_t from) {
  const std::size_t count = numbers.size() - from;
  if (count == 1) return IsYear(numbers[from].value) ? numbers[from].value : -1;
  const int century = numbers[from].value * 100;
  if (count == 2 && IsYear(century + numbers[from + 1].value)) return century + numbers[from + 1].value;
  const bool oh = count == 3 && numbers[from + 1].value == 0 && numbers[from + 2].value < 10;
  return oh && IsYear(century + numbers[from + 2].value) ? century + numbers[from + 2].value : -1;
}

}  // namespace veil::surrogate
