#include "detect/text_windows.h"

#include <algorithm>

namespace veil {
namespace {

constexpr std::size_t kWindowWanted = 768;  // long enough that the part seen twice is small
constexpr std::size_t kWindowMax = 4096;    // of a line without end
constexpr std::size_t kBlankNear = 64;      // how far a window is widened to begin at a blank

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsUtf8Tail(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The end of the line that holds `at`, line end included; at most `limit`, so that a line without end is not read to
// its end for each of its windows.
std::size_t LineEnd(std::string_view text, std::size_t at, std::size_t limit) {
  const std::size_t end = text.substr(0, limit).find('\n', at);
  return end == std::string_view::npos ? limit : end + 1;
}

bool IsEmptyLine(std::string_view line) { return std::all_of(line.begin(), line.end(), IsBlank); }

// A blank, else the first byte of a character, in the last stretch of what is too long.
std::size_t CutBefore(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t at = end; at > end - kPatternReach; --at) {
    if (IsBlank(text[at])) return at;
  }
  while (end > begin + 1 && IsUtf8Tail(text[end])) --end;
  return end;
}

// Where a window begins that looks at the last kPatternReach bytes before `end` again: at a blank, if one is near.
std::size_t BeginAgain(std::string_view text, std::size_t end) {
  const std::size_t last = end - kPatternReach;
  for (std::size_t at = last; at > last - kBlankNear; --at) {
    if (IsBlank(text[at])) return at;
  }
  std::size_t at = last;
  while (IsUtf8Tail(text[at]) && at > last - 4) --at;
  return at;
}

}  // namespace

std::vector<Span> TextWindows(std::string_view text) {
  std::vector<Span> windows;
  std::size_t begin = 0;  // of the window
  std::size_t fresh = 0;  // where what no window holds yet begins
  while (fresh < text.size()) {
    std::size_t end = fresh;
    bool separated = false;
    const std::size_t limit = std::min(text.size(), begin + kWindowMax + 1);  // one more: too long is still seen
    while (end < text.size() && end - begin < kWindowWanted && !separated) {
      const std::size_t line_end = LineEnd(text, end, limit);
      separated = IsEmptyLine(text.substr(end, line_end - end));
      end = line_end;
    }
    if (end - begin > kWindowMax) {
      end = CutBefore(text, fresh, begin + kWindowMax);
      separated = false;
    }
    windows.push_back({begin, end});
    fresh = end;
    begin = separated || end == text.size() ? end : BeginAgain(text, end);
  }
  return windows;
}

}  // namespace veil
