#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/command.h"
#include "app/finding_options.h"
#include "app/inputs.h"
#include "eval/gold.h"
#include "eval/mistakes.h"
#include "eval/report.h"
#include "pipeline/finder.h"

namespace veil {
namespace {

struct EvalArguments {
  FindingOptions finding;
  std::string gold;
  bool json = false;
  bool by_folder = false;
  bool errors = false;
  double recall_min = 0;
  double precision_min = 0;
};

// The format of "name.<format>.txt"; what has no such word is a note.
Format FormatOf(const std::string& name) {
  constexpr std::pair<std::string_view, Format> kEndings[] = {{".hl7.txt", Format::kHl7v2},
                                                              {".json.txt", Format::kFhir},
                                                              {".xml.txt", Format::kCda},
                                                              {".ndjson.txt", Format::kNdjson},
                                                              {".csv.txt", Format::kCsv}};
  for (const auto& [ending, format] : kEndings) {
    if (name.ends_with(ending)) return format;
  }
  return Format::kText;
}

std::vector<FoundSpan> FoundSpans(const Document& document, std::span<const Finding> findings) {
  std::vector<FoundSpan> spans;
  for (const Entity& entity : ToEntities(document, findings)) {
    // Nobody can mark up what stands in base64.
    if (entity.attachment.empty()) spans.push_back({entity.raw, entity.type, entity.evidence});
  }
  return spans;
}

class Evaluation {
 public:
  explicit Evaluation(const EvalArguments& arguments)
      : errors_(arguments.errors), codecs_(MakeCodecs({})), detectors_(MakeDetectors(arguments.finding.detect())) {}

  // Errors: a file that cannot be read or whose markup is wrong.
  ConfigResult<void> Add(const Input& input) {
    std::ifstream file(input.path, std::ios::binary);
    const std::string marked{std::istreambuf_iterator<char>(file), {}};
    if (!file) return tl::make_unexpected(ConfigError{input.path, 0, 0, "the file cannot be read"});
    const Result<Gold> gold = ParseGold(marked);
    if (!gold) return tl::make_unexpected(MarkupError(input.path, marked, gold.error()));
    documents_.push_back(Score(input.name, *gold));
    return {};
  }

  const std::vector<DocumentScore>& documents() const { return documents_; }

 private:
  static ConfigError MarkupError(const std::string& path, const std::string& marked, const Error& error) {
    const std::string before = marked.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(error.offset, 0)));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    return {path, static_cast<int>(line), static_cast<int>(column), std::string(error.what.view())};
  }

  DocumentScore Score(const std::string& name, const Gold& gold) const {
    const std::size_t slash = name.find('/');
    DocumentScore document{name, slash == std::string::npos ? "" : name.substr(0, slash), {}, {}};
    RawMessage message;
    message.format = FormatOf(name);
    message.bytes = PhiString(gold.text);
    const Result<Found> found = Find(codecs_, detectors_, message);
    if (!found) {
      document.error = found.error().code;
      document.score = ScoreUndecoded(gold);
      return document;
    }
    std::vector<Mistake> mistakes;
    document.score = ScoreDocument(gold, FoundSpans(found->document, found->resolved),
                                   FoundSpans(found->document, found->evidence), &mistakes);
    if (errors_) std::cout << ShowMistakes(name, gold, std::move(mistakes));
    return document;
  }

  bool errors_;
  std::vector<std::unique_ptr<const Codec>> codecs_;
  std::vector<std::unique_ptr<const Detector>> detectors_;
  std::vector<DocumentScore> documents_;
};

// Whether a share reaches its gate. What was not measured does not.
bool Reaches(std::optional<double> share, double least) { return least == 0 || (share && *share >= least); }

ExitCode RunEval(const EvalArguments& arguments) {
  const auto inputs = ListInputs({arguments.gold});
  if (!inputs) {
    std::cerr << "veil: " << inputs.error().ToString() << "\n";
    return ExitCode::kEnvironment;
  }
  Evaluation evaluation(arguments);
  for (const Input& input : *inputs) {
    if (!input.name.ends_with(".txt")) continue;
    if (const auto added = evaluation.Add(input); !added) {
      std::cerr << "veil: " << added.error().ToString() << "\n";
      return ExitCode::kUsage;
    }
  }
  const std::vector<DocumentScore>& documents = evaluation.documents();
  if (documents.empty()) {
    std::cerr << "veil: " << arguments.gold << ": no annotated text (*.txt) in it\n";
    return ExitCode::kUsage;
  }
  std::cout << (arguments.json ? JsonReport(documents) : TextReport(documents, arguments.by_folder)) << std::flush;
  const veil::Score total = Total(documents);
  const bool reached =
      Reaches(Recall(total), arguments.recall_min) && Reaches(Precision(total), arguments.precision_min);
  if (!reached) std::cerr << "veil: below the gate\n";
  return reached ? ExitCode::kDone : ExitCode::kFailed;
}

}  // namespace

void AddEvalCommand(CLI::App& app, ExitCode& ended) {
  auto arguments = std::make_shared<EvalArguments>();
  CLI::App* command = app.add_subcommand("eval", "Measure detection against annotated text");
  command->add_option("--gold", arguments->gold, "Folder of annotated texts")->required();
  auto* json = command->add_flag("--json", arguments->json, "One JSON object instead of tables");
  command->add_flag("--by-folder", arguments->by_folder, "A line for each folder (always in JSON)");
  command->add_flag("--errors", arguments->errors, "Print each miss and false find with the annotated text around it")
      ->excludes(json);
  command->add_option("--min-recall", arguments->recall_min, "Fail below this share of spans found")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--min-precision", arguments->precision_min, "Fail below this share of right tokens")
      ->check(CLI::Range(0.0, 1.0));
  arguments->finding.AddDisable(*command);
  command->callback([arguments, &ended] { ended = RunEval(*arguments); });
}

}  // namespace veil
