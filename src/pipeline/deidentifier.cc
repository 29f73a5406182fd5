#include "pipeline/deidentifier.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "pipeline/finder.h"
#include "pipeline/leak_check.h"
#include "pipeline/named_rules.h"
#include "subject/subject_seed.h"

namespace veil {
namespace {

// The record key of a clean message. Record keys are often medical record numbers, so it is drawn anew from the seed;
// it is the same for two messages only where their seeds are.
std::string RecordKey(const Subject& subject) {
  constexpr std::size_t kHexDigits = 32;
  return Hmac(subject.seed.view(), "veil record key").Hex().substr(0, kHexDigits);
}

}  // namespace

Deidentifier::Deidentifier(const Options& options, Policy policy, SurrogateKey key)
    : codecs_(MakeCodecs(UnderPolicy(options.codec, policy))),
      detectors_(MakeDetectors(options.detect)),
      headers_kept_(options.headers_kept),
      policy_(std::move(policy)),
      key_(std::move(key)),
      surrogates_(policy_.check_digits()) {}

Processed Deidentifier::Process(RawMessage message, StageObserver* observer) const {
  NoStageObserver no_observer;
  StageObserver& stages = observer != nullptr ? *observer : no_observer;
  Receipt receipt;
  receipt.origin = message.origin;
  receipt.format = message.format;
  receipt.bytes_in = message.bytes.size();
  stages.OnMessageBegin();
  Result<CleanMessage> clean = Fail(ErrorCode::kInternal, "an exception left the pipeline");
  try {
    clean = Clean(message, receipt, stages);
  } catch (const std::exception&) {
    // Whatever a library threw may quote the text: it ends here, and the message is quarantined.
  }
  if (!clean) return {Quarantined{std::move(message), clean.error()}, std::move(receipt)};
  receipt.bytes_out = clean->bytes().size();
  receipt.digest_out = Digest::Of(clean->bytes());
  return {std::move(*clean), std::move(receipt)};
}

Result<CleanMessage> Deidentifier::Clean(const RawMessage& message, Receipt& receipt, StageObserver& stages) const {
  const Result<Found> looked = Find(codecs_, detectors_, message, &stages);
  if (!looked) {
    // The receipt says who could not read it.
    const Result<const Codec*> codec = ChooseCodec(codecs_, message);
    if (codec) receipt.format = (*codec)->format();
    return tl::make_unexpected(looked.error());
  }
  const Found& found = *looked;
  const Document& document = found.document;
  receipt.format = document.format;
  receipt.unknown_paths = document.unknown_paths;

  std::vector<ActionKind> actions;
  actions.reserve(found.resolved.size());
  for (const Finding& finding : found.resolved) {
    const ActionKind action = policy_.ActionFor(finding.type, document.fields[finding.field].path);
    actions.push_back(action);
    ++receipt.identifiers[static_cast<std::size_t>(finding.type)][static_cast<std::size_t>(action)];
  }
  const Subject subject = SubjectOf(message, document);
  VEIL_ASSIGN(const std::vector<Replacement> replacements,
              surrogates_.Make(document, found.resolved, actions, subject));
  stages.OnStageEnd(Stage::kSurrogate);

  RawMessage output;
  output.format = document.format;
  VEIL_ASSIGN(output.bytes, found.codec->Encode(message, document, replacements));
  stages.OnStageEnd(Stage::kEncode);

  Result<Document> reopened = found.codec->Decode(output);
  if (!reopened) return Fail(ErrorCode::kEncodeFailed, "the output cannot be decoded again");
  std::vector<CleanHeader> headers = KeptHeaders(message);
  // They leave with the message, so the leak check reads them too.
  for (const CleanHeader& header : headers) reopened->fields.emplace_back().text = PhiString(header.value);
  VEIL_TRY(LeakCheck(document, found.resolved, actions, replacements, *reopened));
  stages.OnStageEnd(Stage::kLeakCheck);
  return CleanMessage(message.origin, document.format, std::move(output.bytes).Expose(), RecordKey(subject),
                      std::move(headers));
}

std::vector<CleanHeader> Deidentifier::KeptHeaders(const RawMessage& message) const {
  std::vector<CleanHeader> kept;
  for (const Header& header : message.headers) {
    const std::string& name = header.name.Expose();
    if (std::find(headers_kept_.begin(), headers_kept_.end(), name) == headers_kept_.end()) continue;
    kept.push_back({name, header.value.Expose()});
  }
  return kept;
}

Subject Deidentifier::SubjectOf(const RawMessage& message, const Document& document) const {
  Subject subject{MessageSeed(key_.bytes(), message.bytes)};
  if (policy_.derivation() != Derivation::kKeyed) return subject;
  subject.number_key = NumberKey(key_.bytes());
  subject.clinician_seed = ClinicianSeed(key_.bytes());
  if (const auto id = SubjectId(document, message.key); id && !document.many_patients) {
    subject.seed = SubjectSeed(key_.bytes(), *id);
  }
  return subject;
}

Digest Deidentifier::ModelDigest() { return DetectionDigest(); }

}  // namespace veil
