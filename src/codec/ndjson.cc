#include "codec/ndjson.h"

#include <simdjson.h>

#include <algorithm>
#include <set>

#include "base/fold.h"
#include "codec/json_leaves.h"
#include "codec/splice.h"

namespace veil {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";
// The path of what no field names: member names of a message may hold anything, so they are not shown.
constexpr std::string_view kUnnamed = "*";
constexpr std::string_view kMemberName = "*#name";

std::size_t FirstByte(std::string_view raw) {
  const std::size_t begin = raw.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  return raw.find_first_not_of(kBlank, begin);
}

enum class Verdict { kObject, kMalformed, kTooDeep };

// Whether `json` is one JSON object. What simdjson says of a failure ends here.
Verdict Check(simdjson::dom::parser& parser, std::string_view json) {
  simdjson::dom::element element;
  const auto error = parser.parse(json.data(), json.size()).get(element);
  if (error == simdjson::DEPTH_ERROR) return Verdict::kTooDeep;
  return error == simdjson::SUCCESS && element.is_object() ? Verdict::kObject : Verdict::kMalformed;
}

bool IsString(std::string_view raw, const Field& field) {
  const std::size_t begin = field.map.pieces().front().raw.begin;
  return begin > 0 && raw[begin - 1] == '"';
}

// A number with its replacements; null if it is no number any more.
Edit NumberEdit(const Field& field, std::span<const Replacement> replacements) {
  const std::string_view text = field.text.Expose();
  std::string number;
  std::size_t done = 0;
  for (const Replacement& replacement : replacements) {
    number += text.substr(done, std::max(replacement.span.begin, done) - done);
    number += replacement.text.Expose();
    done = std::max(done, replacement.span.end);
  }
  number += text.substr(done);
  const std::size_t begin = field.map.pieces().front().raw.begin;
  return {{begin, begin + text.size()}, IsJsonNumber(number) ? std::move(number) : "null"};
}

bool IsSchemaName(std::string_view raw, Span name) {
  std::string text;
  ByteMap unused;
  AppendJsonText(raw, name, text, unused);
  return IsSchemaWord(text);
}

}  // namespace

NdjsonCodec::NdjsonCodec(const CodecOptions& options)
    : limits_(options.limits), names_(options.ndjson_fields.empty() ? CustomaryFields() : options.ndjson_fields) {}

bool NdjsonCodec::Recognizes(PhiView bytes) const {
  const std::string_view raw = bytes.Expose();
  const std::size_t first = FirstByte(raw);
  if (first == std::string_view::npos || raw[first] != '{') return false;
  const std::size_t next = raw.find_first_not_of(kBlank, first + 1);
  return next != std::string_view::npos && (raw[next] == '"' || raw[next] == '}');
}

