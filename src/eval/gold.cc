#include "eval/gold.h"

#include "base/fold.h"

namespace veil {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kTypeLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
constexpr std::string_view kKeep = "KEEP";

std::int64_t Offset(std::size_t position) { return static_cast<std::int64_t>(position); }

}  // namespace

Result<Gold> ParseGold(std::string_view marked) {
  if (std::size_t bad = 0; !IsUtf8(marked, &bad)) {
    return Fail(ErrorCode::kInvalidEncoding, "annotated text is UTF-8", Offset(bad));
  }
  Gold gold;
  gold.text.reserve(marked.size());
  std::size_t at = 0;
  for (std::size_t open = marked.find(kOpen); open != std::string_view::npos; open = marked.find(kOpen, at)) {
    gold.text += marked.substr(at, open - at);
    const std::size_t word = open + kOpen.size();
    const std::size_t colon = marked.find_first_not_of(kTypeLetters, word);
    if (colon == std::string_view::npos || marked[colon] != ':') {
      return Fail(ErrorCode::kMalformed, "'{{' without a type in capitals and ':'", Offset(open));
    }
    const std::string_view name = marked.substr(word, colon - word);
    const auto type = IdentifierTypeFromName(name);
    if (name != kKeep && (!type || *type == IdentifierType::kUnknown)) {
      return Fail(ErrorCode::kMalformed, "a type that annotation does not know", Offset(word));
    }
    const std::size_t begin = colon + 1;
    const std::size_t close = marked.find(kClose, begin);
    if (close == std::string_view::npos) return Fail(ErrorCode::kMalformed, "a span without '}}'", Offset(open));
    if (close == begin) return Fail(ErrorCode::kMalformed, "an empty span", Offset(open));
    if (const std::size_t inner = marked.find(kOpen, begin); inner < close) {
      return Fail(ErrorCode::kMalformed, "a span in a span", Offset(inner));
    }
    const std::size_t text_begin = gold.text.size();
    gold.text += marked.substr(begin, close - begin);
    gold.spans.push_back({{text_begin, gold.text.size()}, type});
    at = close + kClose.size();
  }
  gold.text += marked.substr(at);
  return gold;
}

}  // namespace veil
