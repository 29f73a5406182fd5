#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace veil {

// A range of bytes, end exclusive.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
  auto operator<=>(const Span&) const = default;
};

// How the decoded text of a field lies in the raw bytes of its message.
//
// The text is a row of pieces in order. A copied piece has the same bytes in both (same length). A translated piece is
// one unit that was decoded (an escape sequence, a character of another charset, an entity): it is replaced whole or
// not at all. A virtual piece is text that stands nowhere in the raw bytes (the line end that joins two OBX segments).
class ByteMap {
 public:
  struct Piece {
    Span text;
    Span raw;
    bool copied = true;
  };

  // One copied piece: `size` bytes of text that start at `raw_begin`.
  static ByteMap Identity(std::size_t raw_begin, std::size_t size);

  // Pieces must be appended in order of text; they follow each other without a gap. Adjacent copied pieces are joined.
  void AppendCopied(std::size_t raw_begin, std::size_t size);
  void AppendTranslated(std::size_t text_size, Span raw);
  void AppendVirtual(std::size_t text_size, std::size_t raw_position);

  const std::vector<Piece>& pieces() const { return pieces_; }
  std::size_t text_size() const { return pieces_.empty() ? 0 : pieces_.back().text.end; }

  // One contiguous raw range per run of the text range that is contiguous in the raw bytes, each with the part of the
  // text it came from. Virtual pieces give none and end a run. A range that touches a translated piece takes all of it.
  struct Run {
    Span text;
    Span raw;
  };
  std::vector<Run> ToRaw(Span text) const;

 private:
  std::vector<Piece> pieces_;
};

}  // namespace veil