Result<Document> NdjsonCodec::Decode(const RawMessage& message) const {
  const std::string_view raw = message.bytes.Expose();
  if (raw.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  const std::size_t first = FirstByte(raw);
  if (first == std::string_view::npos) return Fail(ErrorCode::kEmpty, "the message has no objects");
  if (std::size_t bad = 0; !IsUtf8(raw, &bad)) {
    return Fail(ErrorCode::kInvalidEncoding, "JSON is UTF-8", static_cast<std::int64_t>(bad));
  }
  Document document;
  document.format = Format::kNdjson;
  simdjson::dom::parser parser(limits_.message_bytes_max);
  if (parser.allocate(std::max<std::size_t>(raw.size(), 64), limits_.depth_max) != simdjson::SUCCESS) {
    return Fail(ErrorCode::kTooLarge, "no memory for the message");
  }
  if (Check(parser, raw.substr(first)) == Verdict::kObject) {
    VEIL_TRY(ReadObject(raw, {first, raw.size()}, document));
    return document;
  }
  for (std::size_t begin = first; begin < raw.size();) {
    const std::size_t end = std::min(raw.find('\n', begin), raw.size());
    const std::string_view line = raw.substr(begin, end - begin);
    if (line.find_first_not_of(kBlank) != std::string_view::npos) {
      const Verdict verdict = Check(parser, line);
      const auto offset = static_cast<std::int64_t>(begin);
      if (verdict == Verdict::kTooDeep) return Fail(ErrorCode::kTooLarge, "the object nests too deep", offset);
      if (verdict == Verdict::kMalformed) return Fail(ErrorCode::kMalformed, "a line that is no JSON object", offset);
      VEIL_TRY(ReadObject(raw, {begin, end}, document));
    }
    begin = end + 1;
  }
  return document;
}

Result<void> NdjsonCodec::ReadObject(std::string_view raw, Span value, Document& document) const {
  const auto add = [&](Field field, Span span, bool is_string) {
    std::string text;
    if (is_string) {
      AppendJsonText(raw, span, text, field.map);
    } else {
      text = raw.substr(span.begin, span.size());
      field.map.AppendCopied(span.begin, span.size());
    }
    field.text = PhiString(std::move(text));
    document.fields.push_back(std::move(field));
  };
  std::set<std::string> unknown_paths(document.unknown_paths.begin(), document.unknown_paths.end());
  for (const JsonLeaf& leaf : JsonLeaves(raw, value, limits_.fields_max)) {
    if (document.fields.size() >= limits_.fields_max) {
      return Fail(ErrorCode::kTooLarge, "the message has too many fields");
    }
    if (leaf.is_name && names_.Leads(leaf.path)) continue;
    Field field;
    // A word of a schema stays, unless it holds what is found elsewhere: some senders make the patient's name a key.
    if (leaf.is_name && IsSchemaName(raw, leaf.raw)) {
      field.path = kMemberName;
      field.field_class = FieldClass::kSafe;
      add(std::move(field), leaf.raw, true);
      continue;
    }
    const NamedField* named = leaf.is_name ? nullptr : names_.Find(leaf.path);
    if (named == nullptr || named->field_class == FieldClass::kUnknown) {
      field.path = named == nullptr ? std::string(kUnnamed) : named->path;
      field.field_class = FieldClass::kUnknown;
      if (unknown_paths.insert(field.path).second) document.unknown_paths.push_back(field.path);
      add(std::move(field), leaf.raw, leaf.is_string);
      continue;
    }
    field.path = named->path;
    field.party = named->party;
    field.part = named->part;
    for (const ValuePart& part : ReadNamed(*named, raw.substr(leaf.raw.begin, leaf.raw.size()))) {
      Field read = field;
      read.field_class = part.field_class;
      read.type = part.type;
      add(std::move(read), {leaf.raw.begin + part.span.begin, leaf.raw.begin + part.span.end}, leaf.is_string);
    }
  }
  return {};
}

Result<PhiString> NdjsonCodec::Encode(const RawMessage& message, const Document& document,
                                      std::span<const Replacement> replacements) const {
  const std::string_view raw = message.bytes.Expose();
  const Escape escape = [](std::string_view text, std::size_t) { return JsonEscaped(text); };
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < replacements.size();) {
    std::size_t end = i + 1;
    while (end < replacements.size() && replacements[end].field == replacements[i].field) ++end;
    for (const Replacement& replacement : replacements.subspan(i, end - i)) {
      if (!Fits(document, replacement)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    }
    const Field& field = document.fields[replacements[i].field];
    // The time of a split timestamp follows its date within one string.
    const bool number = !field.map.pieces().empty() && !IsString(raw, field) && IsJsonNumber(field.text.Expose());
    if (number) edits.push_back(NumberEdit(field, replacements.subspan(i, end - i)));
    for (; i < end; ++i) {
      if (!number) AppendEdits(document, replacements[i], escape, edits);
    }
  }
  return Apply(message.bytes, std::move(edits));
}

}  // namespace veil
