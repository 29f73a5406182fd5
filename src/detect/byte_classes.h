#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/expression.h"

namespace veil {

// A number for bytes that no expression tells apart.
using ByteClass = std::uint8_t;

// What the bytes of a text are to some programs.
class ByteClasses {
 public:
  static constexpr std::size_t kBits = 7;  // that a class takes in an index
  static constexpr std::size_t kNoSymbol = kSymbols;
  static constexpr std::size_t kSomeSmallLetter = kSymbols + 1;
  static constexpr std::size_t kSomeCapital = kSymbols + 2;

  explicit ByteClasses(const ExpressionPrograms& programs);

  std::size_t count() const { return symbol_.size(); }
  ByteClass Of(char byte) const { return of_[static_cast<unsigned char>(byte)]; }

  // Of the byte at (before) `at`, of the end (begin) of the text where there is none.
  ByteClass At(std::string_view text, std::size_t at) const { return at < text.size() ? Of(text[at]) : text_end_; }
  ByteClass Before(std::string_view text, std::size_t at) const { return at > 0 ? Of(text[at - 1]) : text_begin_; }

  ByteClass text_begin() const { return text_begin_; }
  ByteClass text_end() const { return text_end_; }
  ByteClass line_end() const { return of_['\n']; }
  ByteClass utf8_tail() const { return utf8_tail_; }  // all but the first byte of a character

  // No byte's: they stand for a letter of which no more is known.
  ByteClass small_letter() const { return small_letter_; }
  ByteClass capital() const { return capital_; }

  // One symbol of the class; kNoSymbol for what is no character, kSomeSmallLetter and kSomeCapital for the last two.
  std::size_t SymbolOf(ByteClass number) const { return symbol_[number]; }
  bool IsWord(ByteClass number) const { return is_word_[number] != 0; }

 private:
  ByteClass Add(std::size_t symbol);

  std::array<ByteClass, 256> of_{};
  std::vector<std::size_t> symbol_;
  std::vector<char> is_word_;
  ByteClass text_begin_ = 0;
  ByteClass text_end_ = 0;
  ByteClass utf8_tail_ = 0;
  ByteClass small_letter_ = 0;
  ByteClass capital_ = 0;
};

}  // namespace veil
