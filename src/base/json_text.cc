#include "base/json_text.h"

#include "base/fold.h"

namespace veil {
namespace {

constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

void AppendEscaped(std::string_view valid, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (const char c : valid) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += {kHex[byte / 16U], kHex[byte % 16U]};
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string JsonQuoted(std::string_view text) {
  std::string out = "\"";
  std::size_t bad = 0;
  while (!IsUtf8(text, &bad)) {
    AppendEscaped(text.substr(0, bad), out);
    out += kReplacementCharacter;
    text.remove_prefix(bad + 1);
  }
  AppendEscaped(text, out);
  return out + '"';
}

}  // namespace veil
