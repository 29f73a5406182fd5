#include "pipeline/deidentifier.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/check.h"
#include "pipeline/leak_check.h"
#include "pipeline/named_rules.h"
#include "pipeline/vaulting.h"
#include "subject/knowledge.h"
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

bool FitForShadow(const Policy& policy, const Policy& shadow) {
  return policy.columns() == shadow.columns() && policy.members() == shadow.members() &&
         shadow.output() == PolicyOutput::kClean;
}

Deidentifier::Deidentifier(const Options& options, Policy policy, SurrogateKey key, std::optional<Policy> shadow)
    : codecs_(MakeCodecs(UnderPolicy(options.codec, policy))),
      detectors_(MakeDetectors(options.detect)),
      headers_kept_(options.headers_kept),
      vault_key_(options.vault_key),
      policy_(std::move(policy)),
      shadow_(std::move(shadow)),
      key_(std::move(key)),
      surrogates_(policy_.check_digits()) {
  VEIL_CHECK(!shadow_ || FitForShadow(policy_, *shadow_));
  if (shadow_) shadow_surrogates_.emplace(shadow_->check_digits());
}

// What became of a message, and what it teaches.
struct Deidentifier::Treated {
  Outcome outcome;
  std::vector<Lesson> lessons = {};
};

Processed Deidentifier::Process(RawMessage message, StageObserver* observer, const Subjects* subjects) const {
  NoStageObserver no_observer;
  StageObserver& stages = observer != nullptr ? *observer : no_observer;
  Receipt receipt;
  receipt.origin = message.origin;
  receipt.format = message.format;
  receipt.bytes_in = message.bytes.size();
  stages.OnMessageBegin();
  Result<Treated> treated = Fail(ErrorCode::kInternal, "an exception left the pipeline");
  try {
    treated = Treat(message, subjects, receipt, stages);
  } catch (const std::exception&) {
    // Whatever a library threw may quote the text: it ends here, and the message is quarantined.
  }
  if (!treated) {
    // What the policy in force cannot read, no other could.
    if (shadow_ && !receipt.shadow) receipt.shadow = ShadowReceipt{shadow_->digest(), treated.error().code, false, {}};
    return {Quarantined{std::move(message), treated.error()}, std::move(receipt)};
  }
  if (const auto* clean = std::get_if<CleanMessage>(&treated->outcome)) {
    receipt.bytes_out = clean->bytes().size();
    receipt.digest_out = Digest::Of(clean->bytes());
  }
  return {std::move(treated->outcome), std::move(receipt), std::move(treated->lessons)};
}

SubjectIds Deidentifier::SubjectsOf(const RawMessage& message) const {
  try {
    const Result<const Codec*> codec = ChooseCodec(codecs_, message);
    if (!codec) return {};
    const Result<Document> document = (*codec)->Decode(message);
    return document ? SubjectIdsOf(*document, message.key) : SubjectIds();
  } catch (const std::exception&) {
    return {};  // Process meets the same exception, and quarantines the message
  }
}

Result<Deidentifier::Treated> Deidentifier::Treat(const RawMessage& message, const Subjects* subjects, Receipt& receipt,
                                                  StageObserver& stages) const {
  const Result<Found> looked = Find(codecs_, detectors_, message, &stages, subjects);
  if (!looked) {
    // The receipt says who could not read it.
    const Result<const Codec*> codec = ChooseCodec(codecs_, message);
    if (codec) receipt.format = (*codec)->format();
    return tl::make_unexpected(looked.error());
  }
  const Found& found = *looked;
  receipt.format = found.document.format;
  receipt.unknown_paths = found.document.unknown_paths;
  const Decided decided = Decide(policy_, found);
  for (std::size_t i = 0; i < found.resolved.size(); ++i) {
    const auto type = static_cast<std::size_t>(found.resolved[i].type);
    ++receipt.identifiers[type][static_cast<std::size_t>(decided.actions[i])];
  }
  if (policy_.output() == PolicyOutput::kNone) {
    if (shadow_) receipt.shadow = Shadow(message, found, decided, nullptr);
    return Treated{Audited{message.origin}};
  }
  Result<CleanMessage> clean = Clean(message, found, decided, surrogates_, stages);
  if (shadow_) receipt.shadow = Shadow(message, found, decided, &clean);
  if (!clean) return tl::make_unexpected(clean.error());
  Treated treated{std::move(*clean)};
  if (found.subject != nullptr) {
    Lesson lesson{*found.subject_id, Taught(found.document, found.resolved)};
    if (!lesson.identifiers.empty()) treated.lessons.push_back(std::move(lesson));
  }
  return treated;
}

