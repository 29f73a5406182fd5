#pragma once

#include <memory>
#include <span>
#include <vector>

#include "app/gold_files.h"
#include "codec/codec.h"
#include "detect/detector.h"
#include "eval/ablation.h"
#include "eval/measures.h"
#include "eval/mistake_classes.h"

namespace veil {

// Runs detection over annotated messages and scores it.
class Evaluation {
 public:
  explicit Evaluation(std::span<const GoldDocument> documents) : documents_(documents), codecs_(MakeCodecs({})) {}

  // One score a document, in order. `mistakes`, if given, takes those of all decoded documents.
  std::vector<DocumentScore> Run(const DetectOptions& options, MistakeClasses* mistakes = nullptr) const;

  // Each kind of evidence left out of those that `options` leave on, then each of them alone.
  std::vector<AblationRow> Ablate(const DetectOptions& options) const;

 private:
  using Detectors = std::vector<std::unique_ptr<const Detector>>;

  DocumentScore ScoreOne(const GoldDocument& document, const Detectors& detectors, MistakeClasses* mistakes) const;

  std::span<const GoldDocument> documents_;  // not owned
  std::vector<std::unique_ptr<const Codec>> codecs_;
};

}  // namespace veil
