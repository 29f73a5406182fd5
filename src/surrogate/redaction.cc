#include "surrogate/redaction.h"

#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

bool IsProse(IdentifierType type) {
  return IsName(type) || type == IdentifierType::kStreet || type == IdentifierType::kCity ||
         type == IdentifierType::kFacility;
}

}  // namespace

std::string Redacted(const Original& original) {
  if (original.type == IdentifierType::kUnknown) return {};
  if (original.IsStructured() && !IsProse(original.type)) return {};
  std::string tag = "[";
  tag += PublicTypeName(original.type).view();
  tag += "]";
  return tag;
}

std::string Masked(std::string_view text) {
  std::string masked;
  for (const Piece& piece : Pieces(text)) {
    const std::string_view part = piece.In(text);
    if (piece.kind == PieceKind::kOther) {
      masked += part;
      continue;
    }
    for (const char c : part) {
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) masked += '*';
    }
  }
  return masked;
}

}  // namespace veil::surrogate
