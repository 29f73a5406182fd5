#include "codec/hl7v2_data.h"

#include <algorithm>
#include <array>

#include "codec/attachment.h"
#include "codec/base64.h"

namespace veil::hl7v2 {
namespace {

// The first sub-component in lower case, without the blanks.
std::string Word(std::string_view component) {
  std::string word;
  for (const char c : component.substr(0, component.find('&'))) {
    if (c != ' ') word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return word;
}

template <std::size_t N>
bool OneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// ED.2 and ED.3 as one media type. Senders write the words of HL7 tables 0191 and 0291, or a media type in either.
std::string MediaOf(const Siblings& ed) {
  constexpr std::array<std::string_view, 4> kTextTypes = {"text", "tx", "ft", "txt"};
  constexpr std::array<std::string_view, 6> kPlain = {"plain", "text", "txt", "ascii", "plaintext", ""};
  const std::string type = Word(ed.At(2));
  const std::string subtype = Word(ed.At(3));
  if (subtype.find('/') != std::string::npos) return subtype;
  if (type.find('/') != std::string::npos) return type;
  if (subtype == "html" || subtype == "htm") return "text/html";
  if (subtype == "xhtml" || subtype == "xhtml+xml") return "application/xhtml+xml";
  const bool text = OneOf(kTextTypes, type) || !subtype.empty();
  if (text && OneOf(kPlain, subtype)) return "text/plain";
  return type + "/" + subtype;
}

Literal ReasonOf(std::string_view media) {
  const auto holds = [&](std::string_view word) { return media.find(word) != std::string_view::npos; };
  if (holds("pdf")) return "pdf";
  if (holds("rtf")) return "rtf";
  if (holds("xml") || holds("cda")) return "xml";
  constexpr std::array<std::string_view, 9> kImages = {"im/",  "image", "jpeg",  "jpg", "png",
                                                       "tiff", "gif",   "dicom", "ns/"};
  if (std::any_of(kImages.begin(), kImages.end(), holds)) return "image";
  return "other";
}

Data Closed(Literal reason) { return {.kind = DataKind::kClosed, .fields = {}, .reason = reason}; }

Data Open(Charset charset, const std::string& media, std::string_view text) {
  auto fields = OpenAttachment(text, media);
  const bool bytes = charset != Charset::kUtf8 && charset != Charset::kAscii;
  std::string said = media;
  if (!fields && bytes && media == "text/plain") {
    said += ";charset=windows-1252";
    fields = OpenAttachment(text, said);
  }
  if (!fields) {
    const Literal reason = ReasonOf(media);
    const bool readable = media == "text/plain" || media == "text/html" || media == "application/xhtml+xml";
    return Closed(readable ? Literal("base64") : reason);
  }
  for (Field& field : *fields) field.encoded->media = said;
  return {.kind = DataKind::kOpened, .fields = std::move(*fields), .reason = {}};
}

// A file's place: \\server\path, //server/path, C:\path, scheme://path.
bool IsPointer(std::string_view text) {
  if (text.find('\n') != std::string_view::npos) return false;
  if (text.starts_with("\\\\") || text.starts_with("//")) return true;
  const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  if (text.size() > 3 && letter(text[0]) && text[1] == ':' && (text[2] == '\\' || text[2] == '/')) return true;
  const std::size_t scheme = text.find("://");
  return scheme != std::string_view::npos && scheme > 0 && std::all_of(text.begin(), text.begin() + scheme, letter);
}

}  // namespace

bool LooksEncoded(std::string_view text) {
  constexpr std::size_t kSizeMin = 64;
  if (text.size() < kSizeMin || text.find(' ') != std::string_view::npos) return false;
  bool upper = false;
  bool lower = false;
  bool digit = false;
  for (const char c : text) {
    upper = upper || (c >= 'A' && c <= 'Z');
    lower = lower || (c >= 'a' && c <= 'z');
    digit = digit || (c >= '0' && c <= '9');
  }
  return upper && lower && digit && FromBase64(text).has_value();
}

Data ReadData(Charset charset, const Siblings& ed, std::string_view text) {
  const std::string encoding = Word(ed.At(4));
  const bool base64 = encoding == "base64" || encoding == "b64";
  if (base64 || ((encoding.empty() || encoding == "a") && LooksEncoded(text))) return Open(charset, MediaOf(ed), text);
  if (!encoding.empty() && encoding != "a") return Closed("encoding");
  return {.kind = IsPointer(text) ? DataKind::kPointer : DataKind::kWords, .fields = {}, .reason = {}};
}

}  // namespace veil::hl7v2
