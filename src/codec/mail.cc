#include "codec/mail.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/fold.h"
#include "codec/attachment.h"
#include "codec/body.h"
#include "codec/encoded_word.h"
#include "codec/mail_parts.h"
#include "codec/map_through.h"
#include "codec/splice.h"
#include "codec/text_charset.h"

namespace veil {
namespace {

using mail::Part;
using mail::Transfer;

constexpr std::size_t kDepthMax = 16;

std::size_t FirstByte(std::string_view raw) { return raw.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; }

std::string_view LineEnd(std::string_view raw) {
  const std::size_t at = raw.find('\n');
  return at != std::string_view::npos && at > 0 && raw[at - 1] == '\r' ? "\r\n" : "\n";
}

// A part whose body is read, with its decoded bytes. RTF is read where it is base64: its escapes look back.
struct Opened {
  BodyType type;
  std::string bytes;
  ByteMap map;  // from the bytes to the mail
};

std::optional<BodyType> TypeOf(const Part& part) {
  const auto type = BodyTypeOf(part.media);
  const bool rtf = type && type->form == BodyForm::kRtf;
  if (part.holds_parts || part.transfer == Transfer::kOther || rtf) return std::nullopt;
  return type;
}

Opened OpenPart(std::string_view raw, const Part& part, const BodyType& type) {
  Opened opened;
  if (part.transfer == Transfer::kQuotedPrintable) {
    AppendQuotedPrintable(raw, part.body, opened.bytes, opened.map);
  } else {
    opened.bytes = raw.substr(part.body.begin, part.body.size());
    opened.map.AppendCopied(part.body.begin, part.body.size());
  }
  opened.type = WithCharset(type, opened.bytes);
  // A body of seven bits stays one.
  const bool ascii = std::all_of(opened.bytes.begin(), opened.bytes.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (opened.type.charset && ascii && part.transfer == Transfer::kPlain) opened.type.charset = Charset::kAscii;
  return opened;
}

class Reader {
 public:
  Reader(std::string_view raw, const CodecLimits& limits) : raw_(raw), limits_(limits) {
    document_.format = Format::kMail;
  }

  Result<Document> Read() {
    VEIL_ASSIGN(const std::vector<Part> parts, mail::ReadParts(raw_, FirstByte(raw_), kDepthMax));
    for (const Part& part : parts) {
      for (const mail::Header& header : part.headers.fields) {
        const std::size_t first = document_.fields.size();
        mail::AppendHeaderFields(raw_, header, document_.fields);
        for (std::size_t i = first; i < document_.fields.size(); ++i) CountUnknown(document_.fields[i]);
      }
      AddBody(part);
      for (const Span& between : part.between) AddUnknown(between, "between");
      if (document_.fields.size() > limits_.fields_max) {
        return Fail(ErrorCode::kTooLarge, "the message has too many fields");
      }
    }
    std::stable_sort(document_.fields.begin(), document_.fields.end(), [](const Field& a, const Field& b) {
      return a.map.pieces().front().raw.begin < b.map.pieces().front().raw.begin;
    });
    return std::move(document_);
  }

 private:
  void AddBody(const Part& part) {
    const std::size_t number = ++bodies_;
    if (part.holds_parts || part.body.empty()) return;
    if (part.transfer == Transfer::kBase64) return AddEncoded(part, number);
    const auto type = TypeOf(part);
    if (!type) return AddUnknown(part.body, "part");
    const Opened opened = OpenPart(raw_, part, *type);
    auto fields = OpenBody(opened.type, opened.bytes, "body", limits_.depth_max);
    if (!fields) return AddUnknown(part.body, "part");
    for (Field& field : *fields) {
      field.map = Through(field.map, opened.map);
      CountUnknown(field);
      document_.fields.push_back(std::move(field));
    }
  }

  void AddEncoded(const Part& part, std::size_t number) {
    auto fields = OpenAttachment(raw_.substr(part.body.begin, part.body.size()), part.media);
    if (!fields) return AddUnknown(part.body, "part");
    for (Field& field : *fields) {
      field.path = "body";
      field.map = {};
      field.map.AppendVirtual(field.text.size(), part.body.begin);
      field.encoded->place = "part[" + std::to_string(number) + "]";
      field.encoded->raw = part.body;
      CountUnknown(field);
      document_.fields.push_back(std::move(field));
    }
  }

  void AddUnknown(Span span, const std::string& path) {
    if (raw_.substr(span.begin, span.size()).find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    Field field;
    field.path = path;
    field.field_class = FieldClass::kUnknown;
    std::string text;
    const bool utf8 = IsUtf8(raw_.substr(span.begin, span.size()));
    AppendDecoded(utf8 ? Charset::kUtf8 : Charset::kWindows1252, raw_, span, text, field.map);
    field.text = PhiString(std::move(text));
    CountUnknown(field);
    document_.fields.push_back(std::move(field));
  }

  void CountUnknown(const Field& field) {
    if (field.field_class == FieldClass::kUnknown && unknown_.insert(field.path).second) {
      document_.unknown_paths.push_back(field.path);
    }
  }

  std::string_view raw_;
  const CodecLimits& limits_;
  Document document_;
  std::set<std::string> unknown_;
  std::size_t bodies_ = 0;
};

// Words for a header field: encoded where they are not plain.
std::string InHeader(std::string_view text, std::string_view fold) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  const bool ascii = std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x7F; });
  return ascii ? line : ToEncodedWords(line, fold);
}

// Base64 in lines of 76 characters, as it stands in a mail (RFC 2045 section 6.8).
std::string Wrapped(std::string_view base64, std::string_view line_end) {
  constexpr std::size_t kLine = 76;
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += kLine) {
    if (at > 0) out += line_end;
    out += base64.substr(at, kLine);
  }
  return out;
}