Result<CleanMessage> Deidentifier::Clean(const RawMessage& message, const Found& found, const Decided& decided,
                                         const Surrogates& surrogates, StageObserver& stages) const {
  const Document& document = found.document;
  const Subject subject = SubjectOf(decided.derivation, message, found);
  VEIL_ASSIGN(const std::vector<Replacement> replacements,
              surrogates.Make(document, found.resolved, decided.actions, subject));
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
  VEIL_TRY(LeakCheck(document, found.resolved, decided.actions, replacements, *reopened));
  stages.OnStageEnd(Stage::kLeakCheck);
  CleanMessage clean(message.origin, document.format, std::move(output.bytes).Expose(), RecordKey(subject),
                     std::move(headers));
  if (policy_.keeps_vault() && &surrogates == &surrogates_) {  // what a shadow makes goes nowhere
    if (!vault_key_) return Fail(ErrorCode::kKey, "the policy keeps a vault, and there is no vault key");
    VEIL_ASSIGN(clean.vault_,
                SealedVault(document, found.resolved, decided.actions, replacements, subject, *vault_key_));
  }
  return clean;
}

// `clean` is what the policy in force made; null: it publishes nothing. What was decided alike comes out alike and is
// not made twice.
ShadowReceipt Deidentifier::Shadow(const RawMessage& message, const Found& found, const Decided& decided,
                                   const Result<CleanMessage>* clean) const {
  const Decided other = Decide(*shadow_, found);
  ShadowReceipt receipt;
  receipt.policy = shadow_->digest();
  for (std::size_t i = 0; i < found.resolved.size(); ++i) {
    if (other.actions[i] == decided.actions[i]) continue;
    ++receipt.changes[{found.resolved[i].type, decided.actions[i], other.actions[i]}];
  }
  NoStageObserver untimed;
  Result<CleanMessage> shadow = Fail(ErrorCode::kInternal, "an exception left the pipeline");
  const bool alike = clean != nullptr && other == decided;
  try {
    if (!alike) shadow = Clean(message, found, other, *shadow_surrogates_, untimed);
  } catch (const std::exception&) {
    // As in Process.
  }
  const Result<CleanMessage>& made = alike ? *clean : shadow;
  if (!made) receipt.quarantined = made.error().code;
  receipt.differs =
      clean == nullptr || made.has_value() != clean->has_value() || (made && made->bytes() != (*clean)->bytes());
  return receipt;
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

Subject Deidentifier::SubjectOf(Derivation derivation, const RawMessage& message, const Found& found) const {
  Subject subject{MessageSeed(key_.bytes(), message.bytes)};
  if (derivation == Derivation::kKeyed) {
    subject.number_key = NumberKey(key_.bytes());
    subject.clinician_seed = ClinicianSeed(key_.bytes());
    const auto id = SubjectIdsOf(found.document, message.key).patient;
    if (id) subject.seed = SubjectSeed(key_.bytes(), *id);
  } else if (found.subject != nullptr) {
    subject.seed = found.subject->seed;
  }
  return subject;
}

Digest Deidentifier::ModelDigest() { return DetectionDigest(); }

}  // namespace veil
