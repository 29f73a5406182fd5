#include "base/json_text.h"
#include "eval/json_object.h"
#include "eval/report.h"

namespace veil {
namespace {

std::string_view TypeName(std::size_t type) { return IdentifierTypeName(static_cast<IdentifierType>(type)).view(); }

// name, name_low and name_high.
void AddShare(std::span<const DocumentScore> documents, const Score& total, const Measure& measure,
              const std::string& name, JsonObject& object) {
  const Interval interval = IntervalOf(documents, measure);
  object.Ratio(name, ShareOf(total, measure)).Ratio(name + "_low", interval.low).Ratio(name + "_high", interval.high);
}

void AddSpans(const SpanScore& score, JsonObject& object) {
  object.Count("spans", score.spans)
      .Count("found", score.found)
      .Count("characters", score.characters)
      .Count("leaked_characters", score.leaked)
      .Ratio("type_right", Share(score.type_right, score.found))
      .Count("identifier_tokens", score.tokens)
      .Count("identifier_tokens_found", score.tokens_found);
}

void AddTokens(const TokenScore& score, JsonObject& object) {
  object.Count("tokens", score.covered).Count("tokens_right", score.right);
}

std::string Types(std::span<const DocumentScore> documents, const Score& total) {
  JsonObject types;
  for (std::size_t i = 0; i < total.types.size(); ++i) {
    const SpanScore& spans = total.types[i];
    const TokenScore& finds = total.tokens_by_type[i];
    if (spans.spans == 0 && finds.covered == 0) continue;
    JsonObject type;
    AddSpans(spans, type);
    AddShare(documents, total, RecallOf(static_cast<IdentifierType>(i)), "recall", type);
    type.Ratio("token_recall", Share(spans.tokens_found, spans.tokens))
        .Ratio("leaked_share", Share(spans.leaked, spans.characters));
    AddTokens(finds, type);
    type.Ratio("precision", Share(finds.right, finds.covered));
    types.Raw(TypeName(i), type.Close());
  }
  return types.Close();
}

std::string DetectorTypes(const DetectorScore& score) {
  JsonObject types;
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const TokenScore& tokens = score.tokens_by_type[i];
    if (score.found_by_type[i] == 0 && tokens.covered == 0) continue;
    JsonObject type;
    type.Count("found", score.found_by_type[i]);
    AddTokens(tokens, type);
    type.Ratio("precision", Share(tokens.right, tokens.covered));
    types.Raw(TypeName(i), type.Close());
  }
  return types.Close();
}

std::string Detectors(std::span<const DocumentScore> documents, const Score& total) {
  JsonObject detectors;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    const auto evidence = static_cast<Evidence>(i);
    const DetectorScore& score = total.detectors[i];
    JsonObject detector;
    detector.Count("found", score.found)
        .Ratio("recall", Share(score.found, total.All().spans))
        .Count("only", score.only);
    AddTokens(score.tokens, detector);
    AddShare(documents, total, PrecisionOf(evidence), "precision", detector);
    detector.Raw("by_type", DetectorTypes(score));
    detectors.Raw(EvidenceName(evidence).view(), detector.Close());
  }
  return detectors.Close();
}

std::string Folders(std::span<const DocumentScore> documents) {
  JsonObject folders;
  for (const auto& inside : ByFolder(documents)) {
    JsonObject folder;
    AddTotals(inside, folder);
    const std::string name = inside.front().Folder();
    folders.Raw(name.empty() ? "." : name, folder.Close());
  }
  return folders.Close();
}

// The sums of one document: what a later run needs to be compared with this one.
std::string Document(const DocumentScore& document) {
  JsonObject types;
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const SpanScore& spans = document.score.types[i];
    if (spans.spans == 0) continue;
    JsonObject type;
    type.Count("spans", spans.spans)
        .Count("found", spans.found)
        .Count("characters", spans.characters)
        .Count("leaked_characters", spans.leaked)
        .Count("identifier_tokens", spans.tokens)
        .Count("identifier_tokens_found", spans.tokens_found);
    types.Raw(TypeName(i), type.Close());
  }
  JsonObject object;
  object.Raw("by_type", types.Close());
  AddTokens(document.score.tokens, object);
  object.Count("keep_spans", document.score.keep_spans).Count("keep_survived", document.score.keep_survived);
  return object.Close();
}

std::string Documents(std::span<const DocumentScore> documents) {
  JsonObject list;
  for (const DocumentScore& document : documents) list.Raw(document.name, Document(document));
  return list.Close();
}

std::string Undecoded(std::span<const DocumentScore> documents) {
  JsonObject undecoded;
  for (const DocumentScore& document : documents) {
    if (document.error) undecoded.Text(document.name, ErrorCodeName(*document.error).view());
  }
  return undecoded.Close();
}

}  // namespace

void AddTotals(std::span<const DocumentScore> documents, JsonObject& object) {
  const Score total = Total(documents);
  object.Count("documents", total.documents).Count("not_decoded", total.not_decoded);
  AddSpans(total.All(), object);
  AddShare(documents, total, SpanRecall(), "recall", object);
  AddShare(documents, total, TokenRecall(), "token_recall", object);
  AddShare(documents, total, Leaked(), "leaked_share", object);
  AddTokens(total.tokens, object);
  AddShare(documents, total, Precision(), "precision", object);
  object.Count("keep_spans", total.keep_spans).Count("keep_survived", total.keep_survived);
  AddShare(documents, total, KeepSurvival(), "keep_survival", object);
  object.Count("documents_with_identifiers", total.with_identifiers)
      .Count("documents_without_leak", total.without_leak);
  AddShare(documents, total, WithoutLeak(), "document_recall", object);
}

std::string JsonReport(std::span<const DocumentScore> documents, const ReportParts& parts) {
  const Score total = Total(documents);
  JsonObject report;
  AddTotals(documents, report);
  report.Raw("by_type", Types(documents, total))
      .Raw("by_detector", Detectors(documents, total))
      .Raw("by_folder", Folders(documents))
      .Raw("not_decoded_documents", Undecoded(documents));
  if (!parts.ablation.empty()) report.Raw("ablation", AblationJson(parts.ablation));
  if (parts.worst) report.Raw("worst", MistakeJson(*parts.worst));
  if (parts.comparison) report.Raw("comparison", ComparisonJson(*parts.comparison));
  report.Raw("by_document", Documents(documents));
  return report.Close() + "\n";
}

}  // namespace veil
