#include "message/byte_map.h"

#include <algorithm>

#include "base/check.h"

namespace veil {

ByteMap ByteMap::Identity(std::size_t raw_begin, std::size_t size) {
  ByteMap map;
  map.AppendCopied(raw_begin, size);
  return map;
}

void ByteMap::AppendCopied(std::size_t raw_begin, std::size_t size) {
  if (size == 0) return;
  const std::size_t begin = text_size();
  if (!pieces_.empty() && pieces_.back().copied && pieces_.back().raw.end == raw_begin) {
    pieces_.back().text.end += size;
    pieces_.back().raw.end += size;
    return;
  }
  pieces_.push_back({{begin, begin + size}, {raw_begin, raw_begin + size}, true});
}

void ByteMap::AppendTranslated(std::size_t text_size_added, Span raw) {
  const std::size_t begin = text_size();
  pieces_.push_back({{begin, begin + text_size_added}, raw, false});
}

void ByteMap::AppendVirtual(std::size_t text_size_added, std::size_t raw_position) {
  AppendTranslated(text_size_added, {raw_position, raw_position});
}

std::vector<ByteMap::Run> ByteMap::ToRaw(Span text) const {
  VEIL_CHECK(text.begin <= text.end && text.end <= text_size());
  std::vector<Run> runs;
  if (text.empty()) return runs;
  auto piece =
      std::partition_point(pieces_.begin(), pieces_.end(), [&](const Piece& p) { return p.text.end <= text.begin; });
  bool open = false;  // whether the last run may still grow
  for (; piece != pieces_.end() && piece->text.begin < text.end; ++piece) {
    if (piece->text.end <= text.begin) continue;
    Run run{piece->text, piece->raw};
    if (piece->copied) {
      const std::size_t skip = text.begin > piece->text.begin ? text.begin - piece->text.begin : 0;
      const std::size_t drop = piece->text.end > text.end ? piece->text.end - text.end : 0;
      run = {{piece->text.begin + skip, piece->text.end - drop}, {piece->raw.begin + skip, piece->raw.end - drop}};
    } else if (piece->raw.empty()) {
      open = false;
      continue;
    }
    if (open && runs.back().raw.end == run.raw.begin) {
      runs.back().text.end = run.text.end;
      runs.back().raw.end = run.raw.end;
    } else {
      runs.push_back(run);
    }
    open = true;
  }
  return runs;
}

}  // namespace veil
