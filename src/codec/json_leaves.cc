#include "codec/json_leaves.h"

#include <algorithm>
#include <array>

#include "codec/charset.h"

namespace veil {
namespace {

// A container that is open: where its path begins to differ from its parent's.
struct Level {
  bool object = false;
  std::size_t path_size = 0;  // of the container itself
  bool name_next = false;     // the next string is a member's name
};

class Scanner {
 public:
  Scanner(std::string_view raw, Span value, std::size_t fields_max)
      : raw_(raw.substr(0, value.end)), at_(value.begin), leaves_max_(fields_max + 1) {}

  std::vector<JsonLeaf> Scan() {
    while (at_ < raw_.size() && leaves_.size() < leaves_max_) Step();
    return std::move(leaves_);
  }

 private:
  void Step() {
    const char c = raw_[at_];
    if (c == '{' || c == '[') {
      levels_.push_back({c == '{', path_.size(), c == '{'});
      ++at_;
    } else if (c == '}' || c == ']') {
      if (!levels_.empty()) {
        path_.resize(levels_.back().path_size);
        levels_.pop_back();
      }
      ++at_;
    } else if (c == ',') {
      if (!levels_.empty() && levels_.back().object) {
        path_.resize(levels_.back().path_size);
        levels_.back().name_next = true;
      }
      ++at_;
    } else if (c == '"') {
      String();
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      const std::size_t end = std::min(raw_.find_first_not_of("+-.eE0123456789", at_), raw_.size());
      leaves_.push_back({path_, {at_, end}});
      at_ = end;
    } else if (c >= 'a' && c <= 'z') {
      while (at_ < raw_.size() && raw_[at_] >= 'a' && raw_[at_] <= 'z') ++at_;
    } else {
      ++at_;
    }
  }

  void String() {
    const std::size_t begin = at_ + 1;
    std::size_t end = begin;
    while (end < raw_.size() && raw_[end] != '"') end += raw_[end] == '\\' ? 2 : 1;
    end = std::min(end, raw_.size());
    at_ = end + 1;
    if (levels_.empty() || !levels_.back().name_next) {
      if (end > begin) leaves_.push_back({path_, {begin, end}, true});
      return;
    }
    levels_.back().name_next = false;
    if (!path_.empty()) path_ += '.';
    std::string name;
    ByteMap unused;
    AppendJsonText(raw_, {begin, end}, name, unused);
    for (const char c : name) path_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (end > begin) leaves_.push_back({path_, {begin, end}, true, true});
  }

  std::string_view raw_;
  std::size_t at_;
  std::size_t leaves_max_;
  std::string path_;
  std::vector<Level> levels_;
  std::vector<JsonLeaf> leaves_;
};

char32_t HexUnit(std::string_view raw, std::size_t at) {
  char32_t unit = 0;
  for (std::size_t i = at; i < at + 4 && i < raw.size(); ++i) {
    const char c = raw[i];
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    unit = unit * 16 + static_cast<char32_t>(digit);
  }
  return unit;
}

// The character of the escape at raw[at] and the size of the escape.
std::pair<char32_t, std::size_t> Unescape(std::string_view raw, std::size_t at, std::size_t end) {
  if (at + 1 >= end) return {'\\', 1};
  switch (raw[at + 1]) {
    case 'b':
      return {'\b', 2};
    case 'f':
      return {'\f', 2};
    case 'n':
      return {'\n', 2};
    case 'r':
      return {'\r', 2};
    case 't':
      return {'\t', 2};
    case 'u':
      break;
    default:
      return {static_cast<unsigned char>(raw[at + 1]), 2};
  }
  const char32_t unit = HexUnit(raw, at + 2);
  if (unit < 0xD800 || unit > 0xDFFF) return {unit, std::min<std::size_t>(6, end - at)};
  if (unit < 0xDC00 && at + 12 <= end && raw[at + 6] == '\\' && raw[at + 7] == 'u') {
    const char32_t low = HexUnit(raw, at + 8);
    if (low >= 0xDC00 && low <= 0xDFFF) return {0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), 12};
  }
  return {0xFFFD, std::min<std::size_t>(6, end - at)};  // half of a pair
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t SkipDigits(std::string_view text, std::size_t at) {
  while (at < text.size() && IsDigit(text[at])) ++at;
  return at;
}

}  // namespace

bool IsSchemaWord(std::string_view name) {
  constexpr std::size_t kSizeMax = 64;
  constexpr std::ptrdiff_t kDigitsMax = 3;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (name.empty() || name.size() > kSizeMax) return false;
  if (!letter(name[0]) && name[0] != '_' && name[0] != '$' && name[0] != '@') return false;
  name.remove_prefix(1);
  const auto word = [&](char c) { return letter(c) || IsDigit(c) || c == '_' || c == '-' || c == '.' || c == ':'; };
  return std::all_of(name.begin(), name.end(), word) && std::count_if(name.begin(), name.end(), IsDigit) <= kDigitsMax;
}

std::vector<JsonLeaf> JsonLeaves(std::string_view raw, Span value, std::size_t fields_max) {
  return Scanner(raw, value, fields_max).Scan();
}

void AppendJsonText(std::string_view raw, Span range, std::string& text, ByteMap& map) {
  raw = raw.substr(0, range.end);
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t escape = std::min(raw.find('\\', begin), range.end);
    AppendDecoded(Charset::kUtf8, raw, {begin, escape}, text, map);
    if (escape == range.end) return;
    const auto [character, size] = Unescape(raw, escape, range.end);
    const std::size_t before = text.size();
    AppendUtf8(character, text);
    map.AppendTranslated(text.size() - before, {escape, escape + size});
    begin = escape + size;
  }
}

std::string JsonEscaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte / 16U];
      out += kHex[byte % 16U];
    } else {
      out += c;
    }
  }
  return out;
}

bool IsJsonNumber(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = SkipDigits(text, at);
  if (whole == at || (text[at] == '0' && whole > at + 1)) return false;
  at = whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = SkipDigits(text, at + 1);
    if (fraction == at + 1) return false;
    at = fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = SkipDigits(text, at);
    if (exponent == at) return false;
    at = exponent;
  }
  return at == text.size();
}

}  // namespace veil
