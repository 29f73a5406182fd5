#include "codec/hl7v2_envelope.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/fold.h"

namespace veil::hl7v2 {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSegmentEnds = "\r\n\x0B\x1C";
constexpr std::size_t kCharsetField = 18;

bool IsDelimiter(char c) {
  const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return c > ' ' && c < 0x7F && !alphanumeric;
}

// Field `number` of an MSH segment, where MSH-1 is the separator itself.
std::string_view MshField(std::string_view segment, char separator, std::size_t number) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < number; ++i) {
    begin = segment.find(separator, begin);
    if (begin == std::string_view::npos) return {};
    ++begin;
  }
  return segment.substr(begin, segment.find(separator, begin) - begin);
}

struct CharsetName {
  std::string_view name;  // upper case, letters and digits only
  Charset charset;        // of what is read, once UTF-16 is UTF-8
  bool bytes = true;
  bool utf16 = false;
};
// HL7 table 0211 and what senders write for the same.
constexpr std::array<CharsetName, 19> kCharsetNames = {{{"ASCII", Charset::kAscii},
                                                        {"USASCII", Charset::kAscii},
                                                        {"ISOIR6", Charset::kAscii},
                                                        {"UNICODEUTF8", Charset::kUtf8},
                                                        {"UTF8", Charset::kUtf8},
                                                        {"88591", Charset::kLatin1},
                                                        {"ISO88591", Charset::kLatin1},
                                                        {"ISOIR100", Charset::kLatin1},
                                                        {"LATIN1", Charset::kLatin1},
                                                        {"885915", Charset::kLatin9},
                                                        {"ISO885915", Charset::kLatin9},
                                                        {"LATIN9", Charset::kLatin9},
                                                        {"WINDOWS1252", Charset::kWindows1252},
                                                        {"CP1252", Charset::kWindows1252},
                                                        {"WIN1252", Charset::kWindows1252},
                                                        {"ANSI", Charset::kWindows1252},
                                                        {"UNICODE", Charset::kUtf8, true, true},
                                                        {"UNICODEUTF16", Charset::kUtf8, false, true},
                                                        {"UTF16", Charset::kUtf8, false, true}}};

const CharsetName* FindCharset(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) plain += c;
  }
  const auto* found = std::find_if(kCharsetNames.begin(), kCharsetNames.end(),
                                   [&](const CharsetName& known) { return known.name == plain; });
  return found == kCharsetNames.end() ? nullptr : found;
}

// The charset that MSH-18 declares; nothing if it is empty. Alternates after the first repetition are used by escapes
// that switch sets (ISO 2022), which are not decoded: only ASCII may stand there.
Result<std::optional<Charset>> DeclaredCharset(std::string_view segment, const Delimiters& delimiters, Width width,
                                               std::size_t raw_begin) {
  const auto offset = static_cast<std::int64_t>(raw_begin);
  const std::string_view field = MshField(segment, delimiters.field, kCharsetField);
  std::optional<Charset> declared;
  for (std::size_t begin = 0; begin <= field.size();) {
    std::size_t end = delimiters.repetition == '\0' ? field.size() : field.find(delimiters.repetition, begin);
    end = std::min(end, field.size());
    const std::string_view name = field.substr(begin, end - begin);
    if (!name.empty() && name != "\"\"") {
      const CharsetName* charset = FindCharset(name);
      const bool usable =
          charset != nullptr && (!declared || charset->charset == *declared || charset->charset == Charset::kAscii);
      if (usable && !declared && !(width == Width::kUtf16 ? charset->utf16 : charset->bytes)) {
        return Fail(ErrorCode::kInvalidEncoding, "UTF-16 is declared or sent, not both", offset);
      }
      if (!usable) return Fail(ErrorCode::kUnsupportedCharset, "MSH-18 names a charset that is not decoded", offset);
      if (!declared) declared = charset->charset;
    }
    begin = end + 1;
  }
  return declared;
}

Result<Charset> CheckedCharset(std::string_view raw, std::optional<Charset> declared) {
  if (const std::size_t nul = raw.find('\0'); nul != std::string_view::npos) {
    return Fail(ErrorCode::kInvalidEncoding, "a NUL byte", static_cast<std::int64_t>(nul));
  }
  std::size_t bad = 0;
  const bool utf8 = IsUtf8(raw, &bad);
  if (!declared) return utf8 ? Charset::kUtf8 : Charset::kWindows1252;
  if (*declared == Charset::kUtf8 && !utf8) {
    return Fail(ErrorCode::kInvalidEncoding, "not the UTF-8 that MSH-18 declares", static_cast<std::int64_t>(bad));
  }
  if (*declared == Charset::kAscii) {
    const auto* high = std::find_if(raw.begin() + (raw.starts_with(kByteOrderMark) ? 3 : 0), raw.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (high != raw.end()) {
      return Fail(ErrorCode::kInvalidEncoding, "not the ASCII that MSH-18 declares", high - raw.begin());
    }
  }
  return *declared;
}

}  // namespace

