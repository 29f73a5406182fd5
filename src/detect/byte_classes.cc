#include "detect/byte_classes.h"

#include <map>
#include <string>

#include "base/check.h"

namespace veil {
namespace {

// As \w and \b have it.
bool IsWordCharacter(std::size_t symbol) {
  return (symbol >= '0' && symbol <= '9') || (symbol >= 'A' && symbol <= 'Z') || (symbol >= 'a' && symbol <= 'z') ||
         symbol == '_';
}

}  // namespace

// Characters are of one class if each set holds all of them or none, and each edge sees them alike.
ByteClasses::ByteClasses(const ExpressionPrograms& programs) {
  std::map<std::string, ByteClass> numbers;
  for (std::size_t symbol = 0; symbol < kBeyondAscii; ++symbol) {
    std::string signature{IsWordCharacter(symbol) ? 'w' : '-', symbol == '\n' ? 'n' : '-'};
    for (const SymbolSet& set : programs.sets()) signature += set[symbol] ? '1' : '0';
    const auto known = numbers.find(signature);
    of_[symbol] = known != numbers.end() ? known->second : Add(symbol);
    numbers.emplace(signature, of_[symbol]);
  }
  const ByteClass lead = Add(kBeyondAscii);
  utf8_tail_ = Add(kNoSymbol);
  text_begin_ = Add(kNoSymbol);
  text_end_ = Add(kNoSymbol);
  small_letter_ = Add(kSomeSmallLetter);
  capital_ = Add(kSomeCapital);
  VEIL_CHECK(count() <= std::size_t{1} << kBits);
  for (std::size_t byte = 0x80; byte < 0x100; ++byte) of_[byte] = byte < 0xC0 ? utf8_tail_ : lead;
}

ByteClass ByteClasses::Add(std::size_t symbol) {
  symbol_.push_back(symbol);
  is_word_.push_back(IsWordCharacter(symbol) || symbol == kSomeSmallLetter || symbol == kSomeCapital ? 1 : 0);
  return static_cast<ByteClass>(symbol_.size() - 1);
}

}  // namespace veil
