#include "codec/mail_header.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/check.h"
#include "base/fold.h"
#include "codec/charset.h"
#include "codec/encoded_word.h"
#include "codec/json_leaves.h"
#include "codec/table_rows.h"
#include "codec/text_charset.h"

extern "C" const char kVeilMailHeaders[];
extern "C" const char kVeilMailHeaders_end[];

namespace veil::mail {
namespace {

constexpr std::size_t kHeadersMax = 1000;
constexpr std::string_view kBlank = " \t\r\n";

constexpr std::array<table::Word<HeaderKind>, 8> kKinds = {{{"mailboxes", HeaderKind::kMailboxes},
                                                            {"text", HeaderKind::kText},
                                                            {"date", HeaderKind::kDate},
                                                            {"ids", HeaderKind::kIds},
                                                            {"parameters", HeaderKind::kParameters},
                                                            {"facility", HeaderKind::kFacility},
                                                            {"safe", HeaderKind::kSafe},
                                                            {"removed", HeaderKind::kRemoved}}};

using KindTable = std::map<std::string, HeaderKind, std::less<>>;

KindTable ReadKinds() {
  KindTable kinds;
  const std::string_view text(kVeilMailHeaders, static_cast<std::size_t>(kVeilMailHeaders_end - kVeilMailHeaders));
  VEIL_CHECK(table::EachRow("dictionaries/mail/headers.tsv", text, 2, [&](const table::Row& row) -> table::Verdict {
    const auto kind = FindWord(kKinds, row[1]);
    if (!kind) return "a kind that is none";
    kinds.emplace(row[0], *kind);
    return {};
  }));
  return kinds;
}

bool IsNameCharacter(char c) { return c > ' ' && c < 0x7F && c != ':'; }

class Appender {
 public:
  Appender(std::string_view raw, const Header& header, std::vector<Field>& fields)
      : raw_(raw),
        value_(header.value),
        fields_(fields),
        known_(HeaderOf(raw.substr(header.name.begin, header.name.size()))) {
    path_ = known_.kind == HeaderKind::kUnknown ? "header" : "header." + std::string(known_.name);
    if (known_.kind == HeaderKind::kUnknown) Add(header.name, FieldClass::kSafe);
  }

  void Append() {
    switch (known_.kind) {
      case HeaderKind::kMailboxes:
        return Mailboxes();
      case HeaderKind::kText:
        return Words(value_, FieldClass::kFreeText, IdentifierType::kUnknown);
      case HeaderKind::kFacility:
        return Words(value_, FieldClass::kIdentifier, IdentifierType::kFacility);
      case HeaderKind::kDate:
        return Date();
      case HeaderKind::kIds:
        return Ids();
      case HeaderKind::kParameters:
        return Parameters();
      case HeaderKind::kSafe:
        return Add(value_, FieldClass::kSafe);
      case HeaderKind::kRemoved:
      case HeaderKind::kUnknown:
        return Add(value_, FieldClass::kUnknown);
    }
  }

 private:
  std::string_view Of(Span span) const { return raw_.substr(span.begin, span.size()); }

  // A part of the value, without the blanks around it; line ends of folding are nothing.
  void Add(Span span, FieldClass field_class, IdentifierType type = IdentifierType::kUnknown) {
    while (!span.empty() && kBlank.find(raw_[span.begin]) != std::string_view::npos) ++span.begin;
    while (!span.empty() && kBlank.find(raw_[span.end - 1]) != std::string_view::npos) --span.end;
    if (span.empty()) return;
    Field field = New(field_class, type);
    std::string text;
    const Charset charset = IsUtf8(Of(span)) ? Charset::kUtf8 : Charset::kWindows1252;
    for (std::size_t begin = span.begin; begin < span.end;) {
      const std::size_t end = std::min(raw_.find_first_of("\r\n", begin), span.end);
      AppendDecoded(charset, raw_, {begin, end}, text, field.map);
      begin = end < span.end ? end + 1 : end;
    }
    field.text = PhiString(std::move(text));
    fields_.push_back(std::move(field));
  }

