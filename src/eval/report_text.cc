#include "eval/columns.h"
#include "eval/report.h"

namespace veil {
namespace {

using columns::Number;
using columns::Percent;
using columns::Row;

std::string TypeName(std::size_t type) {
  return std::string(IdentifierTypeName(static_cast<IdentifierType>(type)).view());
}
std::string DetectorName(std::size_t detector) {
  return std::string(EvidenceName(static_cast<Evidence>(detector)).view());
}

std::string SummaryLine(std::span<const DocumentScore> documents, const Score& total, const Measure& measure,
                        std::string_view what) {
  const Cluster sums = measure.of(total);
  std::string name = measure.name;
  name.resize(18, ' ');
  if (sums.trials == 0) return name + "not measured (0 " + std::string(what) + ")\n";
  const Interval interval = IntervalOf(documents, measure);
  return name + Percent(Share(sums.hits, sums.trials)) + " %, 95 % interval " + Percent(interval.low) + " to " +
         Percent(interval.high) + " (" + Number(sums.hits) + " of " + Number(sums.trials) + " " + std::string(what) +
         ")\n";
}

std::string Summary(std::span<const DocumentScore> documents, const Score& total) {
  return Number(total.documents) + " documents, " + Number(total.not_decoded) + " not decoded\n" +
         SummaryLine(documents, total, SpanRecall(), "spans") + SummaryLine(documents, total, TokenRecall(), "tokens") +
         SummaryLine(documents, total, WithoutLeak(), "documents with identifiers") +
         SummaryLine(documents, total, Leaked(), "letters and digits") +
         SummaryLine(documents, total, Precision(), "tokens") + SummaryLine(documents, total, KeepSurvival(), "spans");
}

std::string TypeRow(const std::string& name, std::span<const DocumentScore> documents, const Measure& recall,
                    const SpanScore& spans, const TokenScore& finds) {
  const Interval interval = spans.spans > 0 ? IntervalOf(documents, recall) : Interval{};
  const bool any = spans.spans > 0;
  return Row(name, {Number(spans.spans), Number(spans.found), Percent(Share(spans.found, spans.spans)),
                    any ? Percent(interval.low) : "-", any ? Percent(interval.high) : "-",
                    Percent(Share(spans.tokens_found, spans.tokens)), Number(spans.leaked),
                    Percent(Share(spans.leaked, spans.characters)), Percent(Share(spans.type_right, spans.found)),
                    Percent(Share(finds.right, finds.covered))});
}

std::string TypeTable(std::span<const DocumentScore> documents, const Score& total) {
  std::string table = Row("by type", {"spans", "found", "recall %", "95 % from", "to", "tokens %", "leaked", "leaked %",
                                      "type %", "prec %"});
  table += TypeRow("all", documents, SpanRecall(), total.All(), total.tokens);
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    if (total.types[i].spans == 0 && total.tokens_by_type[i].covered == 0) continue;
    table += TypeRow(TypeName(i), documents, RecallOf(static_cast<IdentifierType>(i)), total.types[i],
                     total.tokens_by_type[i]);
  }
  return table;
}

std::string DetectorTable(std::span<const DocumentScore> documents, const Score& total) {
  std::string table = Row("by detector", {"found", "recall %", "only", "tokens", "right", "prec %", "95 % from", "to"});
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    const DetectorScore& score = total.detectors[i];
    const bool any = score.tokens.covered > 0;
    const Interval interval = any ? IntervalOf(documents, PrecisionOf(static_cast<Evidence>(i))) : Interval{};
    table += Row(DetectorName(i), {Number(score.found), Percent(Share(score.found, total.All().spans)),
                                   Number(score.only), Number(score.tokens.covered), Number(score.tokens.right),
                                   Percent(Share(score.tokens.right, score.tokens.covered)),
                                   any ? Percent(interval.low) : "-", any ? Percent(interval.high) : "-"});
  }
  return table;
}

// One line a type, one column a detector; `cell` says what stands there.
template <typename Cell>
std::string TypesByDetectors(std::string_view title, const Score& total, const Cell& cell) {
  std::vector<std::string> cells;
  for (std::size_t detector = 0; detector < kEvidenceCount; ++detector) cells.push_back(DetectorName(detector));
  std::string table = std::string(title) + "\n" + Row("", cells);
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    if (total.types[type].spans == 0 && total.tokens_by_type[type].covered == 0) continue;
    cells.clear();
    for (const DetectorScore& detector : total.detectors) cells.push_back(cell(detector, type));
    table += Row(TypeName(type), cells);
  }
  return table;
}

std::string DetectorTables(const Score& total) {
  return "\n" +
         TypesByDetectors("recall % of each detector by itself, by the type annotated", total,
                          [&](const DetectorScore& detector, std::size_t type) {
                            return Percent(Share(detector.found_by_type[type], total.types[type].spans));
                          }) +
         "\n" +
         TypesByDetectors("token precision % of each detector by itself, by the type it found", total,
                          [](const DetectorScore& detector, std::size_t type) {
                            const TokenScore& tokens = detector.tokens_by_type[type];
                            return Percent(Share(tokens.right, tokens.covered));
                          });
}

std::string FolderTable(std::span<const DocumentScore> documents) {
  std::string table = Row("by folder", {"documents", "undecoded", "spans", "found", "recall %", "95 % from", "to",
                                        "leaked", "prec %", "keep %", "no leak %"});
  for (const auto& inside : ByFolder(documents)) {
    const Score score = Total(inside);
    const SpanScore all = score.All();
    const Interval interval = IntervalOf(inside, SpanRecall());
    const std::string folder = inside.front().Folder();
    table += Row(folder.empty() ? "." : folder,
                 {Number(score.documents), Number(score.not_decoded), Number(all.spans), Number(all.found),
                  Percent(ShareOf(score, SpanRecall())), Percent(interval.low), Percent(interval.high),
                  Number(all.leaked), Percent(ShareOf(score, Precision())), Percent(ShareOf(score, KeepSurvival())),
                  Percent(ShareOf(score, WithoutLeak()))});
  }
  return table;
}

std::string Undecoded(std::span<const DocumentScore> documents) {
  std::string list;
  for (const DocumentScore& document : documents) {
    if (document.error) list += "  " + document.name + "  " + std::string(ErrorCodeName(*document.error).view()) + "\n";
  }
  return list.empty() ? list : "\nnot decoded, their spans count as missed\n" + list;
}

}  // namespace

std::string TextReport(std::span<const DocumentScore> documents, const ReportParts& parts) {
  const Score total = Total(documents);
  std::string report =
      Summary(documents, total) + "\n" + TypeTable(documents, total) + "\n" + DetectorTable(documents, total);
  if (parts.by_detector) report += DetectorTables(total);
  if (parts.by_folder) report += "\n" + FolderTable(documents);
  if (!parts.ablation.empty()) report += "\n" + AblationTable(documents, parts.ablation);
  if (parts.worst) report += "\n" + MistakeTable(*parts.worst);
  if (parts.comparison) report += "\n" + ComparisonTable(*parts.comparison);
  return report + Undecoded(documents);
}

}  // namespace veil
