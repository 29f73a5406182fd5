#include "codec/mail_parts.h"

#include <algorithm>

#include "base/fold.h"

namespace veil::mail {
namespace {

constexpr std::size_t kPartsMax = 1000;

// The value of a header field; empty: there is none.
std::string ValueOf(std::string_view raw, const Headers& headers, std::string_view name) {
  for (const Header& header : headers.fields) {
    if (Unfolded(raw.substr(header.name.begin, header.name.size()), true) != name) continue;
    return Unfolded(raw.substr(header.value.begin, header.value.size()), false);
  }
  return {};
}

Transfer TransferOf(std::string_view word) {
  const std::string lower = Fold(word);
  if (lower == "quoted-printable") return Transfer::kQuotedPrintable;
  if (lower == "base64") return Transfer::kBase64;
  if (lower.empty() || lower == "7bit" || lower == "8bit" || lower == "binary") return Transfer::kPlain;
  return Transfer::kOther;
}

// The boundary of a multipart's Content-Type (RFC 2046 section 5.1.1); empty: there is none.
std::string BoundaryOf(std::string_view media) {
  const std::size_t at = Fold(media).find("boundary=");
  if (at == std::string::npos || !IsUtf8(media) || Fold(media).size() != media.size()) return {};
  std::string_view said = media.substr(at + std::string_view("boundary=").size());
  if (said.starts_with('"')) return std::string(said.substr(1, said.find('"', 1) - 1));
  return std::string(said.substr(0, said.find_first_of("; \t")));
}

class Reader {
 public:
  Reader(std::string_view raw, std::size_t depth_max) : raw_(raw), depth_max_(depth_max) {}

  Result<std::vector<Part>> Read(std::size_t begin) {
    VEIL_TRY(ReadPart({begin, raw_.size()}, 0));
    return std::move(parts_);
  }

 private:
  Result<void> ReadPart(Span range, std::size_t depth) {
    const auto offset = static_cast<std::int64_t>(range.begin);
    if (depth > depth_max_) return Fail(ErrorCode::kTooLarge, "parts nest too deep", offset);
    if (parts_.size() >= kPartsMax) return Fail(ErrorCode::kTooLarge, "too many parts", offset);
    Part part;
    VEIL_ASSIGN(part.headers, ReadHeaders(raw_, range));
    part.body = {part.headers.body, range.end};
    part.media = ValueOf(raw_, part.headers, "content-type");
    if (part.media.empty()) part.media = "text/plain";
    part.transfer = TransferOf(ValueOf(raw_, part.headers, "content-transfer-encoding"));
    const std::string lower = Fold(part.media);
    const std::string boundary = lower.starts_with("multipart/") ? BoundaryOf(part.media) : std::string();
    const bool plain = part.transfer == Transfer::kPlain;
    const bool mail = plain && lower.starts_with("message/rfc822");
    part.holds_parts = mail || (plain && !boundary.empty());
    const std::size_t index = parts_.size();
    const Span body = part.body;
    parts_.push_back(std::move(part));
    if (mail) return ReadPart(body, depth + 1);
    return boundary.empty() || !plain ? Result<void>() : ReadMultipart(index, body, "--" + boundary, depth);
  }

  Result<void> ReadMultipart(std::size_t index, Span body, const std::string& delimiter, std::size_t depth) {
    std::size_t begin = body.begin;  // of what stands before the next delimiter
    bool inside = false;
    bool closed = false;
    for (std::size_t line = body.begin; line < body.end && !closed;) {
      const std::size_t line_end = std::min(raw_.find('\n', line), body.end);
      const std::size_t next = std::min(line_end + 1, body.end);
      std::string_view text = raw_.substr(line, line_end - line);
      if (text.starts_with(delimiter)) {
        text.remove_prefix(delimiter.size());
        closed = text.starts_with("--");
        if (closed || text.find_first_not_of(" \t\r") == std::string_view::npos) {
          VEIL_TRY(Take(index, {begin, LineEndBefore(begin, line)}, inside, depth));
          inside = true;
          begin = next;
        }
      }
      line = next;
    }
    return Take(index, {begin, body.end}, inside && !closed, depth);
  }

  // The line end before a delimiter belongs to it.
  std::size_t LineEndBefore(std::size_t begin, std::size_t line) const {
    if (line > begin && raw_[line - 1] == '\n') --line;
    if (line > begin && raw_[line - 1] == '\r') --line;
    return line;
  }

  Result<void> Take(std::size_t index, Span range, bool is_part, std::size_t depth) {
    if (is_part) return ReadPart(range, depth + 1);
    parts_[index].between.push_back(range);
    return {};
  }

  std::string_view raw_;
  std::size_t depth_max_;
  std::vector<Part> parts_;
};

}  // namespace

Result<std::vector<Part>> ReadParts(std::string_view raw, std::size_t begin, std::size_t depth_max) {
  return Reader(raw, depth_max).Read(begin);
}

}  // namespace veil::mail