  Field New(FieldClass field_class, IdentifierType type) const {
    Field field;
    field.path = path_;
    field.field_class = field_class;
    field.type = field_class == FieldClass::kIdentifier ? type : IdentifierType::kUnknown;
    return field;
  }

  void AddEncoded(const EncodedWords& words, FieldClass field_class, IdentifierType type) {
    if (words.text.empty()) return;
    Field field = New(field_class, type);
    field.map.AppendVirtual(words.text.size(), words.raw.begin);
    field.encoded.emplace();
    field.encoded->place = path_ + "[" + std::to_string(encoded_++) + "]";
    field.encoded->raw = words.raw;
    field.encoded->map = ByteMap::Identity(0, words.text.size());
    field.text = PhiString(words.text);
    fields_.push_back(std::move(field));
  }

  // Text with encoded words in it.
  void Words(Span span, FieldClass field_class, IdentifierType type) {
    std::size_t begin = span.begin;
    for (std::size_t at = raw_.find("=?", begin); at < span.end; at = raw_.find("=?", at)) {
      const auto words = EncodedWordsAt(raw_, at, span.end);
      if (!words) {
        at += 2;
        continue;
      }
      Add({begin, at}, field_class, type);
      AddEncoded(*words, field_class, type);
      begin = at = words->raw.end;
    }
    Add({begin, span.end}, field_class, type);
  }

  // Display names, addresses and comments, cut at what stands between them.
  void Mailboxes() {
    std::size_t begin = value_.begin;
    std::size_t at = begin;
    const auto flush = [&](std::size_t end) {
      const bool address = Of({begin, end}).find('@') != std::string_view::npos;
      if (address) {
        Add({begin, end}, FieldClass::kIdentifier, IdentifierType::kEmail);
      } else {
        Words({begin, end}, FieldClass::kIdentifier, IdentifierType::kNamePatient);
      }
      begin = end + 1;
    };
    while (at < value_.end) {
      const char c = raw_[at];
      if (c == '"') {
        flush(at);
        at = QuoteEnd(at);
      }
      if (at < value_.end && std::string_view(",;:<>()\"").find(raw_[at]) != std::string_view::npos) flush(at);
      ++at;
    }
    if (begin < value_.end) flush(value_.end);
  }

  // The quote that closes the one at `at`, or the end of the value.
  std::size_t QuoteEnd(std::size_t at) const {
    for (++at; at < value_.end && raw_[at] != '"'; ++at) {
      if (raw_[at] == '\\') ++at;
    }
    return std::min(at, value_.end);
  }

  // "Tue, 3 Mar 2020 10:20:00 -0500": what stands before the time of day is the date.
  void Date() {
    const std::string_view value = Of(value_);
    std::size_t time = value.find(':');
    time = time == std::string_view::npos ? value.size() : time;
    while (time > 0 && value[time - 1] >= '0' && value[time - 1] <= '9') --time;
    Add({value_.begin, value_.begin + time}, FieldClass::kIdentifier, IdentifierType::kDate);
    const bool safe = value.find_first_not_of("0123456789:+- GMTUZ", time) == std::string_view::npos;
    Add({value_.begin + time, value_.end}, safe ? FieldClass::kSafe : FieldClass::kFreeText);
  }

  // What stands between the angle brackets, or between blanks.
  void Ids() {
    std::size_t begin = value_.begin;
    for (std::size_t at = begin; at <= value_.end; ++at) {
      if (at < value_.end && std::string_view("<> \t\r\n").find(raw_[at]) == std::string_view::npos) continue;
      Add({begin, at}, FieldClass::kIdentifier, IdentifierType::kId);
      begin = at + 1;
    }
  }

