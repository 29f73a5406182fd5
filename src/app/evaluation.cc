#include "app/evaluation.h"

#include <algorithm>

#include "pipeline/finder.h"

namespace veil {
namespace {

std::vector<FoundSpan> FoundSpans(const Document& document, std::span<const Finding> findings) {
  std::vector<FoundSpan> spans;
  for (const Entity& entity : ToEntities(document, findings)) {
    // Nobody can mark up what stands in base64.
    if (entity.attachment.empty()) spans.push_back({entity.raw, entity.type, entity.evidence});
  }
  return spans;
}

std::vector<Evidence> Enabled(const DetectOptions& options) {
  std::vector<Evidence> enabled;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    const auto evidence = static_cast<Evidence>(i);
    if (std::find(options.disabled.begin(), options.disabled.end(), evidence) == options.disabled.end()) {
      enabled.push_back(evidence);
    }
  }
  return enabled;
}

}  // namespace

std::vector<DocumentScore> Evaluation::Run(const DetectOptions& options, MistakeClasses* mistakes) const {
  const Detectors detectors = MakeDetectors(options);
  std::vector<DocumentScore> scores;
  scores.reserve(documents_.size());
  for (const GoldDocument& document : documents_) scores.push_back(ScoreOne(document, detectors, mistakes));
  return scores;
}

std::vector<AblationRow> Evaluation::Ablate(const DetectOptions& options) const {
  std::vector<AblationRow> rows;
  const std::vector<Evidence> enabled = Enabled(options);
  for (const Evidence evidence : enabled) {
    DetectOptions without = options;
    without.disabled.push_back(evidence);
    rows.push_back({evidence, false, Run(without)});
  }
  for (const Evidence evidence : enabled) {
    DetectOptions alone = options;
    std::copy_if(enabled.begin(), enabled.end(), std::back_inserter(alone.disabled),
                 [&](Evidence other) { return other != evidence; });
    rows.push_back({evidence, true, Run(alone)});
  }
  return rows;
}

DocumentScore Evaluation::ScoreOne(const GoldDocument& document, const Detectors& detectors,
                                   MistakeClasses* mistakes) const {
  RawMessage message;
  message.format = document.format;
  message.bytes = PhiString(document.gold.text);
  const Result<Found> found = Find(codecs_, detectors, message);
  if (!found) return {document.name, found.error().code, ScoreUndecoded(document.gold)};
  const std::vector<FoundSpan> resolved = FoundSpans(found->document, found->resolved);
  const std::vector<FoundSpan> evidence = FoundSpans(found->document, found->evidence);
  if (mistakes != nullptr) {
    mistakes->Add(document.name, document.gold, FindMistakes(document.gold, resolved, evidence));
  }
  return {document.name, {}, ScoreDocument(document.gold, resolved, evidence)};
}

}  // namespace veil