class Writer {
 public:
  Writer(std::string_view raw, const Document& document, std::vector<Part> parts)
      : raw_(raw), document_(document), parts_(std::move(parts)), line_end_(LineEnd(raw)) {
    std::erase_if(parts_, [](const Part& part) { return part.holds_parts; });
  }

  Result<PhiString> Write(std::span<const Replacement> replacements) {
    for (const Replacement& replacement : replacements) {
      if (!Fits(document_, replacement)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    }
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < replacements.size();) {
      const Field& field = document_.fields[replacements[i].field];
      std::size_t end = i + 1;
      if (field.encoded) {
        while (end < replacements.size() && IsSame(document_.fields[replacements[end].field], field)) ++end;
        VEIL_ASSIGN(std::string bytes, EncodedAnew(field, replacements.subspan(i, end - i)));
        edits.push_back({field.encoded->raw, std::move(bytes)});
      } else {
        AppendEdits(document_, replacements[i], EscapeOf(field), edits);
      }
      i = end;
    }
    return Apply(PhiView(raw_), std::move(edits));
  }

 private:
  static bool IsSame(const Field& a, const Field& b) { return a.encoded && a.encoded->raw == b.encoded->raw; }

  // The part whose body holds a byte; null: the byte is in a header, or between parts.
  const Part* PartAt(std::size_t at) const {
    const auto part =
        std::partition_point(parts_.begin(), parts_.end(), [&](const Part& p) { return p.body.end <= at; });
    return part != parts_.end() && part->body.begin <= at ? &*part : nullptr;
  }

  Result<std::string> EncodedAnew(const Field& field, std::span<const Replacement> replacements) const {
    const Span raw = field.encoded->raw;
    const std::string_view encoded = raw_.substr(raw.begin, raw.size());
    if (const Part* part = PartAt(raw.begin)) {
      VEIL_ASSIGN(const std::string base64, CloseAttachment(encoded, part->media, document_, replacements));
      const std::size_t blanks = encoded.find_last_not_of(" \t\r\n") + 1;
      return Wrapped(base64, line_end_) + std::string(encoded.substr(blanks));
    }
    std::vector<Edit> edits;
    for (const Replacement& replacement : replacements) {
      edits.push_back({replacement.span, std::string(replacement.text.Expose())});
    }
    VEIL_ASSIGN(const PhiString text, Apply(PhiView(field.text), std::move(edits)));
    std::string line = text.Expose();
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return ToEncodedWords(line, std::string(line_end_) + " ");
  }

  Escape EscapeOf(const Field& field) {
    const auto& pieces = field.map.pieces();
    const Part* part = pieces.empty() ? nullptr : PartAt(pieces.front().raw.begin);
    if (part == nullptr || field.path == "part" || field.path == "between") {
      return [this](std::string_view text, std::size_t) { return InHeader(text, std::string(line_end_) + " "); };
    }
    if (part != last_) {
      last_ = part;
      const auto type = TypeOf(*part);
      type_ = type ? OpenPart(raw_, *part, *type).type : BodyType{};
    }
    const bool quoted = part->transfer == Transfer::kQuotedPrintable;
    return [this, quoted](std::string_view text, std::size_t) {
      const std::string bytes = EscapedInBody(type_, {}, 0, text);
      return quoted ? ToQuotedPrintable(bytes, line_end_) : bytes;
    };
  }

  std::string_view raw_;
  const Document& document_;
  std::vector<Part> parts_;
  std::string_view line_end_;
  const Part* last_ = nullptr;
  BodyType type_;  // of the last part
};

}  // namespace

bool MailCodec::Recognizes(PhiView bytes) const {
  constexpr std::array<std::string_view, 2> kFrom = {"from", "sender"};
  constexpr std::array<std::string_view, 6> kSigns = {"message-id",  "mime-version", "received",
                                                      "return-path", "content-type", "content-transfer-encoding"};
  const std::string_view raw = bytes.Expose();
  const auto headers = mail::ReadHeaders(raw, {FirstByte(raw), raw.size()});
  if (!headers) return false;
  bool from = false;
  bool sign = false;
  for (const mail::Header& header : headers->fields) {
    const std::string name = mail::Unfolded(raw.substr(header.name.begin, header.name.size()), true);
    from = from || std::find(kFrom.begin(), kFrom.end(), name) != kFrom.end();
    sign = sign || std::find(kSigns.begin(), kSigns.end(), name) != kSigns.end();
  }
  return from && sign;
}

Result<Document> MailCodec::Decode(const RawMessage& message) const {
  const std::string_view raw = message.bytes.Expose();
  if (raw.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  if (raw.find('\0') != std::string_view::npos) return Fail(ErrorCode::kInvalidEncoding, "a NUL byte in a mail");
  return Reader(raw, limits_).Read();
}

Result<PhiString> MailCodec::Encode(const RawMessage& message, const Document& document,
                                    std::span<const Replacement> replacements) const {
  const std::string_view raw = message.bytes.Expose();
  VEIL_ASSIGN(std::vector<mail::Part> parts, mail::ReadParts(raw, FirstByte(raw), kDepthMax));
  return Writer(raw, document, std::move(parts)).Write(replacements);
}

}  // namespace veil
