#include "pipeline/finder.h"

#include <algorithm>
#include <tuple>

#include "detect/resolve.h"
#include "subject/subject_ids.h"

namespace veil {
namespace {

// What is known of the patient goes with the document, so that the detectors look for it.
Result<void> Recognise(const RawMessage& message, const Subjects& subjects, Found& found) {
  found.subject_id = SubjectIdsOf(found.document, message.key).patient;
  if (!found.subject_id) return {};
  found.subject = subjects.Find(*found.subject_id);
  if (found.subject == nullptr) return Fail(ErrorCode::kInternal, "the message's subject was not looked up");
  found.document.known = found.subject->known;
  // The record's key may be the only place that gives the number.
  found.document.known.push_back({IdentifierType::kMrn, Party::kPatient, Part::kWhole, true, *found.subject_id});
  return {};
}

}  // namespace

Result<Found> Find(std::span<const std::unique_ptr<const Codec>> codecs,
                   std::span<const std::unique_ptr<const Detector>> detectors, const RawMessage& message,
                   StageObserver* observer, const Subjects* subjects) {
  NoStageObserver no_observer;
  StageObserver& stages = observer != nullptr ? *observer : no_observer;
  Found found;
  VEIL_ASSIGN(found.codec, ChooseCodec(codecs, message));
  VEIL_ASSIGN(found.document, found.codec->Decode(message));
  if (subjects != nullptr) VEIL_TRY(Recognise(message, *subjects, found));
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
