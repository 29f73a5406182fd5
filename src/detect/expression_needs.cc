#include "detect/expression_needs.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace veil {
namespace {

constexpr std::size_t kTextsMax = 400;     // that a part may stand for, to be followed as texts
constexpr std::size_t kProductsMax = 160;  // of two parts that both stand for more than one
constexpr std::size_t kSymbolsMax = 8;     // of a class, else it says nothing
constexpr std::size_t kAtomSizeMax = 7;    // more symbols rule out hardly more
constexpr std::size_t kTextSizeMax = 24;   // longer is no more telling
constexpr int kRepeatsMax = 8;             // that are written out
constexpr std::size_t kWorthMin = 2;       // of a choice: below this it holds nearly everywhere
constexpr char kWordEdge = '\x01';         // \b in a text

using Texts = std::set<std::string>;

// A part of an expression: the texts that it stands for, if they are few, and else those that it begins with and ends
// with, and what it cannot do without between them.
struct Part {
  bool few = true;  // `begins` are all texts there are, and `ends` and `needs` are empty
  Texts begins = {""};
  Texts ends = {};
  std::vector<Texts> needs = {};
};

Part Few(Texts texts) { return {true, std::move(texts), {}, {}}; }
Part Anything() { return {false, {""}, {""}, {}}; }

// Letters tell more than digits and common signs; some signs are rare.
std::size_t WorthOf(const std::string& text) {
  constexpr std::string_view kRare = "@#+_[]{}<>$";
  std::size_t worth = 0;
  for (const char c : text) worth += (c >= 'a' && c <= 'z') || kRare.find(c) != std::string_view::npos ? 2 : 1;
  return worth;
}

// As much as its least telling text.
std::size_t WorthOf(const Texts& texts) {
  std::size_t worth = kTextSizeMax * 2;
  for (const std::string& text : texts) worth = std::min(worth, WorthOf(text));
  return texts.empty() ? 0 : worth;
}

bool Fits(const Texts& texts) {
  return !texts.empty() && texts.size() <= kTextsMax &&
         std::all_of(texts.begin(), texts.end(), [](const std::string& text) { return text.size() <= kTextSizeMax; });
}

// Empty when there are too many.
Texts Product(const Texts& before, const Texts& after) {
  Texts product;
  const bool one = before.size() == 1 || after.size() == 1;
  if (before.size() * after.size() > (one ? kTextsMax : kProductsMax)) return product;
  for (const std::string& a : before) {
    for (const std::string& b : after) product.insert(a + b);
  }
  return product;
}

// A row of parts, one behind the other.
class Row {
 public:
  void Add(Part part) {
    Append(std::move(part.begins));
    if (part.few) return;
    Cut();
    row_.needs.insert(row_.needs.end(), std::make_move_iterator(part.needs.begin()),
                      std::make_move_iterator(part.needs.end()));
    texts_ = std::move(part.ends);
  }

  Part Take() && {
    if (row_.few) return Few(std::move(texts_));
    row_.ends = std::move(texts_);
    return std::move(row_);
  }

 private:
  void Append(Texts texts) {
    Texts longer = Product(texts_, texts);
    if (!Fits(longer)) {
      Cut();
      longer = std::move(texts);
    }
    texts_ = std::move(longer);
  }

  void Cut() {
    if (row_.few) {
      row_.few = false;
      row_.begins = std::move(texts_);
    } else if (WorthOf(texts_) > 0) {
      row_.needs.push_back(std::move(texts_));
    }
    texts_ = {""};
  }