Result<Delimiters> ParseDelimiters(std::string_view header, std::size_t raw_begin) {
  constexpr std::size_t kSeparatorAt = 3;
  const auto offset = static_cast<std::int64_t>(raw_begin);
  if (header.size() < kSeparatorAt + 2 || !IsDelimiter(header[kSeparatorAt])) {
    return Fail(ErrorCode::kMalformed, "a header segment without delimiters", offset);
  }
  const char separator = header[kSeparatorAt];
  const std::string_view rest = header.substr(kSeparatorAt + 1);
  const std::size_t end = rest.find(separator);
  if (end == std::string_view::npos && header.starts_with("MSH")) {
    return Fail(ErrorCode::kMalformed, "a message header that ends within MSH-2", offset);
  }
  const std::string_view characters = rest.substr(0, end);
  if (characters.empty() || characters.size() > 5) {
    return Fail(ErrorCode::kMalformed, "MSH-2 must hold one to five encoding characters", offset);
  }
  for (std::size_t i = 0; i < characters.size(); ++i) {
    if (!IsDelimiter(characters[i]) || characters.find(characters[i], i + 1) != std::string_view::npos) {
      return Fail(ErrorCode::kMalformed, "an encoding character is repeated or no punctuation", offset);
    }
  }
  const auto at = [&](std::size_t i) { return i < characters.size() ? characters[i] : '\0'; };
  return Delimiters{separator, at(0), at(1), at(2), at(3), at(4)};
}

bool IsHeader(std::string_view segment) {
  return segment.starts_with("MSH") || segment.starts_with("FHS") || segment.starts_with("BHS");
}

SegmentReader::SegmentReader(std::string_view raw) : raw_(raw) {
  if (raw_.starts_with(kByteOrderMark)) position_ = kByteOrderMark.size();
  position_ = std::min(raw_.find_first_not_of(" \t\r\n\x0B\x1C", position_), raw_.size());
}

std::optional<Span> SegmentReader::Next() {
  const std::size_t begin = raw_.find_first_not_of(kSegmentEnds, position_);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(raw_.find_first_of(kSegmentEnds, begin), raw_.size());
  position_ = end;
  return Span{begin, end};
}

const Delimiters& Envelope::At(std::size_t raw_position) const {
  const auto next = std::partition_point(sections.begin(), sections.end(),
                                         [&](const Section& section) { return section.raw_begin <= raw_position; });
  VEIL_CHECK(next != sections.begin());
  return std::prev(next)->delimiters;
}

Result<Envelope> ReadEnvelope(std::string_view raw, Width width) {
  SegmentReader reader(raw);
  Envelope envelope;
  std::optional<Charset> declared;
  bool message_seen = false;
  while (const auto span = reader.Next()) {
    const std::string_view segment = raw.substr(span->begin, span->size());
    if (!IsHeader(segment)) {
      if (envelope.sections.empty()) return Fail(ErrorCode::kMalformed, "the first segment is no header");
      continue;
    }
    VEIL_ASSIGN(const Delimiters delimiters, ParseDelimiters(segment, span->begin));
    envelope.sections.push_back({span->begin, delimiters});
    if (!segment.starts_with("MSH")) continue;
    VEIL_ASSIGN(const auto charset, DeclaredCharset(segment, delimiters, width, span->begin));
    if (message_seen && charset != declared) {
      return Fail(ErrorCode::kUnsupportedCharset, "the messages of a batch differ in charset",
                  static_cast<std::int64_t>(span->begin));
    }
    declared = charset;
    message_seen = true;
  }
  if (envelope.sections.empty()) return Fail(ErrorCode::kEmpty, "the message has no segments");
  if (width == Width::kUtf16 && !declared && !raw.starts_with(kByteOrderMark)) {
    return Fail(ErrorCode::kUnsupportedCharset, "UTF-16 that is neither declared nor marked");
  }
  VEIL_ASSIGN(envelope.charset, CheckedCharset(raw, declared));
  return envelope;
}

}  // namespace veil::hl7v2
