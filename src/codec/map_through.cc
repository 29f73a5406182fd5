#include "codec/map_through.h"

#include <algorithm>

namespace veil {
namespace {

using Pieces = std::vector<ByteMap::Piece>;

// Where text position `at` stands in the raw bytes; `piece` is the piece that holds it, or the end.
std::size_t RawPosition(const Pieces& inner, Pieces::const_iterator piece, std::size_t at) {
  if (piece == inner.end()) return inner.empty() ? 0 : inner.back().raw.end;
  return piece->copied ? piece->raw.begin + (at - piece->text.begin) : piece->raw.begin;
}

// Appends source bytes [begin, end) that the outer text has as they are.
void AppendSource(Pieces::const_iterator piece, const Pieces& inner, Span source, ByteMap& map) {
  for (std::size_t at = source.begin; at < source.end && piece != inner.end(); ++piece) {
    const std::size_t end = std::min(piece->text.end, source.end);
    if (piece->copied) {
      map.AppendCopied(piece->raw.begin + (at - piece->text.begin), end - at);
    } else if (piece->raw.empty()) {
      map.AppendVirtual(end - at, piece->raw.begin);
    } else {
      map.AppendTranslated(end - at, piece->raw);
    }
    at = end;
  }
}

}  // namespace

ByteMap Through(const ByteMap& outer, const ByteMap& inner) {
  const Pieces& sources = inner.pieces();
  ByteMap map;
  for (const ByteMap::Piece& piece : outer.pieces()) {
    const auto first = std::upper_bound(sources.begin(), sources.end(), piece.raw.begin,
                                        [](std::size_t at, const ByteMap::Piece& p) { return at < p.text.end; });
    if (piece.copied) {
      AppendSource(first, sources, piece.raw, map);
      continue;
    }
    const std::size_t begin = RawPosition(sources, first, piece.raw.begin);
    if (piece.raw.empty()) {
      map.AppendVirtual(piece.text.size(), begin);
      continue;
    }
    const auto last = std::lower_bound(sources.begin(), sources.end(), piece.raw.end,
                                       [](const ByteMap::Piece& p, std::size_t at) { return p.text.end < at; });
    const bool whole = last == sources.end() || !last->copied;
    const std::size_t end = last == sources.end() ? begin
                            : whole               ? last->raw.end
                                                  : last->raw.begin + (piece.raw.end - last->text.begin);
    map.AppendTranslated(piece.text.size(), {begin, end});
  }
  return map;
}

}  // namespace veil
