#include "detect/tagger_features.h"

#include <algorithm>
#include <bit>

#include "detect/lexicon_image.h"
#include "detect/names.h"
#include "detect/places.h"

namespace veil {
namespace {

constexpr std::uint64_t kNoToken = 0x5EED5EED5EED5EED;

std::uint64_t Mix(std::uint64_t a, std::uint64_t b) { return lexicon_image::HashEnd(a * 0x9E3779B97F4A7C15 + b); }

// Bytes gathered into one number, a few at a time.
class Form {
 public:
  void Add(char c) { hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3; }
  std::uint64_t Atom() const { return lexicon_image::HashEnd(hash_); }

 private:
  std::uint64_t hash_ = lexicon_image::kHashStart;
};

std::uint64_t Affix(std::uint64_t kind, std::string_view letters) {
  for (const char c : letters) kind = kind << 8 | static_cast<unsigned char>(c);
  return lexicon_image::HashEnd(kind);
}

std::string_view Suffix(std::string_view word, std::size_t size) {
  return word.size() <= size ? word : word.substr(word.size() - size);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::uint64_t WordAtom(const ReadToken& token) {
  if (token.kind == TokenKind::kNumber) return Mix(1, token.folded.size());
  if (token.kind != TokenKind::kMixed) return lexicon_image::HashEnd(token.hash);
  Form form;
  for (const char c : token.folded) form.Add(IsDigit(c) ? '0' : c);
  return form.Atom();
}

// Casing, then runs of letters and digits, those of digits with their length up to nine: "cbj4471" -> x a 94.
std::uint64_t ShapeAtom(const ReadToken& token) {
  if (token.kind == TokenKind::kPunct) return lexicon_image::HashEnd(token.hash);
  Form form;
  form.Add(token.all_caps ? 'X' : token.capital ? 'C' : 'x');
  if (token.initial) form.Add('i');
  char last = 0;
  std::size_t run = 0;
  const auto close = [&] {
    if (last != 0) form.Add(static_cast<char>('0' + std::min<std::size_t>(run, 9)));
  };
  for (const char c : token.folded) {
    const char kind = IsDigit(c) ? '9' : (c == '-' || c == '\'') ? c : 'a';
    if (kind == last) {
      ++run;
      continue;
    }
    close();
    form.Add(kind);
    last = kind;
    run = 1;
  }
  if (last != 'a') close();
  return form.Atom();
}

std::uint64_t RankStep(std::uint8_t rank) { return rank == 0 ? 0U : 1U + rank / 52U; }

std::uint64_t RanksAtom(const ReadToken& token) {
  const WordInfo& info = token.info;
  return Mix(
      2, RankStep(info.surname) | RankStep(info.given) << 4 | RankStep(info.english) << 8 | RankStep(info.place) << 12);
}

std::uint64_t CasingAtom(const ReadToken& token) {
  return Mix(3, static_cast<std::uint64_t>(token.capital) | static_cast<std::uint64_t>(token.all_caps) << 1 |
                    static_cast<std::uint64_t>(token.sentence_start) << 2 |
                    static_cast<std::uint64_t>(token.line_case) << 3 |
                    static_cast<std::uint64_t>(token.possessive) << 5 | static_cast<std::uint64_t>(token.initial) << 6 |
                    static_cast<std::uint64_t>(token.kind) << 7);
}

std::uint64_t GapAtom(const ReadToken& token) {
  return Mix(4, std::min<std::uint64_t>(token.blanks_before, 3) | static_cast<std::uint64_t>(token.line_start) << 2 |
                    static_cast<std::uint64_t>(token.line_end) << 3);
}

std::uint64_t ValueAtom(const ReadToken& token) {
  if (token.kind != TokenKind::kNumber || token.folded.size() > 4) return Mix(5, 0);
  std::uint64_t value = 0;
  for (const char c : token.folded) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  if (value <= 31) return Mix(5, 100 + value);
  if (value >= 1900 && value <= 2099) return Mix(5, 1);
  if (value <= 89) return Mix(5, 2);
  if (value <= 120) return Mix(5, 3);
  return Mix(5, 4);
}

bool IsCue(const ReadToken& token) {
  constexpr std::uint32_t kCues =
      WordFlags(WordFlag::kTitle, WordFlag::kRelation, WordFlag::kRole, WordFlag::kCredential);
  return (token.info.flags & kCues) != 0;
}

constexpr std::size_t kCueReach = 4;
constexpr std::uint64_t kDistanceMax = 8;

// For each token the type and evidence of the first finding that covers it; 0: none. What the dictionaries are unsure
// of is left out: the scores say it better.
std::vector<std::uint64_t> Hints(const Reading& reading, std::span<const Finding> found) {
  std::vector<std::uint64_t> hints(reading.size(), 0);
  for (const Finding& finding : found) {
    if (!IsSure(finding)) continue;
    const auto& tokens = reading.tokens();
    auto token = std::partition_point(tokens.begin(), tokens.end(),
                                      [&](const ReadToken& t) { return t.span.end <= finding.span.begin; });
    for (; token != tokens.end() && token->span.begin < finding.span.end; ++token) {
      std::uint64_t& hint = hints[static_cast<std::size_t>(token - tokens.begin())];
      if (hint == 0) {
        hint = 1 + static_cast<std::uint64_t>(finding.type) * 8 + static_cast<std::uint64_t>(finding.evidence);
      }
    }
  }
  return hints;
}

std::uint64_t ScoreStep(float score) {
  return static_cast<std::uint64_t>(std::clamp(score * 1.5F + 8.0F, 0.0F, 20.0F));
}

// What the whole text says of a word.
struct Word {
  std::uint64_t hash = 0;
  std::uint64_t hint = 0;
  float best = -100;
  std::uint32_t times = 0;  // 0: an empty place
  bool small = false;
};

// The words of one text by their hash: half empty, so that a place is found at once.
class Words {
 public:
  explicit Words(std::size_t tokens) : places_(std::bit_ceil(2 * tokens + 2)) {}

  Word& Of(std::uint64_t hash) {
    std::size_t at = lexicon_image::HashEnd(hash) & (places_.size() - 1);
    while (places_[at].times != 0 && places_[at].hash != hash) at = (at + 1) & (places_.size() - 1);
    places_[at].hash = hash;
    return places_[at];
  }

 private:
  std::vector<Word> places_;
};

char ChunkSign(const ReadToken& token) {
  switch (token.kind) {
    case TokenKind::kNumber:
      return static_cast<char>('0' + std::min<std::size_t>(token.folded.size(), 9));
    case TokenKind::kMixed:
      return 'M';
    case TokenKind::kPunct:
      return token.folded[0];
    case TokenKind::kWord:
      return token.all_caps || (token.initial && token.capital) ? 'X' : token.capital ? 'C' : 'x';
  }
  return 0;
}

constexpr std::size_t kChunkSigns = 12;  // more say nothing more

std::uint64_t Pair(std::uint64_t a, std::uint64_t b) { return a + std::rotl(b * 3, 29); }
std::uint64_t Triple(std::uint64_t a, std::uint64_t b, std::uint64_t c) { return Pair(Pair(a, b), c); }

}  // namespace

bool IsSure(const Finding& finding) {
  if (finding.evidence != Evidence::kDictionary) return true;
  return finding.confidence >= (IsName(finding.type) ? NameDetector::kSure : PlaceDetector::kSure);
}

TaggerFeatures::TaggerFeatures(const Reading& reading, std::span<const NameScore> name_scores,
                               std::span<const Finding> found)
    : atoms_(reading.size()) {
  ReadWords(reading, name_scores, Hints(reading, found));
  ReadChunks(reading);
  ReadLines(reading);
}

void TaggerFeatures::ReadWords(const Reading& reading, std::span<const NameScore> name_scores,
                               const std::vector<std::uint64_t>& hints) {
  Words words(reading.size());
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const ReadToken& token = reading[i];
    if (!token.IsWord()) continue;
    Word& word = words.Of(token.hash);
    ++word.times;
    word.best = std::max(word.best, name_scores[i].sum());
    word.small = word.small || (!token.capital && token.line_case == LineCase::kMixed);
    if (hints[i] != 0) word.hint = hints[i];
  }
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const ReadToken& token = reading[i];
    Atoms& atoms = atoms_[i];
    atoms.word = WordAtom(token);
    atoms.shape = ShapeAtom(token);
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kMixed) {
      atoms.prefix = Affix(6, token.folded.substr(0, 3));
      atoms.suffix2 = Affix(7, Suffix(token.folded, 2));
      atoms.suffix = Affix(8, Suffix(token.folded, 3));
    }
    atoms.meaning = Mix(6, token.info.flags);
    atoms.ranks = RanksAtom(token);
    atoms.casing = CasingAtom(token);
    atoms.gap = GapAtom(token);
    atoms.value = ValueAtom(token);
    atoms.hint = Mix(9, hints[i]);
    if (!token.IsWord()) continue;
    const Word& word = words.Of(token.hash);
    atoms.heard = Mix(10, word.hint * 8 + (hints[i] != 0 ? 4 : 0) + std::min<std::uint32_t>(word.times, 3));
    atoms.best = Mix(11, ScoreStep(word.best) * 2 + (word.small ? 1 : 0));
  }
}

