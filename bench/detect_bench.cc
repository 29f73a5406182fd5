#include <benchmark/benchmark.h>

#include <string>

#include "base/check.h"
#include "bench/answer.h"
#include "bench/corpus.h"
#include "codec/codec.h"
#include "detect/detector.h"
#include "detect/readings.h"
#include "detect/resolve.h"

namespace veil::bench {
namespace {

std::vector<Document> Decoded(const std::vector<RawMessage>& messages) {
  const auto codecs = MakeCodecs({});
  std::vector<Document> documents;
  for (const RawMessage& message : messages) documents.push_back(*(*ChooseCodec(codecs, message))->Decode(message));
  return documents;
}

// What detectors [0, count) find in each document.
std::vector<Findings> FoundBy(std::size_t count, const std::vector<Document>& documents) {
  const auto detectors = MakeDetectors({});
  std::vector<Findings> all(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Readings readings(documents[i], Lexicon::Embedded());
    for (std::size_t j = 0; j < count; ++j)
      VEIL_CHECK(detectors[j]->Detect(documents[i], readings, all[i]).has_value());
  }
  return all;
}

// Tokens, what the lexicon says of each, and how much each is a name.
void ReadText(benchmark::State& state) {
  const std::vector<Document> documents = Decoded(Notes());
  Measure(state, TotalBytes(Notes()), documents.size(), [&] {
    Answer answer;
    for (const Document& document : documents) {
      answer.Add(Readings(document, Lexicon::Embedded()).begin()->reading.size());
    }
    return answer;
  });
}
BENCHMARK(ReadText)->Name("Read/notes");

// One detector on notes, given what those before it found.
void DetectWith(benchmark::State& state, std::size_t index) {
  const auto detectors = MakeDetectors({});
  const std::vector<Document> documents = Decoded(Notes());
  const std::vector<Findings> before = FoundBy(index, documents);
  std::vector<Readings> readings;
  for (const Document& document : documents) readings.emplace_back(document, Lexicon::Embedded());
  Measure(state, TotalBytes(Notes()), documents.size(), [&] {
    Answer answer;
    answer.Add(index);
    for (std::size_t i = 0; i < documents.size(); ++i) {
      Findings found = before[i];
      VEIL_CHECK(detectors[index]->Detect(documents[i], readings[i], found).has_value());
      answer.Add(found);
    }
    return answer;
  });
}

void ResolveAll(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const std::vector<Document> documents = Decoded(messages);
  const std::vector<Findings> evidence = FoundBy(MakeDetectors({}).size(), documents);
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    for (const Findings& findings : evidence) answer.Add(Resolve(findings));
    return answer;
  });
}
BENCHMARK_CAPTURE(ResolveAll, notes, Notes())->Name("Resolve/notes");
BENCHMARK_CAPTURE(ResolveAll, hl7v2, Hl7Messages())->Name("Resolve/hl7v2");

// One benchmark a detector, in the order in which they run.
const bool kRegistered = [] {
  const auto detectors = MakeDetectors({});
  for (std::size_t i = 0; i < detectors.size(); ++i) {
    const std::string name =
        "Detect/" + std::to_string(i) + "-" + std::string(EvidenceName(detectors[i]->evidence()).view());
    benchmark::RegisterBenchmark(name.c_str(), [i](benchmark::State& state) { DetectWith(state, i); });
  }
  return true;
}();

}  // namespace
}  // namespace veil::bench
