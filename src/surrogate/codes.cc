#include "surrogate/codes.h"

#include <utility>

#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kRunMin = 5;

}  // namespace

Codes::Codes(Originals originals) {
  for (const Original& original : originals) {
    // Names of people are words, which Taken knows.
    if (IsName(original.type)) continue;
    std::string bare = NumberText(original.text).bare();
    if (CountDigits(bare) > 0) bare_.insert(std::move(bare));
  }
}

bool Codes::Has(std::string_view text) const { return bare_.contains(Bare(text)); }

void Codes::Use(std::string_view text) { bare_.insert(Bare(text)); }

bool Codes::HoldsRun(std::string_view run) const { return run.size() >= kRunMin && bare_.contains(run); }

bool Codes::ShownIn(std::string_view text) const {
  if (bare_.empty()) return false;
  const std::string lower = Lower(text);
  Piece word;
  std::string bare;
  for (const Piece& piece : Pieces(lower)) {
    if (piece.kind == PieceKind::kOther) {
      if (HoldsRun(word.In(lower))) return true;
      word.span = {piece.span.end, piece.span.end};
      continue;
    }
    if (piece.kind == PieceKind::kDigits && HoldsRun(piece.In(lower))) return true;
    word.span.end = piece.span.end;
    bare += piece.In(lower);
  }
  return HoldsRun(word.In(lower)) || bare_.contains(bare);
}

}  // namespace veil::surrogate