  Part row_;
  Texts texts_ = {""};  // that end the row so far
};

// All that a part needs, its ends included.
std::vector<Texts> NeedsOf(const Part& part) {
  std::vector<Texts> needs = part.needs;
  for (const Texts* end : {&part.begins, &part.ends}) {
    if (WorthOf(*end) > 0) needs.push_back(*end);
  }
  return needs;
}

// The most telling of them; empty: it needs nothing.
Texts BestNeed(const Part& part) {
  const std::vector<Texts> needs = NeedsOf(part);
  const auto best = std::max_element(needs.begin(), needs.end(),
                                     [](const Texts& a, const Texts& b) { return WorthOf(a) < WorthOf(b); });
  return best == needs.end() ? Texts{} : *best;
}

void AddTo(Texts& all, const Texts& some) { all.insert(some.begin(), some.end()); }

Texts IfFew(Texts texts) { return Fits(texts) ? std::move(texts) : Texts{""}; }

Part Either(const std::vector<Part>& parts) {
  if (parts.size() == 1) return parts.front();
  Part any{true, {}, {}, {}};
  Texts needed;
  bool all_need = true;
  for (const Part& part : parts) {
    any.few = any.few && part.few;
    AddTo(any.begins, part.begins);
    AddTo(any.ends, part.few ? part.begins : part.ends);
    const Texts need = BestNeed(part);
    all_need = all_need && !need.empty();
    AddTo(needed, need);
  }
  if (any.few && Fits(any.begins)) return Few(std::move(any.begins));
  any.few = false;
  any.begins = IfFew(std::move(any.begins));
  any.ends = IfFew(std::move(any.ends));
  if (all_need) any.needs.push_back(std::move(needed));
  return any;
}

Part Repeated(Part part, int least, int most) {
  if (!part.few) return least > 0 ? std::move(part) : Anything();
  Texts row = {""};
  for (int i = 0; i < std::min(least, kRepeatsMax); ++i) {
    Texts longer = Product(row, part.begins);
    if (!Fits(longer)) return {false, row, row, {}};
    row = std::move(longer);
  }
  if (most > kRepeatsMax) return {false, row, row, {}};
  const Texts fewest = row;
  Texts all = row;
  for (int i = least; i < most && Fits(row); ++i) {
    row = Product(row, part.begins);
    AddTo(all, row);
  }
  return Fits(row) && Fits(all) ? Few(std::move(all)) : Part{false, fewest, fewest, {}};
}

std::string SymbolsOf(char32_t c) {
  if (c < 0x80) return {static_cast<char>(SymbolOf(static_cast<unsigned char>(c)))};
  return std::string(c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, static_cast<char>(0x80));
}

// Reads the syntax that pattern families use; anything else ends the reading.
class Reader {
 public:
  explicit Reader(std::string_view expression) : text_(expression) {}

  std::optional<Part> Read() {
    Part part = Alternatives();
    if (!ok_ || at_ != text_.size()) return std::nullopt;
    return part;
  }