void TaggerFeatures::ReadChunks(const Reading& reading) {
  for (std::size_t begin = 0; begin < reading.size();) {
    std::size_t end = begin + 1;
    while (end < reading.size() && reading[end].blanks_before == 0 && !reading[end].line_start) ++end;
    Form form;
    for (std::size_t i = begin; i < std::min(end, begin + kChunkSigns); ++i) form.Add(ChunkSign(reading[i]));
    const std::uint64_t chunk = form.Atom();
    for (std::size_t i = begin; i < end; ++i) {
      atoms_[i].chunk = chunk;
      atoms_[i].place =
          Mix(12, (i == begin ? 1U : 0U) | (i + 1 == end ? 2U : 0U) | std::min<std::size_t>(i - begin, 7) << 2);
    }
    begin = end;
  }
}

void TaggerFeatures::ReadLines(const Reading& reading) {
  std::uint64_t label = kNoToken;
  std::uint64_t distance = 0;
  std::uint64_t cue = kNoToken;
  std::size_t cue_at = 0;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const ReadToken& token = reading[i];
    if (token.line_start) {
      label = kNoToken;
      distance = 0;
    }
    if (token.line_start || i - cue_at > kCueReach) cue = kNoToken;
    atoms_[i].label = label;
    atoms_[i].distance = Mix(13, std::min(distance, kDistanceMax));
    atoms_[i].cue = cue;
    ++distance;
    if (token.Is(":") && i > 0 && !token.line_start) {
      label = atoms_[i - 1].word;
      distance = 0;
    }
    if (IsCue(token)) {
      cue = Mix(14, atoms_[i].word);
      cue_at = i;
    }
  }
}

