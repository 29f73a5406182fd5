#include "eval/mistakes.h"

#include <algorithm>

namespace veil {
namespace {

constexpr std::size_t kContext = 30;

bool InCharacter(const std::string& text, std::size_t position) {
  return position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U;
}

std::string OnOneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string ShowMistakes(const std::string& name, const Gold& gold, std::vector<Mistake> mistakes) {
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const Mistake& a, const Mistake& b) { return a.span < b.span; });
  const std::string& text = gold.text;
  std::string lines;
  for (const Mistake& mistake : mistakes) {
    std::size_t begin = mistake.span.begin - std::min(mistake.span.begin, kContext);
    std::size_t end = std::min(mistake.span.end + kContext, text.size());
    while (InCharacter(text, begin)) --begin;
    while (InCharacter(text, end)) ++end;
    const std::string shown = text.substr(begin, mistake.span.begin - begin) + "«" +
                              text.substr(mistake.span.begin, mistake.span.size()) + "»" +
                              text.substr(mistake.span.end, end - mistake.span.end);
    lines += (mistake.missed ? "MISSED " : "FALSE  ") + std::string(IdentifierTypeName(mistake.type).view()) + " " +
             name + ":" + std::to_string(mistake.span.begin) + " " + OnOneLine(shown) + "\n";
  }
  return lines;
}

}  // namespace veil
