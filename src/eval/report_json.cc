#include <array>
#include <cstdio>

#include "base/json_text.h"
#include "eval/report.h"

namespace veil {
namespace {

// Members of a JSON object, in the order in which they are added.
class Object {
 public:
  Object& Raw(std::string_view name, const std::string& json) {
    text_ += (text_.empty() ? "" : ",") + JsonQuoted(name) + ":" + json;
    return *this;
  }
  Object& Count(std::string_view name, std::size_t number) { return Raw(name, std::to_string(number)); }
  Object& Ratio(std::string_view name, std::optional<double> share) {
    std::array<char, 16> text{};
    if (share) std::snprintf(text.data(), text.size(), "%.6f", *share);
    return Raw(name, share ? text.data() : "null");
  }
  std::string Close() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

void AddSpans(const SpanScore& score, Object& object) {
  object.Count("spans", score.spans)
      .Count("found", score.found)
      .Ratio("recall", Share(score.found, score.spans))
      .Count("characters", score.characters)
      .Count("leaked_characters", score.leaked)
      .Ratio("type_right", Share(score.type_right, score.found));
}

void AddTokens(const TokenScore& score, Object& object) {
  object.Count("tokens", score.covered)
      .Count("tokens_right", score.right)
      .Ratio("precision", Share(score.right, score.covered));
}

// The numbers of a set of documents.
void AddTotals(std::span<const DocumentScore> documents, const Score& total, Object& object) {
  const Interval interval = RecallInterval(documents);
  object.Count("documents", total.documents).Count("not_decoded", total.not_decoded);
  AddSpans(total.All(), object);
  object.Ratio("recall_low", interval.low).Ratio("recall_high", interval.high);
  AddTokens(total.tokens, object);
  object.Count("keep_spans", total.keep_spans)
      .Count("keep_survived", total.keep_survived)
      .Ratio("keep_survival", Share(total.keep_survived, total.keep_spans))
      .Count("documents_with_identifiers", total.with_identifiers)
      .Count("documents_without_leak", total.without_leak);
}

std::string Types(const Score& total) {
  Object types;
  for (std::size_t i = 0; i < total.types.size(); ++i) {
    if (total.types[i].spans == 0) continue;
    Object type;
    AddSpans(total.types[i], type);
    types.Raw(IdentifierTypeName(static_cast<IdentifierType>(i)).view(), type.Close());
  }
  return types.Close();
}

std::string Detectors(const Score& total) {
  Object detectors;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    Object detector;
    detector.Count("found", total.detectors[i].found).Count("only", total.detectors[i].only);
    AddTokens(total.detectors[i].tokens, detector);
    detectors.Raw(EvidenceName(static_cast<Evidence>(i)).view(), detector.Close());
  }
  return detectors.Close();
}

std::string Folders(std::span<const DocumentScore> documents) {
  Object folders;
  for (const auto& inside : ByFolder(documents)) {
    Object folder;
    AddTotals(inside, Total(inside), folder);
    folders.Raw(inside.front().folder.empty() ? "." : inside.front().folder, folder.Close());
  }
  return folders.Close();
}

std::string Undecoded(std::span<const DocumentScore> documents) {
  Object undecoded;
  for (const DocumentScore& document : documents) {
    if (document.error) undecoded.Raw(document.name, JsonQuoted(ErrorCodeName(*document.error).view()));
  }
  return undecoded.Close();
}

}  // namespace

std::string JsonReport(std::span<const DocumentScore> documents) {
  const Score total = Total(documents);
  Object report;
  AddTotals(documents, total, report);
  report.Raw("by_type", Types(total))
      .Raw("by_detector", Detectors(total))
      .Raw("by_folder", Folders(documents))
      .Raw("not_decoded_documents", Undecoded(documents));
  return report.Close() + "\n";
}

}  // namespace veil
