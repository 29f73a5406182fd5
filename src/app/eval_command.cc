#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/command.h"
#include "app/evaluation.h"
#include "app/finding_options.h"
#include "app/gold_files.h"
#include "app/inputs.h"
#include "eval/report.h"
#include "eval/saved_report.h"

namespace veil {
namespace {

struct EvalArguments {
  FindingOptions finding;
  std::string gold;
  std::string compare;  // empty: with nothing
  bool json = false;
  bool by_folder = false;
  bool by_detector = false;
  bool ablate = false;
  bool errors = false;
  std::optional<std::size_t> worst;
  std::optional<double> recall_min;
  std::optional<double> recall_name_min;
  std::optional<double> precision_min;
  std::optional<double> keep_min;
  std::optional<double> leaked_max;
};

ExitCode Refuse(const ConfigError& error, ExitCode ended) {
  std::cerr << "veil: " << error.ToString() << "\n";
  return ended;
}

ConfigResult<Comparison> CompareWith(const std::string& path, std::span<const DocumentScore> documents) {
  std::ifstream file(path, std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  if (!file) return tl::make_unexpected(ConfigError{path, 0, 0, "the file cannot be read"});
  const auto before = ReadReport(json);
  if (!before) return tl::make_unexpected(ConfigError{path, 0, 0, std::string(before.error().what.view())});
  Comparison comparison = Compare(*before, documents);
  if (comparison.documents == 0) {
    return tl::make_unexpected(ConfigError{path, 0, 0, "it has no document in common with the gold folder"});
  }
  return comparison;
}

// Whether a share reaches its gate, and if not says so. What was not measured does not.
bool Holds(const std::optional<double>& gate, const Score& total, const Measure& measure) {
  if (!gate) return true;
  const std::optional<double> share = ShareOf(total, measure);
  if (share && (measure.more_is_better ? *share >= *gate : *share <= *gate)) return true;
  std::cerr << "veil: " << measure.name << " is " << (share ? std::to_string(*share) : "not measured") << ", "
            << (measure.more_is_better ? "below" : "above") << " the gate of " << *gate << "\n";
  return false;
}

bool GatesHold(const EvalArguments& arguments, const Score& total) {
  const bool held[] = {Holds(arguments.recall_min, total, SpanRecall()),
                       Holds(arguments.recall_name_min, total, NameRecall()),
                       Holds(arguments.precision_min, total, Precision()),
                       Holds(arguments.keep_min, total, KeepSurvival()), Holds(arguments.leaked_max, total, Leaked())};
  return std::all_of(std::begin(held), std::end(held), [](bool one) { return one; });
}

ExitCode RunEval(const EvalArguments& arguments) {
  const auto inputs = ListInputs({arguments.gold});
  if (!inputs) return Refuse(inputs.error(), ExitCode::kEnvironment);
  const auto gold = ReadGold(*inputs);
  if (!gold) return Refuse(gold.error(), ExitCode::kUsage);
  if (gold->empty()) {
    return Refuse({arguments.gold, 0, 0, "no annotated text (*.txt, *.xml) in it"}, ExitCode::kUsage);
  }
  const Evaluation evaluation(*gold);
  const DetectOptions options = arguments.finding.detect();
  MistakeClasses mistakes;
  const std::vector<DocumentScore> documents =
      evaluation.Run(options, arguments.errors || arguments.worst ? &mistakes : nullptr);

  ReportParts parts;
  parts.by_folder = arguments.by_folder;
  parts.by_detector = arguments.by_detector;
  if (arguments.ablate) parts.ablation = evaluation.Ablate(options);
  std::vector<MistakeClass> classes = mistakes.Sorted();
  if (arguments.worst) {
    classes.resize(std::min(classes.size(), *arguments.worst));
    parts.worst = classes;
  }
  if (!arguments.compare.empty()) {
    auto comparison = CompareWith(arguments.compare, documents);
    if (!comparison) return Refuse(comparison.error(), ExitCode::kUsage);
    parts.comparison = std::move(*comparison);
  }
  if (arguments.errors) std::cout << MistakeListing(classes) << "\n";
  std::cout << (arguments.json ? JsonReport(documents, parts) : TextReport(documents, parts)) << std::flush;
  return GatesHold(arguments, Total(documents)) ? ExitCode::kDone : ExitCode::kFailed;
}

void AddGates(CLI::App& command, EvalArguments& arguments) {
  const auto add = [&](const char* name, std::optional<double>& gate, const char* what) {
    command.add_option(name, gate, what)->check(CLI::Range(0.0, 1.0));
  };
  add("--min-recall", arguments.recall_min, "Fail below this share of spans found");
  add("--min-recall-name", arguments.recall_name_min, "Fail below this share of spans of names found");
  add("--min-precision", arguments.precision_min, "Fail below this share of right tokens");
  add("--min-keep", arguments.keep_min, "Fail below this share of KEEP spans untouched");
  add("--max-leaked", arguments.leaked_max, "Fail above this share of letters and digits of identifiers not covered");
}

}  // namespace

void AddEvalCommand(CLI::App& app, ExitCode& ended) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "Measure detection against annotated text");
  command->add_option("--gold", arguments->gold, "Folder of annotated texts")->required();
  auto* json = command->add_flag("--json", arguments->json, "One JSON object instead of tables");
  command->add_flag("--by-folder", arguments->by_folder, "A line for each folder (always in JSON)");
  command->add_flag("--by-detector", arguments->by_detector, "Tables of types by detectors (always in JSON)");
  command->add_flag("--ablate", arguments->ablate, "Also run without each kind of evidence, and with it alone");
  command->add_option("--compare", arguments->compare, "Say what changed since a run that was saved with --json");
  command->add_option("--worst", arguments->worst, "The N largest classes of mistakes; with --errors only theirs");
  command
      ->add_flag("--errors", arguments->errors,
                 "Print each mistake with the annotated text around it, the largest class first")
      ->excludes(json);
  AddGates(*command, *arguments);
  arguments->finding.AddDisable(*command);
  command->callback([arguments, &ended] { ended = RunEval(*arguments); });
}

}  // namespace veil
