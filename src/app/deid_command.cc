#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/deid_run.h"
#include "app/finding_options.h"
#include "app/inputs.h"
#include "app/kms_config.h"
#include "app/open_subjects.h"
#include "app/output_folder.h"
#include "app/process_guard.h"
#include "app/shadow_policy.h"
#include "app/surrogate_key.h"
#include "app/vault_file.h"
#include "app/vault_option.h"
#include "audit/shadow_report.h"
#include "keys/key_text.h"
#include "policy/policy.h"

namespace veil {
namespace {

struct DeidArguments {
  FindingOptions finding;
  std::string policy;
  std::string policy_dir = "deploy/policies";
  std::string shadow;  // empty: none
  std::string key_file;
  std::string kms;
  std::uint32_t key_epoch = 0;  // 0: the newest
  std::string output;
  std::string receipts;
  std::string subjects;  // empty: no store
  std::string subject_key_file;
  std::string vault;
  std::string vault_key;
  std::string learn;  // empty: not wanted; "-": standard error
  std::size_t jobs = 1;
  std::vector<std::string> paths;
};

ExitCode Refuse(ExitCode ended, const std::string& why) {
  std::cerr << "veil: " << why << "\n";
  return ended;
}

LoadedSurrogateKey RandomKey() { return {SurrogateKey(SecretBytes::Random(kKeySize)), {}}; }

ConfigResult<LoadedSurrogateKey> LoadKey(const DeidArguments& arguments) {
  SurrogateKeySource source;
  source.epoch = arguments.key_epoch;
  (arguments.kms.empty() ? source.source.file : source.source.wrapped) = arguments.key_file;
  if (!arguments.kms.empty()) {
    VEIL_ASSIGN(source.source.kms, LoadKmsFile(arguments.kms));
  }
  return LoadSurrogateKey(source);
}

// The receipts go to a file of their own: one that is an input would be lost.
bool IsAnInput(const std::string& path, const std::vector<Input>& inputs) {
  std::error_code error;
  return std::any_of(inputs.begin(), inputs.end(), [&](const Input& input) {
    return input.path != "-" && std::filesystem::equivalent(path, input.path, error);
  });
}

ExitCode RunWith(const DeidArguments& arguments, const std::vector<Input>& inputs, Policy policy,
                 LoadedSurrogateKey key) {
  auto shadow = LoadShadow(arguments.shadow, arguments.policy_dir, policy);
  if (!shadow) return Refuse(ExitCode::kUsage, shadow.error().ToString());
  DeidRun::Settings settings;
  settings.format = arguments.finding.format();
  settings.jobs = arguments.jobs;
  settings.key_id = key.id;
  std::optional<OutputFolder> output;
  if (!arguments.output.empty()) {
    auto opened = OutputFolder::Open(arguments.output, inputs, arguments.paths);
    if (!opened) return Refuse(ExitCode::kUsage, opened.error().ToString());
    settings.output = &output.emplace(std::move(*opened));
  }
  std::ofstream receipts;
  if (!arguments.receipts.empty()) {
    if (IsAnInput(arguments.receipts, inputs)) return Refuse(ExitCode::kUsage, arguments.receipts + ": is an input");
    receipts.open(arguments.receipts, std::ios::binary | std::ios::trunc);
    if (!receipts) return Refuse(ExitCode::kEnvironment, arguments.receipts + ": the receipts cannot be written");
    settings.receipts = &receipts;
  }
  LearnReport learn;
  std::ofstream learn_file;
  if (!arguments.learn.empty()) settings.learn = &learn;
  if (!arguments.learn.empty() && arguments.learn != "-") {
    if (IsAnInput(arguments.learn, inputs)) return Refuse(ExitCode::kUsage, arguments.learn + ": is an input");
    learn_file.open(arguments.learn, std::ios::binary | std::ios::trunc);
    if (!learn_file) return Refuse(ExitCode::kEnvironment, arguments.learn + ": the learn report cannot be written");
  }
  std::unique_ptr<SubjectStore> subjects;
  if (!arguments.subjects.empty()) {
    auto opened = OpenSubjectFolder(arguments.subjects, {arguments.subject_key_file, {}, {}, {}});
    if (!opened) return Refuse(ExitCode::kEnvironment, opened.error().ToString());
    subjects = std::move(*opened);
    settings.subjects = subjects.get();
  }
  Deidentifier::Options options;
  auto vault_key = LoadVaultKey(arguments.vault_key, policy);
  if (!vault_key) return Refuse(ExitCode::kEnvironment, vault_key.error().ToString());
  options.vault_key = std::move(*vault_key);
  std::optional<VaultFile> vault;
  if (policy.keeps_vault()) {
    if (arguments.vault.empty())
      return Refuse(ExitCode::kUsage, "policy " + policy.name() + " keeps a vault; give --vault");
    auto opened = VaultFile::Open(arguments.vault);
    if (!opened) return Refuse(ExitCode::kEnvironment, opened.error().ToString());
    settings.vault = &vault.emplace(std::move(*opened));
  }
  if (policy.output() == PolicyOutput::kNone && settings.receipts == nullptr) settings.receipts = &std::cout;
  const Deidentifier deidentifier(options, std::move(policy), std::move(key.key), std::move(*shadow));
  DeidRun run(deidentifier, settings);
  const ExitCode ended = run.Run(inputs);
  if (deidentifier.shadow()) std::cerr << ShadowText(run.shadow());
  if (arguments.learn == "-") std::cerr << learn.Draft();
  if (learn_file.is_open() && !(learn_file << learn.Draft()).flush()) {
    return Refuse(ExitCode::kEnvironment, arguments.learn + ": the learn report cannot be written");
  }
  return ended;
}

ExitCode RunDeid(const DeidArguments& arguments) {
  ForbidCoreDumps();
  auto policy = Policy::Load(arguments.policy, arguments.policy_dir);
  if (!policy) return Refuse(ExitCode::kUsage, policy.error().ToString());
  if (arguments.key_file.empty() && policy->derivation() == Derivation::kKeyed) {
    return Refuse(ExitCode::kUsage, "policy " + policy->name() + " derives surrogates from a key; give --key-file");
  }
  const auto inputs = ListInputs(arguments.paths);
  if (!inputs) return Refuse(ExitCode::kEnvironment, inputs.error().ToString());
  const bool publishes = policy->output() == PolicyOutput::kClean;
  if (!publishes && !arguments.output.empty()) {
    return Refuse(ExitCode::kUsage, "policy " + policy->name() + " publishes nothing, so there is nothing for -o");
  }
  if (publishes && arguments.output.empty() && inputs->size() != 1) {
    return Refuse(ExitCode::kUsage, std::to_string(inputs->size()) + " inputs; give a folder for them with -o");
  }
  if (!publishes && arguments.key_file.empty()) return RunWith(arguments, *inputs, std::move(*policy), RandomKey());
  if (arguments.key_file.empty()) {
    std::cerr << "veil: no --key-file: a random key for this run; the next run makes other surrogates\n";
    return RunWith(arguments, *inputs, std::move(*policy), RandomKey());
  }
  auto key = LoadKey(arguments);
  if (!key) return Refuse(ExitCode::kEnvironment, key.error().ToString());
  return RunWith(arguments, *inputs, std::move(*policy), std::move(*key));
}

}  // namespace

void AddDeidCommand(CLI::App& app, ExitCode& ended) {
  auto arguments = std::make_shared<DeidArguments>();
  CLI::App* command = app.add_subcommand("deid", "De-identify files, folders or standard input");
  command->add_option("--policy", arguments->policy, "Name of a policy, or path of its file")->required();
  command->add_option("--policy-dir", arguments->policy_dir, "Where named policies are")
      ->envname("VEIL_POLICY_DIR")
      ->capture_default_str();
  command->add_option("--shadow", arguments->shadow,
                      "A second policy: say what it would change, publish nothing of it");
  command->add_option("--key-file", arguments->key_file, "Secret behind the surrogates (`veil key new`)");
  command->add_option("--kms", arguments->kms, "YAML file with the KMS that wrapped the keys of --key-file");
  command->add_option("--key-epoch", arguments->key_epoch, "An old epoch of the key; without it the newest");
  command
      ->add_option("--subjects", arguments->subjects,
                   "Folder that keeps a random seed for each patient, and what is known of patients")
      ->needs(command->add_option("--subject-key-file", arguments->subject_key_file,
                                  "Key ring that seals that folder (`veil key new --subjects`)"));
  arguments->finding.AddFormat(*command);
  command->add_option("-o,--output", arguments->output, "Folder for the clean files; none: standard output");
  command->add_option("--receipts", arguments->receipts, "File for one line of JSON an input");
  command
      ->add_option("--vault", arguments->vault,
                   "File for what surrogates stand for, sealed, under a policy that keeps a vault")
      ->needs(command->add_option("--vault-key", arguments->vault_key, "Public half of the vault key"));
  // With "=" alone, so that no input is taken for the report's file.
  command->add_flag("--learn{-}", arguments->learn,
                    "Draft rows for what no table knew, on standard error; --learn=FILE: in FILE");
  command->add_option("--jobs", arguments->jobs, "Threads")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_option("PATH", arguments->paths, "Files or folders; none or '-': standard input");
  command->callback([arguments, &ended] { ended = RunDeid(*arguments); });
}

}  // namespace veil
