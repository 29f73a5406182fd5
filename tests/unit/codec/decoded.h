#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/codec.h"

namespace veil {

inline RawMessage Message(std::string_view bytes) {
  RawMessage raw;
  raw.bytes = PhiString(std::string(bytes));
  return raw;
}

// A message opened by the codec that recognises it.
struct Opened {
  RawMessage raw;
  const Codec* codec = nullptr;
  Result<Document> document = Fail(ErrorCode::kInternal, "not opened");

  // The fields of a path.
  std::vector<const Field*> At(std::string_view path) const {
    std::vector<const Field*> found;
    for (const Field& field : document->fields) {
      if (field.path == path) found.push_back(&field);
    }
    return found;
  }
  std::string Text(std::string_view path) const {
    const auto fields = At(path);
    return fields.empty() ? "(none)" : fields.front()->text.Expose();
  }
  // The raw bytes after `replacements` of whole fields or parts of them.
  std::string Encode(const std::vector<Replacement>& replacements) const {
    const auto out = codec->Encode(raw, *document, replacements);
    return out ? out->Expose() : "(failed)";
  }
  // Replaces the first occurrence of `text` in the first field that holds it.
  std::string Replace(std::string_view text, std::string_view by) const {
    for (std::size_t i = 0; i < document->fields.size(); ++i) {
      const std::size_t at = document->fields[i].text.Expose().find(text);
      if (at != std::string::npos) return Encode({{i, {at, at + text.size()}, PhiString(std::string(by))}});
    }
    return "(not found)";
  }
};

inline Opened Open(std::string_view bytes, const CodecOptions& options = {}) {
  static std::vector<std::vector<std::unique_ptr<const Codec>>> kept;
  kept.push_back(MakeCodecs(options));
  Opened opened{Message(bytes)};
  const auto codec = ChooseCodec(kept.back(), opened.raw);
  if (!codec) {
    opened.document = tl::make_unexpected(codec.error());
    return opened;
  }
  opened.codec = *codec;
  opened.document = opened.codec->Decode(opened.raw);
  return opened;
}

inline ErrorCode FailureOf(const Opened& opened) {
  return opened.document ? ErrorCode::kInternal : opened.document.error().code;
}

}  // namespace veil
