#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/phi.h"
#include "base/result.h"
#include "codec/named_fields.h"
#include "message/document.h"
#include "message/raw_message.h"
#include "message/replacement.h"

namespace veil {

// Steps 2 and 6: opens a message of one format into fields and closes it again. Immutable, thread-safe.
class Codec {
 public:
  virtual ~Codec() = default;

  // What it reads; kAuto: what the bytes hold behind an encoding of all of them.
  virtual Format format() const = 0;

  // Whether the bytes look like this format; the order of the array of codecs breaks ties.
  virtual bool Recognizes(PhiView bytes) const = 0;

  // Errors: kMalformed, kUnsupportedCharset, kInvalidEncoding, kTooLarge, kEmpty.
  virtual Result<Document> Decode(const RawMessage& raw) const = 0;

  // The raw bytes with each replacement in its place, written with the format's charset and escapes; every other byte
  // as it came. Errors: kEncodeFailed.
  virtual Result<PhiString> Encode(const RawMessage& raw, const Document& document,
                                   std::span<const Replacement> replacements) const = 0;
};

// Limits that hold for every codec; over them a message is quarantined as kTooLarge.
struct CodecLimits {
  std::size_t message_bytes_max = 16U << 20;
  std::size_t fields_max = 200'000;
  std::size_t depth_max = 64;
};

struct CodecOptions {
  CodecLimits limits;
  // What the operator says of members of line-delimited JSON and of columns of delimited text, by name; all others are
  // removed. Empty: CustomaryFields().
  std::vector<NamedField> ndjson_fields;
  std::vector<NamedField> columns;
};

// All codecs there are, in the order in which they are asked to recognise a message.
std::vector<std::unique_ptr<const Codec>> MakeCodecs(const CodecOptions& options);

// The codec for a message: the one of raw.format, or for kAuto the first that recognises the bytes.
// Errors: kUnknownFormat, kEmpty.
Result<const Codec*> ChooseCodec(std::span<const std::unique_ptr<const Codec>> codecs, const RawMessage& raw);

}  // namespace veil
