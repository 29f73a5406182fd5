#include "pipeline/finder.h"

#include <algorithm>
#include <tuple>

#include "detect/resolve.h"

namespace veil {

Result<Found> Find(std::span<const std::unique_ptr<const Codec>> codecs,
                   std::span<const std::unique_ptr<const Detector>> detectors, const RawMessage& message,
                   StageObserver* observer) {
  NoStageObserver no_observer;
  StageObserver& stages = observer != nullptr ? *observer : no_observer;
  Found found;
  VEIL_ASSIGN(found.codec, ChooseCodec(codecs, message));
  VEIL_ASSIGN(found.document, found.codec->Decode(message));
  stages.OnStageEnd(Stage::kDecode);
  const Readings readings(found.document, Lexicon::Embedded());
  for (const auto& detector : detectors) VEIL_TRY(detector->Detect(found.document, readings, found.evidence));
  stages.OnStageEnd(Stage::kDetect);
  found.resolved = Resolve(found.evidence);
  stages.OnStageEnd(Stage::kResolve);
  return found;
}

std::vector<Entity> ToEntities(const Document& document, std::span<const Finding> findings) {
  std::vector<Entity> entities;
  for (const Finding& finding : findings) {
    const Field& field = document.fields[finding.field];
    const ByteMap& map = field.encoded ? field.encoded->map : field.map;
    for (const ByteMap::Run& run : map.ToRaw(finding.span)) {
      entities.push_back({field.encoded ? field.encoded->place : std::string(), run.raw, finding.type, finding.evidence,
                          finding.confidence});
    }
  }
  std::sort(entities.begin(), entities.end(), [](const Entity& a, const Entity& b) {
    return std::tie(a.attachment, a.raw) < std::tie(b.attachment, b.raw);
  });
  return entities;
}

}  // namespace veil
