#include "detect/tagger_features.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "detect/lexicon_image.h"
#include "detect/names.h"
#include "detect/places.h"
#include "detect/tagger_image.h"

namespace veil {
namespace {

std::uint64_t Hash(std::string_view text) {
  return lexicon_image::HashEnd(lexicon_image::HashMore(lexicon_image::kHashStart, text));
}

std::uint64_t Mix(std::uint64_t a, std::uint64_t b) { return lexicon_image::HashEnd(a * 0x9E3779B97F4A7C15 + b); }

bool HasLetters(const ReadToken& token) { return token.kind == TokenKind::kWord || token.kind == TokenKind::kMixed; }

std::string_view Prefix(std::string_view word, std::size_t size) { return word.substr(0, size); }
std::string_view Suffix(std::string_view word, std::size_t size) {
  return word.size() <= size ? word : word.substr(word.size() - size);
}

std::uint64_t WordAtom(const ReadToken& token) {
  if (token.kind == TokenKind::kNumber) return Mix(1, token.folded.size());
  if (token.kind == TokenKind::kWord || token.kind == TokenKind::kPunct) return Hash(token.folded);
  std::string form(token.folded);
  std::replace_if(
      form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
  return Hash(form);
}

// Runs of letters and digits, each with its length up to four: "cbj4471" -> a3 94.
std::uint64_t ShapeAtom(const ReadToken& token) {
  if (token.kind == TokenKind::kPunct) return Hash(token.folded);
  std::string shape = token.all_caps ? "X" : token.capital ? "Xx" : "x";
  if (token.initial) shape += 'i';
  char last = 0;
  std::size_t run = 0;
  const auto close = [&] {
    if (last != 0) shape += static_cast<char>('0' + std::min<std::size_t>(run, 9));
  };
  for (const char c : token.folded) {
    const char kind = c >= '0' && c <= '9' ? '9' : (c == '-' || c == '\'') ? c : 'a';
    if (kind == last) {
      ++run;
      continue;
    }
    close();
    shape += kind;
    last = kind;
    run = 1;
  }
  if (last != 'a') close();
  return Hash(shape);
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
  const std::string_view digits = token.folded;
  if (token.kind != TokenKind::kNumber || digits.size() > 4) return Mix(5, 0);
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  if (value <= 31) return Mix(5, 100 + value);
  if (value >= 1900 && value <= 2099) return Mix(5, 1);
  if (value <= 89) return Mix(5, 2);
  if (value <= 120) return Mix(5, 3);
  return Mix(5, 4);
}

bool IsCue(const ReadToken& token) {
  return token.Has(WordFlag::kTitle) || token.Has(WordFlag::kRelation) || token.Has(WordFlag::kRole) ||
         token.Has(WordFlag::kCredential);
}

constexpr std::uint64_t kNoToken = 0x5EED;
constexpr std::size_t kCueReach = 4;
constexpr std::uint64_t kDistanceMax = 8;

bool IsSure(const Finding& finding) {
  if (finding.evidence != Evidence::kDictionary) return true;
  return finding.confidence >= (IsName(finding.type) ? NameDetector::kSure : PlaceDetector::kSure);
}

// For each token the type and evidence of the first finding that covers it. What the dictionaries are unsure of is left
// out: the scores say it better.
std::vector<std::uint64_t> HintAtoms(const Reading& reading, std::size_t field, const Findings& found) {
  std::vector<std::uint64_t> hints(reading.size(), Mix(9, 0));
  for (const Finding& finding : found) {
    if (finding.field != field || !IsSure(finding)) continue;
    const auto& tokens = reading.tokens();
    auto token = std::partition_point(tokens.begin(), tokens.end(),
                                      [&](const ReadToken& t) { return t.span.end <= finding.span.begin; });
    for (; token != tokens.end() && token->span.begin < finding.span.end; ++token) {
      std::uint64_t& hint = hints[static_cast<std::size_t>(token - tokens.begin())];
      if (hint != Mix(9, 0)) continue;
      hint = Mix(9, 1 + static_cast<std::uint64_t>(finding.type) * 8 + static_cast<std::uint64_t>(finding.evidence));
    }
  }
  return hints;
}

std::uint64_t ScoreStep(float score) {
  return static_cast<std::uint64_t>(std::clamp(score * 1.5F + 8.0F, 0.0F, 20.0F));
}

// What the whole text says of a word.
struct Elsewhere {
  float best = -100;
  bool small = false;
};

}  // namespace

TaggerFeatures::TaggerFeatures(const Reading& reading, std::span<const NameScore> scores, std::size_t field,
                               const Findings& found)
    : atoms_(reading.size()) {
  const std::vector<std::uint64_t> hints = HintAtoms(reading, field, found);
  std::unordered_map<std::string_view, Elsewhere> elsewhere;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!reading[i].IsWord()) continue;
    Elsewhere& word = elsewhere[reading[i].folded];
    word.best = std::max(word.best, scores[i].sum());
    word.small = word.small || (!reading[i].capital && reading[i].line_case == LineCase::kMixed);
  }
  std::uint64_t label = kNoToken;
  std::uint64_t distance = 0;
  std::size_t cue_at = 0;
  std::uint64_t cue = kNoToken;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const ReadToken& token = reading[i];
    Atoms& atoms = atoms_[i];
    if (token.line_start) {
      label = kNoToken;
      distance = 0;
    }
    if (token.line_start || i - cue_at > kCueReach) cue = kNoToken;
    atoms.word = WordAtom(token);
    atoms.shape = ShapeAtom(token);
    if (HasLetters(token)) {
      atoms.prefix = Hash(Prefix(token.folded, 3));
      atoms.suffix2 = Hash(Suffix(token.folded, 2));
      atoms.suffix = Hash(Suffix(token.folded, 3));
    }
    atoms.meaning = Mix(6, token.info.flags);
    atoms.ranks = RanksAtom(token);
    atoms.casing = CasingAtom(token);
    atoms.label = label;
    atoms.distance = Mix(7, std::min(distance, kDistanceMax));
    atoms.cue = cue;
    atoms.gap = GapAtom(token);
    atoms.value = ValueAtom(token);
    atoms.hint = hints[i];
    if (token.IsWord()) {
      const Elsewhere& word = elsewhere.at(token.folded);
      atoms.score = Mix(10, ScoreStep(scores[i].sum()));
      atoms.best = Mix(11, ScoreStep(word.best) * 2 + (word.small ? 1 : 0));
    }
    ++distance;
    if (token.Is(":") && i > 0 && !token.line_start) {
      label = atoms_[i - 1].word;
      distance = 0;
    }
    if (IsCue(token)) {
      cue = Mix(atoms.word, 8);
      cue_at = i;
    }
  }
}

