#include "codec/rtf_control.h"

#include <algorithm>
#include <array>

namespace veil::rtf {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::array<Destination, 30> kDestinations = {{
    {"fonttbl", "fonttbl", Sight::kTable},
    {"colortbl", "colortbl", Sight::kTable},
    {"stylesheet", "stylesheet", Sight::kTable},
    {"listtable", "listtable", Sight::kTable},
    {"listoverridetable", "listoverridetable", Sight::kTable},
    {"header", "header", Sight::kText},
    {"headerl", "header", Sight::kText},
    {"headerr", "header", Sight::kText},
    {"headerf", "header", Sight::kText},
    {"footer", "footer", Sight::kText},
    {"footerl", "footer", Sight::kText},
    {"footerr", "footer", Sight::kText},
    {"footerf", "footer", Sight::kText},
    {"footnote", "footnote", Sight::kText},
    {"annotation", "annotation", Sight::kText},
    {"shptxt", "shptxt", Sight::kText},
    {"info", "info", Sight::kHidden},
    {"pict", "pict", Sight::kHidden},
    {"object", "object", Sight::kHidden},
    {"revtbl", "revtbl", Sight::kHidden},
    {"filetbl", "filetbl", Sight::kHidden},
    {"fldinst", "fldinst", Sight::kHidden},
    {"bkmkstart", "bookmark", Sight::kHidden},
    {"bkmkend", "bookmark", Sight::kHidden},
    {"atnid", "annotation", Sight::kHidden},
    {"atnauthor", "annotation", Sight::kHidden},
    {"xe", "index", Sight::kHidden},
    {"tc", "index", Sight::kHidden},
    {"template", "template", Sight::kHidden},
    {"passwordhash", "passwordhash", Sight::kHidden},
}};

}  // namespace

const Destination* FindDestination(std::string_view word) {
  const auto* known = std::find_if(kDestinations.begin(), kDestinations.end(),
                                   [&](const Destination& destination) { return destination.word == word; });
  return known == kDestinations.end() ? nullptr : known;
}

Control ControlAt(std::string_view source, std::size_t at) {
  Control control{{}, std::nullopt, {at, std::min(at + 2, source.size())}};
  std::size_t end = at + 1;
  if (end >= source.size()) return control;
  if (!IsLetter(source[end])) {
    control.word = source.substr(end, 1);
    return control;
  }
  while (end < source.size() && IsLetter(source[end])) ++end;
  control.word = source.substr(at + 1, end - at - 1);
  const bool negative = end + 1 < source.size() && source[end] == '-' && IsDigit(source[end + 1]);
  std::size_t digits = end + (negative ? 1 : 0);
  constexpr int kParameterMax = 100'000'000;
  int value = 0;
  while (digits < source.size() && IsDigit(source[digits])) {
    value = std::min(value * 10 + (source[digits] - '0'), kParameterMax);
    ++digits;
  }
  if (digits > end) control.parameter = negative ? -value : value;
  end = std::max(end, digits > end + (negative ? 1 : 0) ? digits : end);
  if (end < source.size() && source[end] == ' ') ++end;
  control.raw.end = end;
  return control;
}

bool EndsControl(std::string_view source, std::size_t position) {
  constexpr std::size_t kWordMax = 48;
  std::size_t at = position;
  while (at > 0 && position - at < kWordMax &&
         (IsLetter(source[at - 1]) || IsDigit(source[at - 1]) || source[at - 1] == '-'))
    --at;
  if (at == position || at == 0 || source[at - 1] != '\\') return false;
  std::size_t backslashes = 0;
  while (backslashes < at && source[at - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

}  // namespace veil::rtf
