#include "codec/delimited.h"

#include <algorithm>

#include "codec/json_leaves.h"
#include "codec/splice.h"
#include "codec/text_charset.h"

namespace veil {
namespace {

constexpr std::size_t kColumnsMax = 4096;

std::size_t FirstByte(std::string_view raw) { return raw.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; }

// Appends the part [range) of a cell, decoded; a doubled quote is one translated piece.
void AppendCell(Charset charset, std::string_view raw, const Cell& cell, Span range, std::string& text, ByteMap& map) {
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t quote = cell.quoted ? std::min(raw.find('"', begin), range.end) : range.end;
    AppendDecoded(charset, raw, {begin, quote}, text, map);
    if (quote == range.end) return;
    text += '"';
    map.AppendTranslated(1, {quote, std::min(quote + 2, range.end)});
    begin = quote + 2;
  }
}

std::string TextOf(Charset charset, std::string_view raw, const Cell& cell) {
  std::string text;
  ByteMap unused;
  AppendCell(charset, raw, cell, cell.raw, text, unused);
  return text;
}

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A safe value that is too short to be anything found elsewhere needs no field.
bool IsTrifle(const ValuePart& part) { return part.field_class == FieldClass::kSafe && part.span.size() < 3; }

class Reader {
 public:
  Reader(std::string_view raw, Charset charset, const NamedFields& names, const CodecLimits& limits)
      : raw_(raw),
        charset_(charset),
        limits_(limits),
        names_(names),
        scanner_(raw, FirstByte(raw), SeparatorOf(raw, FirstByte(raw))) {
    document_.format = Format::kCsv;
  }

  Result<Document> Read() {
    std::vector<Cell> record;
    VEIL_ASSIGN(bool more, scanner_.Next(record));
    if (!more) return Fail(ErrorCode::kEmpty, "the message has no records");
    if (record.size() > kColumnsMax) return Fail(ErrorCode::kTooLarge, "the message has too many columns");
    const Columns columns(names_, Texts(record));
    unknown_.resize(columns.size() + 1);
    for (std::size_t i = 0; i < record.size(); ++i) AddName(columns.At(i), record[i]);
    for (std::size_t number = 0;; ++number) {
      VEIL_ASSIGN(more, scanner_.Next(record));
      if (!more) return std::move(document_);
      for (std::size_t i = 0; i < record.size(); ++i) {
        AddValue(columns, i, record[i], number);
        if (document_.fields.size() > limits_.fields_max) {
          return Fail(ErrorCode::kTooLarge, "the message has too many fields",
                      static_cast<std::int64_t>(record[i].raw.begin));
        }
      }
    }
  }

 private:
  std::vector<std::string> Texts(const std::vector<Cell>& record) const {
    std::vector<std::string> texts;
    for (const Cell& cell : record) texts.push_back(TextOf(charset_, raw_, cell));
    return texts;
  }

  // A column's name that somebody knows stays. Others may be a patient's, or a date; a word of a schema stays unless it
  // holds what is found elsewhere.
  void AddName(const Columns::Column& column, const Cell& cell) {
    const std::string text = TextOf(charset_, raw_, cell);
    if (column.named != nullptr || IsBlank(text)) return;
    Field field;
    field.path = "*#name";
    field.field_class = IsSchemaWord(text) ? FieldClass::kSafe : FieldClass::kUnknown;
    Add(std::move(field), cell, cell.raw);
  }

  void AddValue(const Columns& columns, std::size_t index, const Cell& cell, std::size_t record) {
    const std::string_view value = raw_.substr(cell.raw.begin, cell.raw.size());
    if (IsBlank(value)) return;
    const Columns::Column& column = columns.At(index);
    Field field;
    field.path = column.path;
    if (column.named == nullptr || column.named->field_class == FieldClass::kUnknown) {
      field.field_class = FieldClass::kUnknown;
      Count(std::min(index, columns.size()), column.path);
      return Add(std::move(field), cell, cell.raw);
    }
    field.party = column.named->party;
    field.part = column.named->part;
    if (column.group > 0) field.group = static_cast<std::uint32_t>(record * columns.groups() + column.group);
    for (const ValuePart& part : ReadNamed(*column.named, value)) {
      if (part.span.empty() || IsTrifle(part)) continue;
      Field read = field;
      read.field_class = part.field_class;
      read.type = part.type;
      Add(std::move(read), cell, {cell.raw.begin + part.span.begin, cell.raw.begin + part.span.end});
    }
  }

  void Add(Field field, const Cell& cell, Span range) {
    std::string text;
    AppendCell(charset_, raw_, cell, range, text, field.map);
    field.text = PhiString(std::move(text));
    document_.fields.push_back(std::move(field));
  }

  void Count(std::size_t column, const std::string& path) {
    if (!unknown_[column]) document_.unknown_paths.push_back(path);
    unknown_[column] = true;
  }

