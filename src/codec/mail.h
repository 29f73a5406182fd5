#pragma once

#include "codec/codec.h"

namespace veil {

// A mail (RFC 5322) with its parts (MIME, RFC 2045 to 2047): header fields by dictionaries/mail/headers.tsv, bodies of
// text, HTML and RTF; all other parts are unknown, and so is what stands between parts.
class MailCodec final : public Codec {
 public:
  explicit MailCodec(const CodecLimits& limits) : limits_(limits) {}

  Format format() const override { return Format::kMail; }
  // A header of fields up to an empty line, with From or Sender, and with a Message-ID, what MIME says of the content
  // or a trace: a note that quotes a mail has none of these.
  bool Recognizes(PhiView bytes) const override;
  Result<Document> Decode(const RawMessage& raw) const override;
  Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                           std::span<const Replacement> replacements) const override;

 private:
  CodecLimits limits_;
};

}  // namespace veil
