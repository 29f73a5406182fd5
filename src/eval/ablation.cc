#include "eval/ablation.h"

#include "eval/columns.h"
#include "eval/comparison.h"
#include "eval/json_object.h"
#include "eval/report.h"

namespace veil {
namespace {

using columns::Number;
using columns::Percent;
using columns::Points;
using columns::Row;

std::string Line(const std::string& name, std::span<const DocumentScore> all,
                 std::span<const DocumentScore> documents) {
  const Score score = Total(documents);
  const Change change = ChangeOf(SpanRecall(), all, documents);
  return Row(name, {Percent(ShareOf(score, SpanRecall())), Points(change.Difference()), Points(change.interval.low),
                    Points(change.interval.high), Percent(ShareOf(score, NameRecall())), Number(score.All().leaked),
                    Percent(ShareOf(score, WithoutLeak())), Percent(ShareOf(score, Precision())),
                    Percent(ShareOf(score, KeepSurvival()))});
}

}  // namespace

std::string AblationTable(std::span<const DocumentScore> all, std::span<const AblationRow> rows) {
  std::string table =
      Row("by kind", {"recall %", "change", "95 % from", "to", "names %", "leaked", "no leak %", "prec %", "keep %"}) +
      Line("all", all, all);
  for (const AblationRow& row : rows) {
    const std::string kind(EvidenceName(row.evidence).view());
    table += Line((row.alone ? "+ " : "- ") + kind, all, row.documents);
  }
  return table + "- without this kind, + this kind alone\n";
}

std::string AblationJson(std::span<const AblationRow> rows) {
  JsonObject without;
  JsonObject alone;
  for (const AblationRow& row : rows) {
    JsonObject totals;
    AddTotals(row.documents, totals);
    (row.alone ? alone : without).Raw(EvidenceName(row.evidence).view(), totals.Close());
  }
  return JsonObject().Raw("without", without.Close()).Raw("alone", alone.Close()).Close();
}

}  // namespace veil
