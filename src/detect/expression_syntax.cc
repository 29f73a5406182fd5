#include "detect/expression_syntax.h"

#include <algorithm>
#include <utility>

namespace veil {
namespace {

using Part = ExpressionPart;

constexpr int kRepeatMax = 1000;  // RE2's limit

struct Range {
  char32_t first = 0;
  char32_t last = 0;
};

constexpr Range kDigits[] = {{'0', '9'}};
constexpr Range kWordCharacters[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
constexpr Range kBlanks[] = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};

bool IsLetter(char32_t c) { return c < 0x80 && (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

void AddRange(SymbolSet& set, Range range) {
  for (char32_t c = range.first; c <= range.last && c < 0x80; ++c) set.set(c);
  if (range.last >= 0x80) set.set(kBeyondAscii);
}

// Letters in both cases. U+017F and U+212A fold to s and k, and these to them.
void FoldCase(SymbolSet& set) {
  const SymbolSet as_written = set;
  for (char32_t c = 0; c < 0x80; ++c) {
    if (as_written[c] && IsLetter(c)) set.set(c ^ 0x20U);
  }
  if (set['s'] || set['k']) set.set(kBeyondAscii);
}

SymbolSet Complement(SymbolSet set) {
  set.flip();
  set.set(kBeyondAscii);  // there are more than any set names
  return set;
}

Part SetPart(SymbolSet set) {
  Part part;
  part.kind = Part::Kind::kSet;
  part.set = set;
  return part;
}

Part EdgePart(Edge edge) {
  Part part;
  part.kind = Part::Kind::kEdge;
  part.edge = edge;
  return part;
}

const Part* FirstSet(const Part& row) {
  const bool has = row.kind == Part::Kind::kRow && !row.of.empty() && row.of.front().kind == Part::Kind::kSet;
  return has ? &row.of.front() : nullptr;
}

// Whether `row` may stand right behind row `at` of `rows`: what is between begins with other characters, so that only
// one of them can match.
bool MayMoveTo(std::size_t at, const Part& row, const std::vector<Part>& rows) {
  const SymbolSet& set = FirstSet(row)->set;
  return std::all_of(rows.begin() + static_cast<std::ptrdiff_t>(at) + 1, rows.end(), [&](const Part& between) {
    const Part* first = FirstSet(between);
    return first != nullptr && (first->set & set).none();
  });
}

// A choice between rows; those that begin with one character share it: (?:ab|c|ad) becomes (?:a(?:b|d)|c). A step for
// each letter that tells labels apart is a tenth of the steps that their letters would be.
Part Factored(std::vector<Part> rows) {
  std::vector<Part> begins;             // each row, or what rows have in common
  std::vector<std::vector<Part>> ends;  // what follows that, if it is common
  for (Part& row : rows) {
    std::size_t at = begins.size();
    for (std::size_t i = 0; i < begins.size() && FirstSet(row) != nullptr && at == begins.size(); ++i) {
      const Part* first = FirstSet(begins[i]);
      if (first != nullptr && first->set == FirstSet(row)->set && MayMoveTo(i, row, begins)) at = i;
    }
    if (at == begins.size()) {
      begins.push_back(std::move(row));
      ends.emplace_back();
      continue;
    }
    const auto end_of = [](Part& whole) {
      whole.of.erase(whole.of.begin());
      return std::move(whole);
    };
    if (ends[at].empty()) {
      Part common;
      common.of.push_back(begins[at].of.front());
      ends[at].push_back(end_of(begins[at]));
      begins[at] = std::move(common);
    }
    ends[at].push_back(end_of(row));
  }
  for (std::size_t i = 0; i < begins.size(); ++i) {
    if (!ends[i].empty()) begins[i].of.push_back(Factored(std::move(ends[i])));
  }
  if (begins.size() == 1) {
    Part only = std::move(begins.front());
    return only;
  }
  Part any;
  any.kind = Part::Kind::kEither;
  any.of = std::move(begins);
  return any;
}

class Reader {
 public:
  explicit Reader(std::string_view expression) : text_(expression) {}

  std::optional<Part> Read() {
    Part part = Alternatives();
    if (!ok_ || at_ != text_.size()) return std::nullopt;
    return part;
  }

 private:
  struct Flags {
    bool any_case = false;
    bool lines = false;
  };

  bool Ends() const { return at_ >= text_.size(); }
  bool Takes(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  Part Alternatives() {
    std::vector<Part> rows;
    do {
      rows.push_back(Row());
    } while (ok_ && Takes("|"));
    return Factored(std::move(rows));
  }

  Part Row() {
    Part row;
    while (ok_ && !Ends() && text_[at_] != '|' && text_[at_] != ')') row.of.push_back(Quantified());
    return row;
  }

  Part Quantified() {
    Part part = One();
    int least = 0;
    int most = Part::kNoMost;
    if (Takes("?")) {
      most = 1;
    } else if (Takes("+")) {
      least = 1;
    } else if (Takes("{")) {
      least = Integer();
      if (!Takes(",")) {
        most = least;
      } else if (!Ends() && text_[at_] != '}') {
        most = Integer();
      }
      ok_ = ok_ && Takes("}");
    } else if (!Takes("*")) {
      return part;
    }
    Part repeat;
    repeat.kind = Part::Kind::kRepeat;
    repeat.least = least;
    repeat.most = most;
    repeat.longest = !Takes("?");
    repeat.of.push_back(std::move(part));
    return repeat;
  }

  int Integer() {
    int value = 0;
    const std::size_t begin = at_;
    while (!Ends() && text_[at_] >= '0' && text_[at_] <= '9' && value < kRepeatMax) {
      value = value * 10 + (text_[at_++] - '0');
    }
    ok_ = ok_ && at_ > begin && value <= kRepeatMax;
    return value;
  }

  Part One() {
    if (Takes("(")) return Group();
    if (Takes("[")) return SetPart(Class());
    if (Takes("^")) return EdgePart(flags_.lines ? Edge::kLineBegins : Edge::kTextBegins);
    if (Takes("$")) return EdgePart(flags_.lines ? Edge::kLineEnds : Edge::kTextEnds);
    if (Takes("\\b")) return EdgePart(Edge::kWord);
    if (Takes(".")) {
      SymbolSet set;
      set.set('\n');
      return SetPart(Complement(set));
    }
    SymbolSet set;
    if (!Takes("\\") || !NamedClass(set)) {
      if (at_ > 0 && text_[at_ - 1] == '\\') {
        AddCharacter(set, EscapedCharacter());
      } else {
        AddCharacter(set, Character());
      }
    }
    return SetPart(set);
  }

  void AddCharacter(SymbolSet& set, char32_t c) const {
    AddRange(set, {c, c});
    if (flags_.any_case) FoldCase(set);
  }

  Part Group() {
    const Flags outside = flags_;
    Part group;
    if (Takes("?")) {
      bool on = true;
      for (; !Ends() && text_[at_] != ')' && text_[at_] != ':' && ok_; ++at_) {
        if (text_[at_] == '-') {
          on = false;
        } else if (text_[at_] == 'i') {
          flags_.any_case = on;
        } else {
          ok_ = text_[at_] == 'm';
          flags_.lines = on;
        }
      }
      if (Takes(")")) return group;  // for what follows in the group around
      ok_ = ok_ && Takes(":");
    } else {
      group.kind = Part::Kind::kGroup;
      group.group = ++groups_;
    }
    group.of.push_back(Alternatives());
    ok_ = ok_ && Takes(")");
    flags_ = outside;
    return group;
  }

  // A character as it stands; UTF-8.
  char32_t Character() {
    const auto lead = static_cast<unsigned char>(text_[at_++]);
    if (lead < 0x80) return lead;
    const int tail = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t c = lead & (0x3FU >> tail);
    for (int i = 0; i < tail && !Ends(); ++i) c = (c << 6) | (static_cast<unsigned char>(text_[at_++]) & 0x3FU);
    return c;
  }

  // Behind a backslash: a character that stands for itself or for a sign that cannot be typed.
  char32_t EscapedCharacter() {
    if (Takes("n")) return '\n';
    if (Takes("t")) return '\t';
    if (Takes("r")) return '\r';
    if (Takes("x{")) {
      const std::size_t end = std::min(text_.find('}', at_), text_.size());
      char32_t c = 0;
      for (; at_ < end; ++at_) {
        const char digit = static_cast<char>(text_[at_] | 0x20);
        c = c * 16 + static_cast<char32_t>(digit >= 'a' ? digit - 'a' + 10 : digit - ('0' | 0x20));
      }
      ok_ = ok_ && Takes("}");
      return c;
    }
    const char c = Ends() ? 'a' : text_[at_];
    ok_ = ok_ && !IsLetter(static_cast<unsigned char>(c)) && !(c >= '0' && c <= '9');
    return ok_ ? Character() : 0;
  }

  // Behind a backslash: \d and its like.
  bool NamedClass(SymbolSet& set) {
    SymbolSet named;
    const char name = Ends() ? ' ' : static_cast<char>(text_[at_] | 0x20);
    if (name == 'd') {
      for (const Range range : kDigits) AddRange(named, range);
    } else if (name == 'w') {
      for (const Range range : kWordCharacters) AddRange(named, range);
    } else if (name == 's') {
      for (const Range range : kBlanks) AddRange(named, range);
    } else {
      return false;
    }
    const bool all_others = text_[at_++] != name;
    set |= all_others ? Complement(named) : named;
    return true;
  }

  SymbolSet Class() {
    const bool all_others = Takes("^");
    SymbolSet set;
    for (bool first = true; ok_ && !Ends() && (first || text_[at_] != ']'); first = false) ClassItem(set);
    ok_ = ok_ && Takes("]");
    return all_others ? Complement(set) : set;
  }

  // A character, a range or a named class.
  void ClassItem(SymbolSet& set) {
    if (text_.substr(at_).starts_with("[:")) {
      ok_ = false;
      return;
    }
    const auto one = [&] { return Takes("\\") ? EscapedCharacter() : Character(); };
    if (Takes("\\")) {
      if (NamedClass(set)) return;
      --at_;
    }
    Range range{one(), 0};
    range.last = range.first;
    if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
      ++at_;
      range.last = one();
    }
    SymbolSet item;
    AddRange(item, range);
    if (flags_.any_case) {
      FoldCase(item);
      if (range.first <= 0x17F && range.last >= 0x17F) AddRange(item, {'s', 's'}), item.set('S');
      if (range.first <= 0x212A && range.last >= 0x212A) AddRange(item, {'k', 'k'}), item.set('K');
    }
    set |= item;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int groups_ = 0;
  Flags flags_;
  bool ok_ = true;
};

}  // namespace

std::optional<ExpressionPart> ReadExpression(std::string_view expression) { return Reader(expression).Read(); }

}  // namespace veil
