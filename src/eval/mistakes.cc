#include "eval/mistakes.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "eval/score.h"
#include "eval/words.h"

namespace veil {
namespace {

constexpr std::size_t kContext = 30;
constexpr std::size_t kShapeMax = 16;

char ShapeOfCharacter(UChar32 c) {
  if (c < 0) return '?';
  if (u_isdigit(c)) return '9';
  if (u_isupper(c)) return 'X';
  if (u_isalpha(c)) return 'x';
  if (u_isspace(c)) return ' ';
  return c < 0x80 ? static_cast<char>(c) : '?';
}

class MistakeFinder {
 public:
  MistakeFinder(const Gold& gold, const Cover& cover)
      : gold_(gold), cover_(cover), words_(ReadWords(gold.text)), truth_(TruthOfBytes(gold)), keep_(gold.text.size()) {}

  std::vector<Mistake> Find() && {
    for (const GoldSpan& span : gold_.spans) {
      if (!span.type) {
        NoteHarmed(span.span);
      } else if (span.IsIdentifier()) {
        NoteMissed(span.span, *span.type);
      }
    }
    NoteFalse();
    std::stable_sort(mistakes_.begin(), mistakes_.end(),
                     [](const Mistake& a, const Mistake& b) { return a.span < b.span; });
    return std::move(mistakes_);
  }

 private:
  bool IsCovered(const Span& character) const { return cover_.TypeAt(character.begin).has_value(); }

  std::string Shape(const Span& span) const {
    return ShapeOf(std::string_view(gold_.text).substr(span.begin, span.size()));
  }

  // Consistency repeats what others found: it is a cause only where it stands alone.
  std::string DetectorsAndShape(const Span& span) const {
    EvidenceSet detectors;
    for (const Span& character : words_.Inside(span)) detectors |= cover_.DetectorsAt(character.begin);
    if (detectors.count() > 1) detectors.reset(static_cast<std::size_t>(Evidence::kConsistency));
    return "by " + EvidenceSetName(detectors) + ": " + Shape(span);
  }

  void NoteMissed(const Span& span, IdentifierType type) {
    const Characters characters = words_.Inside(span);
    Span leaked = {span.end, span.begin};
    std::size_t count = 0;
    for (const Span& character : characters) {
      if (IsCovered(character)) continue;
      leaked = {std::min(leaked.begin, character.begin), character.end};
      ++count;
    }
    if (count == 0) return;
    const bool whole = count == characters.size();
    mistakes_.push_back({MistakeKind::kMissed, span, type, (whole ? "" : "the rest: ") + Shape(leaked)});
  }

  void NoteHarmed(const Span& span) {
    std::fill(keep_.begin() + static_cast<std::ptrdiff_t>(span.begin),
              keep_.begin() + static_cast<std::ptrdiff_t>(span.end), true);
    const Characters characters = words_.Inside(span);
    const auto first =
        std::find_if(characters.begin(), characters.end(), [&](const Span& character) { return IsCovered(character); });
    if (first == characters.end()) return;
    mistakes_.push_back({MistakeKind::kHarmed, span, *cover_.TypeAt(first->begin), DetectorsAndShape(span)});
  }

  // Whether the covered part of a token lies in nothing that was marked.
  bool IsFalse(Characters token) const {
    bool covered = false;
    for (const Span& character : token) {
      if (!IsCovered(character)) continue;
      covered = true;
      if (truth_[character.begin] != Truth::kNothing || keep_[character.begin]) return false;
    }
    return covered;
  }

  // Whether all bytes between two places would be replaced and no KEEP span lies there.
  bool Joined(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (!cover_.TypeAt(i) || keep_[i]) return false;
    }
    return true;
  }

  void NoteFalse() {
    const std::size_t others = mistakes_.size();
    for (const Span& token : words_.tokens) {
      const Characters characters = words_.Inside(token);
      if (!IsFalse(characters)) continue;
      const auto first = std::find_if(characters.begin(), characters.end(),
                                      [&](const Span& character) { return IsCovered(character); });
      const IdentifierType type = *cover_.TypeAt(first->begin);
      if (mistakes_.size() > others && mistakes_.back().type == type &&
          Joined(mistakes_.back().span.end, token.begin)) {
        mistakes_.back().span.end = token.end;
      } else {
        mistakes_.push_back({MistakeKind::kFalse, token, type, ""});
      }
    }
    for (std::size_t i = others; i < mistakes_.size(); ++i) mistakes_[i].detail = DetectorsAndShape(mistakes_[i].span);
  }

  const Gold& gold_;
  const Cover& cover_;
  Words words_;
  std::vector<Truth> truth_;
  std::vector<bool> keep_;
  std::vector<Mistake> mistakes_;
};

bool InCharacter(const std::string& text, std::size_t position) {
  return position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U;
}

std::string OnOneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

Literal MistakeKindName(MistakeKind kind) {
  switch (kind) {
    case MistakeKind::kMissed:
      return "MISSED";
    case MistakeKind::kFalse:
      return "FALSE";
    case MistakeKind::kHarmed:
      return "HARMED";
  }
  return "UNKNOWN";
}

std::vector<Mistake> FindMistakes(const Gold& gold, std::span<const FoundSpan> resolved,
                                  std::span<const FoundSpan> evidence) {
  const Cover cover(gold.text.size(), resolved, evidence);
  return MistakeFinder(gold, cover).Find();
}

std::string ShapeOf(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  std::string shape;
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const char one = ShapeOfCharacter(c);
    const bool run = one == 'X' || one == 'x' || one == '9' || one == ' ';
    if (run && !shape.empty() && shape.back() == one) continue;
    if (shape.size() == kShapeMax) return shape + "...";
    shape += one;
  }
  return shape;
}

std::string ShowMistake(const std::string& name, const Gold& gold, const Mistake& mistake) {
  const std::string& text = gold.text;
  std::size_t begin = mistake.span.begin - std::min(mistake.span.begin, kContext);
  std::size_t end = std::min(mistake.span.end + kContext, text.size());
  while (InCharacter(text, begin)) --begin;
  while (InCharacter(text, end)) ++end;
  const std::string shown = text.substr(begin, mistake.span.begin - begin) + "«" +
                            text.substr(mistake.span.begin, mistake.span.size()) + "»" +
                            text.substr(mistake.span.end, end - mistake.span.end);
  std::string kind(MistakeKindName(mistake.kind).view());
  kind.resize(7, ' ');
  return kind + std::string(IdentifierTypeName(mistake.type).view()) + " " + name + ":" +
         std::to_string(mistake.span.begin) + " " + OnOneLine(shown);
}

}  // namespace veil