TaggerFeatures::Hashes TaggerFeatures::At(std::size_t i) const {
  static constexpr Atoms kEdge{kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken,
                               kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken,
                               kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken};
  const auto at = [&](std::ptrdiff_t by) -> const Atoms& {
    const auto place = static_cast<std::ptrdiff_t>(i) + by;
    return place < 0 || place >= static_cast<std::ptrdiff_t>(atoms_.size()) ? kEdge
                                                                            : atoms_[static_cast<std::size_t>(place)];
  };
  const Atoms& here = at(0);
  const Atoms& left = at(-1);
  const Atoms& right = at(1);
  const Atoms& left2 = at(-2);
  const Atoms& right2 = at(2);
  const std::array<std::uint64_t, kCount> features = {
      0,
      here.word,
      left.word,
      right.word,
      left2.word,
      right2.word,
      at(-3).word,
      at(3).word,
      Pair(left.word, here.word),
      Pair(here.word, right.word),
      Pair(left2.word, left.word),
      Pair(right.word, right2.word),
      here.shape,
      Triple(left.shape, here.shape, right.shape),
      here.prefix,
      here.suffix,
      here.suffix2,
      here.meaning,
      left.meaning,
      right.meaning,
      here.ranks,
      Pair(here.ranks, here.casing),
      Pair(left.ranks, here.ranks),
      Pair(here.ranks, right.ranks),
      Triple(left.casing, here.casing, right.casing),
      here.label,
      Pair(here.label, here.shape),
      Pair(here.label, here.distance),
      here.gap,
      Pair(here.gap, here.casing),
      Pair(here.gap, right.gap),
      here.cue,
      here.value,
      Pair(left.word, here.value),
      Pair(here.value, right.word),
      Pair(left.word, here.shape),
      Pair(here.shape, right.word),
      Pair(left2.word, here.shape),
      Pair(here.casing, right2.word),
      here.hint,
      left.hint,
      right.hint,
      Pair(here.hint, here.meaning),
      Triple(left.hint, here.hint, right.hint),
      here.best,
      Pair(here.best, here.casing),
      Pair(here.hint, here.best),
      here.heard,
      Pair(here.heard, here.casing),
      here.chunk,
      Pair(here.chunk, here.place),
  };
  // One multiplication spreads an atom, whose bits are spread already, over those of the kind.
  Hashes hashes;
  for (std::size_t kind = 0; kind < kCount; ++kind) {
    const std::uint64_t spread = (features[kind] ^ (kind + 1) * 0x9E3779B97F4A7C15) * 0xC4CEB9FE1A85EC53;
    hashes[kind] = static_cast<std::uint32_t>(spread >> 32) | 1U;
  }
  return hashes;
}

}  // namespace veil
