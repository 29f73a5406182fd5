#include "surrogate/taken.h"

#include <cstdint>
#include <string>

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

// Calls each(number) for every word of `text` that is of the lists.
template <typename Each>
void EachNumber(const Wordlists& lists, std::string_view text, Each each) {
  std::string folded;
  EachPiece(text, [&](const Piece& piece) {
    if (piece.kind != PieceKind::kLetters) return;
    folded = piece.In(text);
    bool ascii = true;
    for (char& c : folded) {
      ascii = ascii && static_cast<unsigned char>(c) < 0x80;
      c = ToLower(c);
    }
    if (!ascii) folded = Fold(piece.In(text));
    if (const std::uint32_t number = lists.WordNumber(folded); number != WordTable::kNone) each(number);
  });
}

}  // namespace

Taken::Taken(const Wordlists& lists, const Document& document)
    : lists_(lists), in_text_(lists.WordCount()), given_(lists.WordCount()) {
  const auto take = [&](std::uint32_t number) { in_text_[number] = true; };
  for (const Field& field : document.fields) EachNumber(lists_, field.text.Expose(), take);
  for (const KnownIdentifier& known : document.known) EachNumber(lists_, known.text.Expose(), take);
}

bool Taken::Has(std::string_view phrase) const {
  bool has = false;
  EachNumber(lists_, phrase, [&](std::uint32_t number) { has = has || in_text_[number] || given_[number]; });
  return has;
}

bool Taken::IsInText(std::string_view phrase) const {
  bool is = false;
  EachNumber(lists_, phrase, [&](std::uint32_t number) { is = is || in_text_[number]; });
  return is;
}

void Taken::Use(std::string_view phrase) {
  EachNumber(lists_, phrase, [&](std::uint32_t number) { given_[number] = true; });
}

}  // namespace veil::surrogate
