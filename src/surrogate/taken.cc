#include "surrogate/taken.h"

#include <algorithm>

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

// Calls each(folded word) for every word of `text`.
template <typename Each>
void EachFolded(std::string_view text, Each each) {
  std::string folded;
  for (const Piece& piece : Pieces(text)) {
    if (piece.kind != PieceKind::kLetters) continue;
    const std::string_view word = piece.In(text);
    const bool ascii =
        std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    folded = ascii ? Lower(word) : Fold(word);
    each(folded);
  }
}

}  // namespace

Taken::Taken(const Wordlists& lists, const Document& document) : lists_(lists), taken_(lists.WordCount()) {
  for (const Field& field : document.fields) Use(field.text.Expose());
}

bool Taken::Has(std::string_view phrase) const {
  bool has = false;
  EachFolded(phrase, [&](const std::string& word) {
    const std::int32_t number = lists_.WordNumber(word);
    has = has || (number >= 0 && taken_[static_cast<std::size_t>(number)]);
  });
  return has;
}

void Taken::Use(std::string_view phrase) {
  EachFolded(phrase, [&](const std::string& word) {
    const std::int32_t number = lists_.WordNumber(word);
    if (number >= 0) taken_[static_cast<std::size_t>(number)] = true;
  });
}

}  // namespace veil::surrogate
