#include "detect/paragraphs.h"

#include <algorithm>

namespace veil {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::vector<Span> Paragraphs(std::string_view text) {
  std::vector<Span> paragraphs;
  std::size_t begin = 0;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', line), text.size() - 1) + 1;
    const std::string_view whole = text.substr(line, line_end - line);
    if (line_end == text.size() || std::all_of(whole.begin(), whole.end(), IsBlank)) {
      paragraphs.push_back({begin, line_end});
      begin = line_end;
    }
    line = line_end;
  }
  return paragraphs;
}

}  // namespace veil
