#include "codec/rtf_text.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "codec/charset.h"
#include "codec/rtf_control.h"

namespace veil::rtf {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

struct Symbol {
  std::string_view word;
  char32_t character;
};
constexpr std::array<Symbol, 13> kSymbols = {{{"emdash", U'\u2014'},
                                              {"endash", U'\u2013'},
                                              {"bullet", U'\u2022'},
                                              {"lquote", U'\u2018'},
                                              {"rquote", U'\u2019'},
                                              {"ldblquote", U'\u201C'},
                                              {"rdblquote", U'\u201D'},
                                              {"emspace", U' '},
                                              {"enspace", U' '},
                                              {"qmspace", U' '},
                                              {"~", U' '},
                                              {"_", U'-'},
                                              {"tab", U'\t'}}};

// Words that end a line; the others hold two cells apart.
constexpr std::array<std::string_view, 10> kLineEnds = {"par",      "line",   "sect", "page",    "row",
                                                        "softline", "column", "pard", "nestrow", "trowd"};
constexpr std::array<std::string_view, 2> kCells = {"cell", "nestcell"};

template <std::size_t N>
bool IsOne(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
 public:
  Reader(std::string_view source, std::size_t depth_max) : source_(source), depth_max_(depth_max) {}

  Result<Content> Read() {
    do {
      VEIL_TRY(Next());
    } while (!groups_.empty() && at_ < source_.size());
    if (!groups_.empty()) return Malformed("a group that does not close");
    const std::size_t rest = source_.find_first_not_of(std::string_view("\r\n\t \0", 5), at_);
    if (rest != std::string_view::npos) content_.hidden.push_back({{rest, source_.size()}, "trailing"});
    return std::move(content_);
  }

 private:
  struct Group {
    Sight sight = Sight::kText;
    std::size_t begin = 0;  // of what a table or hidden destination holds, if it began with this group
    Literal name;           // of that destination
    bool opened = false;    // nothing but "\*" has been read in it
    bool starred = false;   // an unknown destination is to be ignored
    bool block = false;     // its text stands apart
    int fallback = 1;       // \ucN: characters that stand in for a \uN
  };

  tl::unexpected<Error> Malformed(Literal what) const {
    return Fail(ErrorCode::kMalformed, what, static_cast<std::int64_t>(std::min(at_, source_.size())));
  }

  Result<void> Next() {
    const char c = source_[at_];
    if (c == '{') return Open();
    if (c == '}') return Close();
    if (c == '\\') return Word();
    if (c == '\r' || c == '\n') {
      ++at_;
      return {};
    }
    if (c == '\0') return Malformed("a NUL byte");
    Opened();
    if (static_cast<unsigned char>(c) >= 0x80) return Byte(static_cast<unsigned char>(c), {at_, at_ + 1});
    const std::size_t end = TextEnd();
    if (groups_.back().sight == Sight::kText) {
      content_.text += source_.substr(at_, end - at_);
      content_.map.AppendCopied(at_, end - at_);
      high_ = 0;
    }
    at_ = end;
    return {};
  }

  std::size_t TextEnd() const {
    std::size_t end = at_;
    while (end < source_.size() && static_cast<unsigned char>(source_[end]) < 0x80 &&
           std::string_view("{}\\\r\n\0", 6).find(source_[end]) == std::string_view::npos) {
      ++end;
    }
    return end;
  }

  Result<void> Open() {
    if (groups_.size() >= depth_max_) return Fail(ErrorCode::kTooLarge, "groups nest too deep", Offset());
    Group group;
    if (!groups_.empty()) {
      Opened();
      group.sight = groups_.back().sight;
      group.fallback = groups_.back().fallback;
    }
    group.opened = true;
    groups_.push_back(group);
    high_ = 0;
    ++at_;
    return {};
  }

  std::int64_t Offset() const { return static_cast<std::int64_t>(at_); }

  // Something other than a destination's word has been read: the innermost group is none.
  void Opened() {
    Group& group = groups_.back();
    if (group.opened && group.starred) Enter(Sight::kHidden, "destination", at_);
    group.opened = false;
  }

  void Enter(Sight sight, Literal name, std::size_t begin) {
    Group& group = groups_.back();
    group.opened = false;
    if (group.sight != Sight::kText) return;
    group.block = sight == Sight::kText;
    if (group.block) return Separate("\n");
    group.sight = sight;
    group.begin = begin;
    group.name = name;
  }

  Result<void> Close() {
    const Group group = groups_.back();
    groups_.pop_back();
    const Span inside{group.begin, at_};
    high_ = 0;
    ++at_;
    if (group.block) Separate("\n");
    if (group.begin == 0 || inside.begin >= inside.end) return {};
    if (group.sight == Sight::kTable) {
      content_.tables.push_back(inside);
    } else {
      content_.hidden.push_back({inside, group.name});
    }
    return {};
  }

  Result<void> Word() {
    const Control control = ControlAt(source_, at_);
    if (control.word.empty()) return Malformed("a backslash at the end");
    Group& group = groups_.back();
    if (control.word == "*" && group.opened) {
      group.starred = true;
      at_ = control.raw.end;
      return {};
    }
    if (group.opened) Begin(control);
    if (control.word == "bin") return Binary(control);
    if (control.word == "'") return Hex(control);
    if (control.word == "u" && control.parameter) return Unicode(control);
    at_ = control.raw.end;
    if (control.word == "uc") groups_.back().fallback = std::clamp(control.parameter.value_or(1), 0, 255);
    if (control.word == "ansicpg") code_page_ = control.parameter.value_or(code_page_);
    if (control.word == "mac" || control.word == "pc" || control.word == "pca") code_page_ = 0;
    if (groups_.back().sight == Sight::kText) Character(control);
    return {};
  }

  // The first control word of a group may name its destination.
  void Begin(const Control& control) {
    const Destination* known = FindDestination(control.word);
    if (known != nullptr) return Enter(known->sight, known->name, control.raw.end);
    if (groups_.back().starred) Enter(Sight::kHidden, "destination", control.raw.end);
    groups_.back().opened = false;
  }

  void Character(const Control& control) {
    if (IsOne(kLineEnds, control.word)) return Separate("\n");
    if (IsOne(kCells, control.word)) return Separate("  ");
    if (control.word == "\r" || control.word == "\n") return Separate("\n");  // "\<line end>" is \par
    if (control.word == "{" || control.word == "}" || control.word == "\\") {
      return Append(static_cast<char32_t>(control.word[0]), control.raw);
    }
    const auto* symbol =
        std::find_if(kSymbols.begin(), kSymbols.end(), [&](const Symbol& s) { return s.word == control.word; });
    if (symbol != kSymbols.end()) Append(symbol->character, control.raw);
  }

  Result<void> Binary(const Control& control) {
    const auto size = static_cast<std::size_t>(std::max(control.parameter.value_or(0), 0));
    if (size > source_.size() - control.raw.end) return Malformed("binary data past the end");
    if (groups_.back().sight == Sight::kText && size > 0) {
      content_.hidden.push_back({{control.raw.begin, control.raw.end + size}, "bin"});
    }
    at_ = control.raw.end + size;
    return {};
  }

  Result<void> Hex(const Control& control) {
    if (control.raw.end + 2 > source_.size()) return Malformed("an escape without two hexadecimal digits");
    const int high = HexDigit(source_[control.raw.end]);
    const int low = HexDigit(source_[control.raw.end + 1]);
    if (high < 0 || low < 0) return Malformed("an escape without two hexadecimal digits");
    return Byte(static_cast<unsigned char>(high * 16 + low), {control.raw.begin, control.raw.end + 2});
  }

  // A byte of the document's code page.
  Result<void> Byte(unsigned char byte, Span raw) {
    at_ = raw.end;
    if (groups_.back().sight != Sight::kText) return {};
    if (byte >= 0x80 && code_page_ != 1252) {
      return Fail(ErrorCode::kUnsupportedCharset, "a character of a code page that is not read",
                  static_cast<std::int64_t>(raw.begin));
    }
    if (byte < 0x20) return {};
    const char one = static_cast<char>(byte);
    std::string text;
    ByteMap unused;
    AppendDecoded(Charset::kWindows1252, {&one, 1}, {0, 1}, text, unused);
    content_.text += text;
    content_.map.AppendTranslated(text.size(), raw);
    high_ = 0;
    return {};
  }

  // \uN with the characters that stand in for it; two surrogates are one character.
  Result<void> Unicode(const Control& control) {
    at_ = control.raw.end;
    for (int i = groups_.back().fallback; i > 0 && SkipFallback(); --i) {
    }
    if (groups_.back().sight != Sight::kText) return {};
    const auto unit = static_cast<char16_t>(*control.parameter & 0xFFFF);
    if (U16_IS_LEAD(unit)) {
      high_ = unit;
      high_begin_ = control.raw.begin;
      return {};
    }
    const bool pair = high_ != 0 && U16_IS_TRAIL(unit);
    const char32_t c = pair ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high_, unit)) : unit;
    if (U16_IS_TRAIL(unit) && !pair) return Malformed("half of a surrogate pair");
    Append(c < 0x20 || c == 0x7F ? U' ' : c, {pair ? high_begin_ : control.raw.begin, at_});
    return {};
  }

  // One character or control that stands in; false where a group begins or ends.
  bool SkipFallback() {
    while (at_ < source_.size() && (source_[at_] == '\r' || source_[at_] == '\n')) ++at_;
    if (at_ >= source_.size() || source_[at_] == '{' || source_[at_] == '}') return false;
    if (source_[at_] != '\\') {
      ++at_;
      return true;
    }
    const Control control = ControlAt(source_, at_);
    if (control.word == "bin" || control.word == "u" || control.word.empty()) return false;
    const bool hex = control.word == "'";
    if (hex && control.raw.end + 2 > source_.size()) return false;
    at_ = control.raw.end + (hex ? 2 : 0);
    return true;
  }

  void Append(char32_t c, Span raw) {
    const std::size_t before = content_.text.size();
    AppendUtf8(c, content_.text);
    content_.map.AppendTranslated(content_.text.size() - before, raw);
    high_ = 0;
  }

  void Separate(std::string_view by) {
    if (content_.text.empty() || content_.text.ends_with('\n') || (by != "\n" && content_.text.ends_with(by))) return;
    content_.text += by;
    content_.map.AppendVirtual(by.size(), at_);
  }

  std::string_view source_;
  std::size_t depth_max_;
  std::size_t at_ = 0;
  std::vector<Group> groups_;
  int code_page_ = 1252;
  char16_t high_ = 0;  // the first surrogate of a pair; 0: none is open
  std::size_t high_begin_ = 0;
  Content content_;
};

}  // namespace

bool Recognizes(std::string_view bytes) { return bytes.starts_with("{\\rtf"); }

Result<Content> Read(std::string_view source, std::size_t depth_max) {
  if (!Recognizes(source)) return Fail(ErrorCode::kMalformed, "RTF begins with {\\rtf", 0);
  return Reader(source, depth_max).Read();
}

std::string Escaped(std::string_view source, std::size_t position, std::string_view text) {
  std::string out = EndsControl(source, position) ? " " : "";
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c == '\\' || c == '{' || c == '}') {
      out += {'\\', static_cast<char>(c)};
    } else if (c == '\n') {
      out += "\\line ";
    } else if (c == '\t') {
      out += "\\tab ";
    } else if (c >= 0x20 && c < 0x7F) {
      out += static_cast<char>(c);
    } else if (c >= 0x80) {
      // In a group of its own, which says itself that one character stands in for each.
      out += "{\\uc1";
      std::array<char16_t, 2> units{};
      std::size_t count = 0;
      U16_APPEND_UNSAFE(units.data(), count, c);
      for (std::size_t u = 0; u < count; ++u) out += "\\u" + std::to_string(static_cast<std::int16_t>(units[u])) + "?";
      out += '}';
    }
  }
  return out;
}

}  // namespace veil::rtf