 private:
  bool Ends() const { return at_ >= text_.size(); }
  bool Takes(std::string_view what) {
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  Part Alternatives() {
    std::vector<Part> parts;
    do {
      parts.push_back(Sequence());
    } while (ok_ && Takes("|"));
    return Either(parts);
  }

  Part Sequence() {
    Row row;
    while (ok_ && !Ends() && text_[at_] != '|' && text_[at_] != ')') row.Add(Quantified());
    return std::move(row).Take();
  }

  Part Quantified() {
    Part part = One();
    int least = 1;
    int most = 1;
    if (Takes("?")) {
      least = 0;
    } else if (Takes("*")) {
      least = 0;
      most = kRepeatsMax + 1;
    } else if (Takes("+")) {
      most = kRepeatsMax + 1;
    } else if (Takes("{")) {
      least = Integer();
      most = least;
      if (Takes(",")) most = !Ends() && text_[at_] != '}' ? Integer() : kRepeatsMax + 1;
      ok_ = ok_ && Takes("}");
    } else {
      return part;
    }
    Takes("?");  // a lazy one needs the same
    return Repeated(std::move(part), least, most);
  }

  int Integer() {
    int value = 0;
    const std::size_t begin = at_;
    while (!Ends() && text_[at_] >= '0' && text_[at_] <= '9' && value < 1000) value = value * 10 + (text_[at_++] - '0');
    ok_ = ok_ && at_ > begin;
    return value;
  }

  Part One() {
    if (Takes("(")) return Group();
    if (Takes("[")) return Class();
    if (Takes("^") || Takes("$")) return Few({""});
    if (Takes(".")) return Anything();
    if (Takes("\\")) return Escape();
    return Few({SymbolsOf(Character())});
  }

  Part Group() {
    if (Takes("?")) {
      while (!Ends() && (text_[at_] == 'i' || text_[at_] == 'm' || text_[at_] == '-')) ++at_;
      if (Takes(")")) return Few({""});  // flags for what follows
      ok_ = ok_ && Takes(":");
    }
    Part part = Alternatives();
    ok_ = ok_ && Takes(")");
    return part;
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
    ok_ = ok_ && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9');
    return ok_ ? Character() : 0;
  }

  Part Escape() {
    if (Takes("b")) return Few({std::string(1, kWordEdge)});
    if (Takes("d")) return Few({"0"});
    if (Takes("s")) return Few({" ", "\t", "\n", "\f", "\r"});
    if (Takes("w") || Takes("W") || Takes("S") || Takes("D")) return Anything();
    return Few({SymbolsOf(EscapedCharacter())});
  }

  Part Class() {
    bool few = !Takes("^");
    Texts texts;
    for (bool first = true; !Ends() && (first || text_[at_] != ']'); first = false) few = ClassItem(texts) && few;
    ok_ = ok_ && Takes("]");
    if (!few || texts.size() > kSymbolsMax) return Anything();
    return Few(std::move(texts));
  }

  // A character, a range or a named class; false: it holds too much to say.
  bool ClassItem(Texts& texts) {
    char32_t first = 0;
    if (Takes("\\")) {
      if (Takes("w") || Takes("W") || Takes("S") || Takes("D")) return false;
      if (Takes("d")) {
        texts.insert("0");
        return true;
      }
      if (Takes("s")) {
        texts.insert({" ", "\t", "\n", "\f", "\r"});
        return true;
      }
      first = EscapedCharacter();
    } else {
      first = Character();
    }
    char32_t last = first;
    if (at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
      ++at_;
      last = Takes("\\") ? EscapedCharacter() : Character();
    }
    if (last >= 0x80 && first != last) return false;
    for (char32_t c = first; c <= last; ++c) texts.insert(SymbolsOf(c));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

bool IsWordSymbol(char c) { return (c >= 'a' && c <= 'z') || c == '0' || c == '_'; }

Atom AtomOf(const std::string& text) {
  Atom atom;
  for (const char c : text) {
    if (c != kWordEdge) atom.text += c;
  }
  if (atom.text.empty()) return atom;
  atom.word_begins = text.front() == kWordEdge && IsWordSymbol(atom.text.front());
  atom.word_ends = text.back() == kWordEdge && IsWordSymbol(atom.text.back());
  if (atom.text.size() > kAtomSizeMax) {
    atom.text.resize(kAtomSizeMax);
    atom.word_ends = false;
  }
  return atom;
}

// Without those that hold another one.
AtomChoice Shortest(const std::set<Atom>& atoms) {
  AtomChoice shortest;
  for (const Atom& atom : atoms) {
    const bool told = std::any_of(atoms.begin(), atoms.end(), [&](const Atom& other) {
      return other != atom && !other.word_begins && !other.word_ends && other.text.size() < atom.text.size() &&
             atom.text.find(other.text) != std::string::npos;
    });
    if (!told) shortest.push_back(atom);
  }
  return shortest;
}

}  // namespace

std::vector<AtomChoice> NeedsOf(std::string_view expression) {
  std::optional<Part> part = Reader(expression).Read();
  if (!part) return {};
  std::vector<AtomChoice> choices;
  for (const Texts& need : NeedsOf(*part)) {
    if (WorthOf(need) < kWorthMin) continue;
    std::set<Atom> atoms;
    for (const std::string& text : need) atoms.insert(AtomOf(text));
    if (!atoms.begin()->text.empty()) choices.push_back(Shortest(atoms));
  }
  return choices;
}

}  // namespace veil