  // Of parameters, those stay that cannot name anybody; the value of any other is removed.
  void Parameters() {
    constexpr std::array<std::string_view, 8> kStay = {"charset", "boundary", "format",      "delsp",
                                                       "size",    "micalg",   "report-type", "protocol"};
    std::size_t at = std::min(raw_.find(';', value_.begin), value_.end);
    while (at < value_.end) {
      const std::size_t end = ParameterEnd(at + 1);
      const std::size_t equals = std::min(raw_.find('=', at), end);
      const std::string name = Unfolded(raw_.substr(at + 1, equals > at ? equals - at - 1 : 0), true);
      if (equals < end && std::find(kStay.begin(), kStay.end(), name) == kStay.end()) {
        Span value{equals + 1, end};
        if (value.size() >= 2 && raw_[value.begin] == '"' && raw_[value.end - 1] == '"')
          value = {value.begin + 1, value.end - 1};
        Add(value, FieldClass::kUnknown);
      } else if (equals >= end) {
        Add({at + 1, end}, FieldClass::kUnknown);
      }
      at = end;
    }
  }

  std::size_t ParameterEnd(std::size_t at) const {
    while (at < value_.end && raw_[at] != ';') at = raw_[at] == '"' ? std::min(QuoteEnd(at) + 1, value_.end) : at + 1;
    return std::min(at, value_.end);
  }

  std::string_view raw_;
  Span value_;
  std::vector<Field>& fields_;
  KnownHeader known_;
  std::string path_;
  std::size_t encoded_ = 0;
};

}  // namespace

Result<Headers> ReadHeaders(std::string_view raw, Span range) {
  Headers headers;
  std::size_t at = range.begin;
  while (at < range.end) {
    const std::size_t line_end = std::min(raw.find('\n', at), range.end);
    const std::size_t next = std::min(line_end + 1, range.end);
    const bool cr = line_end > at && raw[line_end - 1] == '\r';
    const Span line{at, cr ? line_end - 1 : line_end};
    const auto offset = static_cast<std::int64_t>(at);
    at = next;
    if (line.empty()) {
      headers.body = next;
      return headers;
    }
    if (raw[line.begin] == ' ' || raw[line.begin] == '\t') {
      if (headers.fields.empty()) return Fail(ErrorCode::kMalformed, "a header that begins with a blank", offset);
      headers.fields.back().value.end = line.end;
      continue;
    }
    std::size_t colon = line.begin;
    while (colon < line.end && IsNameCharacter(raw[colon])) ++colon;
    const Span name{line.begin, colon};
    while (colon < line.end && (raw[colon] == ' ' || raw[colon] == '\t')) ++colon;
    if (name.empty() || colon >= line.end || raw[colon] != ':') {
      return Fail(ErrorCode::kMalformed, "a line of the header that is no field", offset);
    }
    if (!IsSchemaWord(raw.substr(name.begin, name.size()))) {
      return Fail(ErrorCode::kMalformed, "a header name that may be a value", offset);
    }
    if (headers.fields.size() >= kHeadersMax) return Fail(ErrorCode::kTooLarge, "too many header fields", offset);
    headers.fields.push_back({name, {colon + 1, line.end}});
  }
  headers.body = range.end;
  return headers;
}

KnownHeader HeaderOf(std::string_view name) {
  static const KindTable kKinds = ReadKinds();
  const auto found = kKinds.find(Unfolded(name, true));
  if (found == kKinds.end()) return {};
  return {found->first, found->second};
}

std::string Unfolded(std::string_view value, bool lower) {
  std::string text(value);
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
  text.erase(0, std::min(text.find_first_not_of(kBlank), text.size()));
  text.resize(text.find_last_not_of(kBlank) + 1);
  if (lower) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  }
  return text;
}

void AppendHeaderFields(std::string_view raw, const Header& header, std::vector<Field>& fields) {
  Appender(raw, header, fields).Append();
}

}  // namespace veil::mail
