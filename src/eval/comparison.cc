#include "eval/comparison.h"

#include <array>
#include <cstdio>
#include <map>

#include "base/check.h"
#include "eval/columns.h"
#include "eval/json_object.h"

namespace veil {
namespace {

using columns::Number;
using columns::Percent;
using columns::Points;
using columns::Row;

// Nothing tried is nothing done wrong.
double ShareOrBest(const Cluster& cluster, bool more_is_better) {
  return Share(cluster.hits, cluster.trials).value_or(more_is_better ? 1 : 0);
}

bool SameAnnotation(const Score& a, const Score& b) {
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    if (a.types[i].spans != b.types[i].spans || a.types[i].characters != b.types[i].characters) return false;
  }
  return true;
}

std::string Probability(double p) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.4f", p);
  return text.data();
}

}  // namespace

double Change::Difference() const {
  return ShareOrBest(after, measure.more_is_better) - ShareOrBest(before, measure.more_is_better);
}

bool Change::IsBeyondNoise() const { return (interval.low > 0 || interval.high < 0) && sign_p < 0.05; }

std::string Change::Verdict() const {
  if (better + worse == 0) return "same";
  if (!IsBeyondNoise()) return "noise";
  return (Difference() > 0) == measure.more_is_better ? "better" : "worse";
}

Change ChangeOf(const Measure& measure, std::span<const DocumentScore> before, std::span<const DocumentScore> after) {
  VEIL_CHECK(before.size() == after.size());
  Change change{measure, {}, {}, {}, 0, 0, 1};
  std::vector<ClusterPair> pairs;
  pairs.reserve(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const ClusterPair pair{measure.of(before[i].score), measure.of(after[i].score)};
    pairs.push_back(pair);
    change.before.hits += pair.before.hits;
    change.before.trials += pair.before.trials;
    change.after.hits += pair.after.hits;
    change.after.trials += pair.after.trials;
    const double was = ShareOrBest(pair.before, measure.more_is_better);
    const double is = ShareOrBest(pair.after, measure.more_is_better);
    if (was != is) ++((is > was) == measure.more_is_better ? change.better : change.worse);
  }
  change.interval = PairedInterval(pairs);
  change.sign_p = SignTest(change.better, change.worse);
  return change;
}

Comparison Compare(std::span<const DocumentScore> before, std::span<const DocumentScore> after) {
  std::map<std::string_view, const DocumentScore*> earlier;
  for (const DocumentScore& document : before) earlier[document.name] = &document;
  Comparison comparison;
  std::vector<DocumentScore> was;
  std::vector<DocumentScore> is;
  for (const DocumentScore& document : after) {
    const auto found = earlier.find(document.name);
    if (found == earlier.end()) {
      ++comparison.only_after;
      continue;
    }
    if (SameAnnotation(found->second->score, document.score)) {
      was.push_back(*found->second);
      is.push_back(document);
    } else {
      ++comparison.annotated_anew;
    }
    earlier.erase(found);
  }
  comparison.only_before = earlier.size();
  comparison.documents = is.size();
  for (const Measure& measure :
       {SpanRecall(), TokenRecall(), WithoutLeak(), Leaked(), Precision(), KeepSurvival(), NameRecall()}) {
    comparison.changes.push_back(ChangeOf(measure, was, is));
  }
  const Score total = Total(is);
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    if (total.types[i].spans == 0) continue;
    comparison.changes.push_back(ChangeOf(RecallOf(static_cast<IdentifierType>(i)), was, is));
  }
  return comparison;
}

std::string ComparisonTable(const Comparison& comparison) {
  std::string table = "compared with the earlier run: " + Number(comparison.documents) + " documents in both, " +
                      Number(comparison.only_before) + " only in the earlier, " + Number(comparison.only_after) +
                      " only in this, " + Number(comparison.annotated_anew) + " annotated anew\n" +
                      Row("", {"earlier %", "this %", "change", "95 % from", "to", "better", "worse", "sign p"});
  for (const Change& change : comparison.changes) {
    table += Row(change.measure.name,
                 {Percent(Share(change.before.hits, change.before.trials)),
                  Percent(Share(change.after.hits, change.after.trials)), Points(change.Difference()),
                  Points(change.interval.low), Points(change.interval.high), Number(change.better),
                  Number(change.worse), Probability(change.sign_p)},
                 change.Verdict());
  }
  return table;
}

std::string ComparisonJson(const Comparison& comparison) {
  JsonObject object;
  object.Count("documents", comparison.documents)
      .Count("only_earlier", comparison.only_before)
      .Count("only_this", comparison.only_after)
      .Count("annotated_anew", comparison.annotated_anew);
  JsonObject changes;
  for (const Change& change : comparison.changes) {
    JsonObject row;
    row.Ratio("earlier", Share(change.before.hits, change.before.trials))
        .Ratio("this", Share(change.after.hits, change.after.trials))
        .Ratio("change", change.Difference())
        .Ratio("change_low", change.interval.low)
        .Ratio("change_high", change.interval.high)
        .Count("better", change.better)
        .Count("worse", change.worse)
        .Ratio("sign_p", change.sign_p)
        .Text("verdict", change.Verdict());
    changes.Raw(change.measure.name, row.Close());
  }
  return object.Raw("changes", changes.Close()).Close();
}

}  // namespace veil
