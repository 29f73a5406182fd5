#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "detect/byte_classes.h"
#include "detect/expression.h"
#include "detect/pattern_automaton.h"

namespace veil {

// Says which of many expressions match at a place of a text.
//
// Expressions that begin alike share an automaton: the states of one for all would be as many as the product of what
// "a word", "a number" and "one of a thousand labels" may go on with. Two characters and the one before tell which of
// the automata have anything to read; at most places none has. Of a word in small letters, its length and what stands
// behind it tell more.
//
// Not thread-safe; programs and classes must outlive it.
class PatternFinder {
 public:
  PatternFinder(const ExpressionPrograms& programs, const ByteClasses& classes);

  // The first place in [at, end) at which an expression may match; `end`: at none.
  std::size_t Next(std::string_view text, std::size_t at, std::size_t end) const {
    ByteClass before = classes_.Before(text, at);
    for (; at < end; ++at) {
      const ByteClass first = classes_.Of(text[at]);
      if (begins_[IndexOf(before, first)] != 0) return at;
      before = first;
    }
    return end;
  }

  // As PatternAutomaton::Walk. The order of the hits means nothing.
  template <typename Hit>
  std::size_t Find(std::string_view text, std::size_t at, std::size_t limit, Hit hit) {
    std::uint8_t possible = Possible(text, at, limit);
    std::size_t work = 0;
    for (std::size_t i = 0; possible != 0; ++i, possible >>= 1) {
      if ((possible & 1) != 0) work += automata_[i].Walk(text, at, limit, hit);
    }
    return work;
  }

 private:
  static constexpr std::uint8_t kUnknown = 0xFF;
  static constexpr std::uint8_t kAll = 0x7F;

  static constexpr std::size_t kLettersMax = 16;

  // What is known of words at one place.
  struct Words {
    std::vector<std::uint8_t> lengths;  // [letters, capital, class behind, class behind that]
    std::vector<std::uint8_t> begins;   // [capital, three letters]
  };

  // What tells of a place: a bit for each automaton that may match there.
  std::uint8_t Possible(std::string_view text, std::size_t at, std::size_t limit) {
    const std::size_t place = place_[classes_.Before(text, at)];
    const std::array<ByteClass, 2> ahead{classes_.At(text, at), classes_.At(text, at + 1)};
    std::uint8_t& possible = pairs_[place << 2 * ByteClasses::kBits | IndexOf(ahead[0], ahead[1])];
    if (possible == kUnknown) possible = Ask(place, ahead);
    if (possible == 0 || !(IsSmallLetter(text[at]) || IsCapital(text[at]))) return possible;
    return possible & PossibleWord(text, at, limit, place);
  }

  // Of a word in small letters, or with the first one a capital: its length and what stands behind it, and its first
  // three letters.
  std::uint8_t PossibleWord(std::string_view text, std::size_t at, std::size_t limit, std::size_t place) {
    std::size_t end = at + 1;
    while (end < limit && IsSmallLetter(text[end])) ++end;
    const std::size_t letters = end - at;
    if (letters > kLettersMax || end + 1 >= limit) return kAll;
    const std::size_t capital = IsCapital(text[at]) ? 1 : 0;
    const std::array<ByteClass, 2> behind{classes_.At(text, end), classes_.At(text, end + 1)};
    Words& words = words_[place];
    if (words.lengths.empty()) Prepare(words);
    std::uint8_t& length =
        words.lengths[(2 * letters + capital) << 2 * ByteClasses::kBits | IndexOf(behind[0], behind[1])];
    if (length == kUnknown) length = AskLength(place, capital != 0, letters, behind);
    if (letters < 3 || length == 0) return length;
    std::size_t number = capital;
    for (std::size_t i = 0; i < 3; ++i) number = number * 26 + ((text[at + i] | 0x20) - 'a');
    std::uint8_t& begin = words.begins[number];
    if (begin == kUnknown) begin = AskBegin(place, text.substr(at, 3));
    return length & begin;
  }

  static bool IsSmallLetter(char c) { return c >= 'a' && c <= 'z'; }
  static bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
  static std::size_t IndexOf(ByteClass one, ByteClass next) {
    return static_cast<std::size_t>(one) << ByteClasses::kBits | next;
  }

  std::uint8_t Ask(std::size_t place, std::span<const ByteClass> ahead);
  std::uint8_t AskLength(std::size_t place, bool capital, std::size_t letters, std::span<const ByteClass> behind);
  std::uint8_t AskBegin(std::size_t place, std::string_view letters);
  static void Prepare(Words& words);
  void NumberPlaces();
  void FindBegins();

  const ByteClasses& classes_;
  std::vector<PatternAutomaton> automata_;
  std::vector<std::size_t> place_;   // of a class: a number for those behind which all places are alike
  std::vector<ByteClass> before_;    // of such a number: a class that has it
  std::vector<char> begins_;         // [class before][class]: whether anything may begin
  std::vector<std::uint8_t> pairs_;  // [place][class][class]
  std::vector<Words> words_;         // [place]
};

}  // namespace veil
