#pragma once

#include <set>
#include <string>

#include "codec/codec.h"
#include "codec/delimited_columns.h"

namespace veil {

// Delimited text: a header row and records of cells between commas, tabs, bars or semicolons (RFC 4180, with any line
// end). What a cell holds is said by its column's name: CodecOptions::columns. Cells of a column that nobody names are
// unknown, and so is its name unless it is a schema word. The charset is that of TextCharset.
//
// All records are one document. A replacement that a plain cell cannot hold puts quotes around the cell.
class DelimitedCodec final : public Codec {
 public:
  explicit DelimitedCodec(const CodecOptions& options);

  Format format() const override { return Format::kCsv; }
  // Two records or more, all as wide as the header row, which names two columns or more that somebody knows; a note
  // with a table in it is none.
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  CodecLimits limits_;
  NamedFields names_;
};

}  // namespace veil
