#include "eval/cover.h"

#include <algorithm>

namespace veil {

std::string EvidenceSetName(const EvidenceSet& set) {
  std::string names;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    if (set.test(i)) names += (names.empty() ? "" : "+") + std::string(EvidenceName(static_cast<Evidence>(i)).view());
  }
  return names.empty() ? "none" : names;
}

Cover::Cover(std::size_t size, std::span<const FoundSpan> resolved, std::span<const FoundSpan> evidence)
    : resolved_(size) {
  for (Layer& layer : detectors_) layer.resize(size);
  for (const FoundSpan& found : resolved) Paint(found, resolved_);
  for (const FoundSpan& found : evidence) Paint(found, detectors_[static_cast<std::size_t>(found.evidence)]);
}

EvidenceSet Cover::DetectorsAt(std::size_t byte) const {
  EvidenceSet set;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) set.set(i, detectors_[i][byte] != 0);
  return set;
}

void Cover::Paint(const FoundSpan& found, Layer& layer) {
  if (MayStay(found.type)) return;
  const auto label = static_cast<std::uint8_t>(static_cast<unsigned>(found.type) + 1);
  for (std::size_t i = found.span.begin; i < std::min(found.span.end, layer.size()); ++i) layer[i] = label;
}

}  // namespace veil
