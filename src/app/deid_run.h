#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "app/command.h"
#include "app/inputs.h"
#include "app/learn_report.h"
#include "app/output_folder.h"
#include "app/vault_file.h"
#include "audit/ledger_entry.h"
#include "pipeline/deidentifier.h"
#include "subject/subject_store.h"

namespace veil {

// De-identifies files one by one. What is quarantined is named with its reason on standard error and leaves no output;
// what is clean goes to the output folder or, without one, to standard output. Under a policy that publishes nothing
// there are receipts alone.
class DeidRun {
 public:
  struct Settings {
    Format format = Format::kAuto;
    std::size_t jobs = 1;              // threads
    Digest key_id;                     // of the surrogate key, for receipts
    OutputFolder* output = nullptr;    // null: standard output
    bool discard = false;              // clean output is not wanted either
    std::ostream* receipts = nullptr;  // null: none wanted
    LearnReport* learn = nullptr;      // null: none wanted
    SubjectStore* subjects = nullptr;  // null: none
    VaultFile* vault = nullptr;        // null: the policy keeps none
    std::size_t bytes_max = CodecLimits().message_bytes_max;
  };

  DeidRun(const Deidentifier& deidentifier, const Settings& settings)
      : deidentifier_(deidentifier), settings_(settings), model_(Deidentifier::ModelDigest()) {}

  // Output, receipts and reports come in the order of the inputs whatever the number of threads. An output that cannot
  // be written ends the run.
  ExitCode Run(const std::vector<Input>& inputs);

  // What a shadow policy would have made of the inputs that were read.
  const ShadowCounts& shadow() const { return shadow_; }

 private:
  enum class End : std::uint8_t { kClean, kQuarantined, kAudited, kUnread, kUnwritten };
  // What became of one input.
  struct Done {
    End end = End::kUnread;
    std::string receipt;
    std::string report;             // for standard error; empty: nothing to say
    std::string clean_output;       // for standard output
    Format format = Format::kAuto;  // what it was read as; kAuto: nothing
    std::vector<std::string> unknown_paths;
    std::optional<ShadowCounts> shadow;
  };

  Done Process(const Input& input) const;
  Done Finish(const Input& input, Processed processed) const;
  void ProcessGroup(const Input* first, std::vector<Done>& group) const;
  Result<void> ProcessWithSubjects(const Input* first, std::vector<Done>& group) const;
  std::optional<RawMessage> Read(const Input& input, Done& done) const;
  bool Tell(const Done& done);
  ExitCode Sum() const;

  const Deidentifier& deidentifier_;
  Settings settings_;
  Digest model_;
  std::size_t clean_ = 0;
  std::size_t quarantined_ = 0;
  std::size_t audited_ = 0;
  std::size_t unread_ = 0;
  ShadowCounts shadow_;
  std::map<Format, std::size_t> formats_;
};

}  // namespace veil
