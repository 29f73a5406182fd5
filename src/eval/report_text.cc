#include <array>
#include <cstdio>

#include "eval/report.h"

namespace veil {
namespace {

// One line of columns: the first 16 wide and to the left, the others to the right.
std::string Row(const std::string& name, std::initializer_list<std::string> cells) {
  constexpr std::size_t kNameWidth = 16;
  constexpr std::size_t kCellWidth = 10;
  std::string row = name + std::string(name.size() < kNameWidth ? kNameWidth - name.size() : 1, ' ');
  for (const std::string& cell : cells) {
    row += std::string(cell.size() < kCellWidth ? kCellWidth - cell.size() : 1, ' ') + cell;
  }
  return row + "\n";
}

std::string Percent(std::optional<double> share) {
  if (!share) return "-";
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", *share * 100);
  return text.data();
}

std::string Number(std::size_t number) { return std::to_string(number); }

std::string SpanRow(const std::string& name, const SpanScore& score) {
  return Row(name, {Number(score.spans), Number(score.found), Percent(Share(score.found, score.spans)),
                    Number(score.leaked), Percent(Share(score.type_right, score.found))});
}

std::string TypeTable(const Score& total) {
  std::string table = Row("", {"spans", "found", "recall %", "leaked", "type %"});
  table += SpanRow("all", total.All());
  for (std::size_t i = 0; i < total.types.size(); ++i) {
    if (total.types[i].spans == 0) continue;
    table += SpanRow(std::string(IdentifierTypeName(static_cast<IdentifierType>(i)).view()), total.types[i]);
  }
  return table;
}

std::string DetectorTable(const Score& total) {
  std::string table = Row("by detector", {"found", "only", "tokens", "prec %"});
  for (std::size_t i = 0; i < kEvidenceCount; ++i) {
    const DetectorScore& score = total.detectors[i];
    table += Row(std::string(EvidenceName(static_cast<Evidence>(i)).view()),
                 {Number(score.found), Number(score.only), Number(score.tokens.covered),
                  Percent(Share(score.tokens.right, score.tokens.covered))});
  }
  return table;
}

std::string FolderTable(std::span<const DocumentScore> documents) {
  std::string table = Row("by folder", {"documents", "undecoded", "spans", "found", "recall %", "95 % from", "to",
                                        "leaked", "prec %", "keep %"});
  for (const auto& inside : ByFolder(documents)) {
    const Score score = Total(inside);
    const SpanScore all = score.All();
    const Interval interval = RecallInterval(inside);
    table += Row(inside.front().folder.empty() ? "." : inside.front().folder,
                 {Number(score.documents), Number(score.not_decoded), Number(all.spans), Number(all.found),
                  Percent(Recall(score)), Percent(interval.low), Percent(interval.high), Number(all.leaked),
                  Percent(Precision(score)), Percent(Share(score.keep_survived, score.keep_spans))});
  }
  return table;
}

std::string Summary(std::span<const DocumentScore> documents, const Score& total) {
  const Interval interval = RecallInterval(documents);
  const SpanScore all = total.All();
  return Number(total.documents) + " documents, " + Number(total.not_decoded) + " not decoded\n" +
         "recall            " + Percent(Recall(total)) + " %, 95 % interval " + Percent(interval.low) + " to " +
         Percent(interval.high) + " (" + Number(all.found) + " of " + Number(all.spans) + " spans)\n" +
         "token precision   " + Percent(Precision(total)) + " % (" + Number(total.tokens.right) + " of " +
         Number(total.tokens.covered) + " tokens)\n" +  //
         "KEEP survival     " + Percent(Share(total.keep_survived, total.keep_spans)) + " % (" +
         Number(total.keep_survived) + " of " + Number(total.keep_spans) + " spans)\n" + "without a leak    " +
         Number(total.without_leak) + " of " + Number(total.with_identifiers) + " documents with identifiers\n" +  //
         "leaked characters " + Number(all.leaked) + " of " + Number(all.characters) + "\n";
}

std::string Undecoded(std::span<const DocumentScore> documents) {
  std::string list;
  for (const DocumentScore& document : documents) {
    if (document.error) list += "  " + document.name + "  " + std::string(ErrorCodeName(*document.error).view()) + "\n";
  }
  return list.empty() ? list : "\nnot decoded, their spans count as missed\n" + list;
}

}  // namespace

std::string TextReport(std::span<const DocumentScore> documents, bool by_folder) {
  const Score total = Total(documents);
  std::string report = Summary(documents, total) + "\n" + TypeTable(total) + "\n" + DetectorTable(total);
  if (by_folder) report += "\n" + FolderTable(documents);
  return report + Undecoded(documents);
}

}  // namespace veil
