#include <benchmark/benchmark.h>

#include <string>
#include <variant>

#include "base/check.h"
#include "bench/answer.h"
#include "bench/corpus.h"
#include "pipeline/deidentifier.h"
#include "pipeline/finder.h"
#include "pipeline/leak_check.h"

namespace veil::bench {
namespace {

Policy SafeHarbor() { return std::move(*Policy::Load("safe-harbor", VEIL_SOURCE_DIR "/deploy/policies")); }

// A message at each step between decoding and publishing.
struct Steps {
  const RawMessage* raw = nullptr;
  Found found;
  std::vector<ActionKind> actions;
  std::vector<Replacement> replacements;
  Document output;
};

class Prepared {
 public:
  explicit Prepared(const std::vector<RawMessage>& messages) : codecs_(MakeCodecs({})), detectors_(MakeDetectors({})) {
    const Policy policy = SafeHarbor();
    for (const RawMessage& message : messages) {
      Steps step{&message, std::move(*Find(codecs_, detectors_, message)), {}, {}, {}};
      for (const Finding& finding : step.found.resolved) {
        step.actions.push_back(policy.ActionFor(finding.type, step.found.document.fields[finding.field].path));
      }
      step.replacements = *Make(step);
      RawMessage output;
      output.format = message.format;
      output.bytes = *Encode(step);
      step.output = *step.found.codec->Decode(output);
      steps.push_back(std::move(step));
    }
  }

  Result<std::vector<Replacement>> Make(const Steps& step) const {
    return surrogates_.Make(step.found.document, step.found.resolved, step.actions, Subject{Digest::Of("bench")});
  }
  static Result<PhiString> Encode(const Steps& step) {
    return step.found.codec->Encode(*step.raw, step.found.document, step.replacements);
  }

  std::vector<Steps> steps;

 private:
  std::vector<std::unique_ptr<const Codec>> codecs_;
  std::vector<std::unique_ptr<const Detector>> detectors_;
  Surrogates surrogates_;
};

void MakeSurrogates(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const Prepared prepared(messages);
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    for (const Steps& step : prepared.steps) answer.Add(*prepared.Make(step));
    return answer;
  });
}

void EncodeReplaced(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const Prepared prepared(messages);
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    for (const Steps& step : prepared.steps) answer.Add(Prepared::Encode(step)->Expose());
    return answer;
  });
}

void CheckLeaks(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const Prepared prepared(messages);
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    for (const Steps& step : prepared.steps) {
      answer.Add(static_cast<std::size_t>(
          LeakCheck(step.found.document, step.found.resolved, step.actions, step.replacements, step.output)
              .has_value()));
    }
    return answer;
  });
}

// The whole chain, as a worker runs it; the bytes of clean messages and the reasons of the others are the answer.
void Process(benchmark::State& state, const std::vector<RawMessage>& messages) {
  const Deidentifier deidentifier({}, SafeHarbor(), SurrogateKey(std::string(32, 'k')));
  std::size_t clean = 0;
  Measure(state, TotalBytes(messages), messages.size(), [&] {
    Answer answer;
    clean = 0;
    for (const RawMessage& message : messages) {
      const Processed processed = deidentifier.Process(message);
      if (const auto* done = std::get_if<CleanMessage>(&processed.outcome)) {
        ++clean;
        answer.Add(done->bytes());
      } else {
        answer.Add(static_cast<std::size_t>(std::get<Quarantined>(processed.outcome).reason.code));
      }
    }
    return answer;
  });
  if (clean == 0) state.SkipWithError("every message was quarantined");
  state.counters["clean"] = static_cast<double>(clean);
  state.counters["of"] = static_cast<double>(messages.size());
}

BENCHMARK_CAPTURE(MakeSurrogates, notes, Notes());
BENCHMARK_CAPTURE(MakeSurrogates, hl7v2, Hl7Messages());
BENCHMARK_CAPTURE(EncodeReplaced, notes, Notes());
BENCHMARK_CAPTURE(EncodeReplaced, hl7v2, Hl7Messages());
BENCHMARK_CAPTURE(CheckLeaks, notes, Notes());
BENCHMARK_CAPTURE(CheckLeaks, hl7v2, Hl7Messages());
BENCHMARK_CAPTURE(Process, notes, Notes());
BENCHMARK_CAPTURE(Process, hl7v2, Hl7Messages());
BENCHMARK_CAPTURE(Process, ndjson, NdjsonMessages());

}  // namespace
}  // namespace veil::bench
