#include "codec/page.h"

#include <algorithm>
#include <array>

#include "base/fold.h"
#include "codec/rtf_text.h"
#include "codec/splice.h"
#include "codec/text_charset.h"

namespace veil {
namespace {

// The bytes without a byte order mark, blanks and an XML declaration, as far as a page is recognised by them.
std::string Beginning(std::string_view bytes) {
  constexpr std::size_t kSizeMax = 512;
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  bytes = bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  if (bytes.starts_with("<?xml ")) {
    bytes = bytes.substr(std::min(bytes.find("?>"), bytes.size()));
    bytes = bytes.substr(std::min(bytes.find_first_not_of("?> \t\r\n"), bytes.size()));
  }
  return Fold(bytes.substr(0, kSizeMax));
}

bool IsPage(std::string_view bytes) {
  constexpr std::array<std::string_view, 4> kTags = {"<html", "<head", "<body", "<!doctype html"};
  const std::string begin = Beginning(bytes);
  return std::any_of(kTags.begin(), kTags.end(), [&](std::string_view tag) {
    return begin.starts_with(tag) && begin.size() > tag.size() &&
           std::string_view("> \t\r\n").find(begin[tag.size()]) != std::string_view::npos;
  });
}

// A page of another charset looks like Windows-1252.
bool SaysOtherCharset(std::string_view bytes) {
  constexpr std::size_t kHeadMax = 1024;
  const std::string head = Fold(bytes.substr(0, kHeadMax));
  const std::size_t at = head.find("charset=");
  if (at == std::string::npos) return false;
  std::string_view said = std::string_view(head).substr(at + std::string_view("charset=").size());
  said.remove_prefix(std::min(said.find_first_not_of("\"'"), said.size()));
  return !BodyTypeOf("text/html;charset=" + std::string(said.substr(0, said.find_first_of("\"' />;\r\n"))));
}

}  // namespace

BodyType PageCodec::Type() const { return {format_ == Format::kRtf ? BodyForm::kRtf : BodyForm::kHtml, std::nullopt}; }

bool PageCodec::Recognizes(PhiView bytes) const {
  return format_ == Format::kRtf ? rtf::Recognizes(bytes.Expose()) : IsPage(bytes.Expose());
}

Result<Document> PageCodec::Decode(const RawMessage& message) const {
  const std::string_view raw = message.bytes.Expose();
  if (raw.size() > limits_.message_bytes_max) return Fail(ErrorCode::kTooLarge, "the message is over the limit");
  const bool ascii = std::all_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (format_ == Format::kHtml && !ascii && SaysOtherCharset(raw)) {
    return Fail(ErrorCode::kUnsupportedCharset, "the page says a charset that is not read");
  }
  Document document;
  document.format = format_;
  const std::string path(FormatName(format_).view());
  VEIL_ASSIGN(document.fields, OpenBody(Type(), raw, path, limits_.depth_max));
  if (document.fields.size() > limits_.fields_max) return Fail(ErrorCode::kTooLarge, "the message has too many fields");
  const bool unknown = std::any_of(document.fields.begin(), document.fields.end(),
                                   [](const Field& field) { return field.field_class == FieldClass::kUnknown; });
  if (unknown) document.unknown_paths.push_back(path);
  return document;
}

Result<PhiString> PageCodec::Encode(const RawMessage& message, const Document& document,
                                    std::span<const Replacement> replacements) const {
  const std::string_view raw = message.bytes.Expose();
  const BodyType type = WithCharset(Type(), raw);
  return Splice(message.bytes, document, replacements,
                [&](std::string_view text, std::size_t position) { return EscapedInBody(type, raw, position, text); });
}

}  // namespace veil
