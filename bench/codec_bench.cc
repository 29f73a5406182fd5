#include <benchmark/benchmark.h>

#include "base/check.h"
#include "bench/answer.h"
#include "bench/corpus.h"
#include "codec/codec.h"

namespace veil::bench {
namespace {

void Decode(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const auto codecs = MakeCodecs({});
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    for (const RawMessage& message : messages) {
      const auto codec = ChooseCodec(codecs, message);
      VEIL_CHECK(codec.has_value());
      const auto document = (*codec)->Decode(message);
      VEIL_CHECK(document.has_value());
      answer.Add(*document);
    }
    return answer;
  });
}

// Encodes without replacements; the answer is the input.
void Encode(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const auto codecs = MakeCodecs({});
  const Codec* codec = *ChooseCodec(codecs, messages.front());
  std::vector<Document> documents;
  for (const RawMessage& message : messages) documents.push_back(*codec->Decode(message));
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const auto bytes = codec->Encode(messages[i], documents[i], {});
      VEIL_CHECK(bytes.has_value() && *bytes == messages[i].bytes);
      answer.Add(bytes->size());
    }
    return answer;
  });
}

BENCHMARK_CAPTURE(Decode, text, Notes());
BENCHMARK_CAPTURE(Decode, hl7v2, Hl7Messages());
BENCHMARK_CAPTURE(Decode, ndjson, NdjsonMessages());
BENCHMARK_CAPTURE(Encode, text, Notes());
BENCHMARK_CAPTURE(Encode, hl7v2, Hl7Messages());
BENCHMARK_CAPTURE(Encode, ndjson, NdjsonMessages());

}  // namespace
}  // namespace veil::bench