void TaggerFeatures::At(std::size_t i, std::vector<std::uint32_t>& buckets) const {
  static constexpr Atoms kEdge{kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken,
                               kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken, kNoToken};
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
  const std::array features = {
      std::uint64_t{0},
      here.word,
      left.word,
      right.word,
      left2.word,
      right2.word,
      Mix(left.word, here.word),
      Mix(here.word, right.word),
      Mix(left2.word, left.word),
      Mix(right.word, right2.word),
      here.shape,
      Mix(left.shape, here.shape),
      Mix(here.shape, right.shape),
      Mix(Mix(left.shape, here.shape), right.shape),
      Mix(Mix(left2.shape, left.shape), Mix(here.shape, Mix(right.shape, right2.shape))),
      here.prefix,
      here.suffix,
      here.suffix2,
      here.meaning,
      left.meaning,
      right.meaning,
      Mix(left.meaning, here.meaning),
      Mix(here.meaning, right.meaning),
      Mix(Mix(left.meaning, here.meaning), right.meaning),
      here.ranks,
      Mix(here.ranks, here.casing),
      Mix(here.meaning, here.casing),
      Mix(left.ranks, here.ranks),
      Mix(here.ranks, right.ranks),
      Mix(left.casing, Mix(here.casing, right.casing)),
      here.label,
      Mix(here.label, here.shape),
      Mix(here.label, here.distance),
      here.gap,
      Mix(here.gap, here.casing),
      Mix(here.gap, right.gap),
      here.cue,
      Mix(here.cue, here.casing),
      Mix(here.cue, here.meaning),
      here.value,
      Mix(left.word, here.value),
      Mix(here.value, right.word),
      Mix(left.word, here.shape),
      Mix(here.shape, right.word),
      Mix(left2.word, here.shape),
      Mix(here.casing, right2.word),
      at(-3).word,
      at(3).word,
      Mix(left.word, here.ranks),
      Mix(left2.meaning, left.meaning),
      Mix(left.word, here.casing),
      Mix(here.casing, right.word),
      here.hint,
      left.hint,
      right.hint,
      Mix(here.hint, here.meaning),
      Mix(left.hint, Mix(here.hint, right.hint)),
      here.score,
      Mix(left.score, here.score),
      Mix(here.score, right.score),
      here.best,
      Mix(here.best, here.casing),
      Mix(here.hint, here.best),
  };
  buckets.resize(features.size());
  for (std::size_t kind = 0; kind < features.size(); ++kind) {
    buckets[kind] = static_cast<std::uint32_t>(Mix(kind + 101, features[kind]) & (tagger_image::kBuckets - 1));
  }
}

}  // namespace veil