  std::string_view raw_;
  Charset charset_;
  const CodecLimits& limits_;
  const NamedFields& names_;
  DelimitedScanner scanner_;
  std::vector<bool> unknown_;  // by column: counted
  Document document_;
};

// Puts quotes around the plain cells in which an edit needs them, and doubles the quotes that stay there.
class Quoting {
 public:
  Quoting(std::string_view raw, char separator, std::vector<Edit>& edits)
      : raw_(raw), separator_(separator), edits_(edits) {
    std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
  }

  void Take(const Cell& cell) {
    const std::size_t first = next_;
    while (next_ < count_ && edits_[next_].span.begin < cell.raw.end) ++next_;
    if (first == next_) return;
    bool needed = false;
    for (std::size_t i = first; i < next_; ++i) needed = needed || Needs(edits_[i].bytes);
    if (cell.quoted || needed) {
      for (std::size_t i = first; i < next_; ++i) edits_[i].bytes = Doubled(edits_[i].bytes);
    }
    if (cell.quoted || !needed) return;
    std::size_t kept = cell.raw.begin;
    for (std::size_t i = first; i < next_; ++i) {
      DoubleKept({kept, edits_[i].span.begin});
      kept = edits_[i].span.end;
    }
    DoubleKept({kept, cell.raw.end});
    added_.push_back({{cell.raw.begin, cell.raw.begin}, "\""});
    added_.push_back({{cell.raw.end, cell.raw.end}, "\""});
  }

  // Of a cell's own edits the quote that opens it goes first, the one that closes it last.
  void Finish() {
    for (Edit& edit : added_) edits_.push_back(std::move(edit));
  }

 private:
  bool Needs(std::string_view text) const {
    return text.find_first_of("\"\r\n") != std::string_view::npos || text.find(separator_) != std::string_view::npos;
  }

  static std::string Doubled(std::string_view text) {
    std::string out;
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out;
  }

  void DoubleKept(Span span) {
    for (std::size_t at = raw_.find('"', span.begin); at < span.end; at = raw_.find('"', at + 1)) {
      added_.push_back({{at, at + 1}, "\"\""});
    }
  }

  std::string_view raw_;
  char separator_;
  std::vector<Edit>& edits_;
  std::size_t count_ = edits_.size();
  std::vector<Edit> added_;
  std::size_t next_ = 0;
};

}  // namespace

DelimitedCodec::DelimitedCodec(const CodecOptions& options)
    : limits_(options.limits), names_(options.columns.empty() ? CustomaryFields() : options.columns) {}

bool DelimitedCodec::Recognizes(PhiView bytes) const {
  constexpr std::size_t kColumnsMin = 2;
  constexpr std::size_t kNamedMin = 2;
  const std::string_view raw = bytes.Expose();
  DelimitedScanner scanner(raw, FirstByte(raw), SeparatorOf(raw, FirstByte(raw)));
  std::vector<Cell> record;
  if (!scanner.Next(record).value_or(false) || record.size() < kColumnsMin || record.size() > kColumnsMax) return false;
  const std::size_t width = record.size();
  std::vector<std::string> header;
  for (const Cell& cell : record) {
    header.emplace_back(raw.substr(cell.raw.begin, cell.raw.size()));
    if (IsBlank(header.back())) return false;
  }
  if (Columns(names_, header).named() < kNamedMin) return false;
  bool any = false;
  while (true) {
    const auto more = scanner.Next(record);
    if (!more || (*more && record.size() != width)) return false;
    if (!*more) return any && TextCharset(raw).has_value();
    any = true;
  }
}

Result<Document> DelimitedCodec::Decode(const RawMessage& message) const {
  const std::string_view raw = message.bytes.Expose();
  if (raw.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  const auto charset = TextCharset(raw);
  if (!charset) return Fail(ErrorCode::kInvalidEncoding, "the bytes are no text");
  return Reader(raw, *charset, names_, limits_).Read();
}

Result<PhiString> DelimitedCodec::Encode(const RawMessage& message, const Document& document,
                                         std::span<const Replacement> replacements) const {
  const std::string_view raw = message.bytes.Expose();
  const auto charset = TextCharset(raw);
  if (!charset) return Fail(ErrorCode::kEncodeFailed, "the bytes are no text");
  const Escape escape = [&](std::string_view text, std::size_t) {
    std::string out;
    AppendEncoded(*charset, text, out);
    return out;
  };
  std::vector<Edit> edits;
  for (const Replacement& replacement : replacements) {
    if (!Fits(document, replacement)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    AppendEdits(document, replacement, escape, edits);
  }
  if (edits.empty()) return Apply(message.bytes, {});
  const char separator = SeparatorOf(raw, FirstByte(raw));
  DelimitedScanner scanner(raw, FirstByte(raw), separator);
  Quoting quoting(raw, separator, edits);
  std::vector<Cell> record;
  while (true) {
    VEIL_ASSIGN(const bool more, scanner.Next(record));
    if (!more) break;
    for (const Cell& cell : record) quoting.Take(cell);
  }
  quoting.Finish();
  return Apply(message.bytes, std::move(edits));
}

}  // namespace veil
