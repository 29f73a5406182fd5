#include "app/deid_run.h"

#include <algorithm>
#include <iostream>

#include "app/batch_entry.h"
#include "app/receipt_json.h"
#include "app/subject_group.h"
#include "audit/shadow_report.h"

namespace veil {
namespace {

std::string Report(const Input& input, std::string_view what, const Error& error) {
  std::string report = "veil: " + input.path + ": " + std::string(what) + ": " +
                       std::string(ErrorCodeName(error.code).view()) + ", " + std::string(error.what.view());
  if (error.offset >= 0) report += ", at byte " + std::to_string(error.offset);
  return report + "\n";
}

}  // namespace

ExitCode DeidRun::Run(const std::vector<Input>& inputs) {
  // Groups bound what waits for its turn to be told.
  constexpr std::size_t kInputsPerJob = 8;
  const std::size_t group_size = settings_.jobs * kInputsPerJob;
  for (std::size_t begin = 0; begin < inputs.size(); begin += group_size) {
    std::vector<Done> group(std::min(group_size, inputs.size() - begin));
    if (settings_.subjects == nullptr) {
      ProcessGroup(&inputs[begin], group);
    } else if (const auto done = ProcessWithSubjects(&inputs[begin], group); !done) {
      std::cerr << "veil: the subject store: " << done.error().what.view() << "\n";
      return ExitCode::kEnvironment;
    }
    for (const Done& done : group) {
      if (!Tell(done)) return ExitCode::kEnvironment;
    }
  }
  if (settings_.receipts != nullptr && !settings_.receipts->flush()) {
    std::cerr << "veil: the receipts cannot be written\n";
    return ExitCode::kEnvironment;
  }
  return Sum();
}

void DeidRun::ProcessGroup(const Input* first, std::vector<Done>& group) const {
  InParallel(settings_.jobs, group.size(), [&](std::size_t i) { group[i] = Process(first[i]); });
}

// An output is written once its subject is safe in the store.
Result<void> DeidRun::ProcessWithSubjects(const Input* first, std::vector<Done>& group) const {
  std::vector<std::optional<RawMessage>> messages(group.size());
  for (std::size_t i = 0; i < group.size(); ++i) messages[i] = Read(first[i], group[i]);
  const BatchSubjects::Identify identify = [&](const RawMessage& message) { return deidentifier_.SubjectsOf(message); };
  const SubjectGroup subjects(*settings_.subjects, identify, settings_.jobs);
  return subjects.Run(messages, [&](std::size_t i, const Subjects& known) {
    Processed processed = deidentifier_.Process(std::move(*messages[i]), nullptr, &known);
    std::vector<Lesson> lessons = std::move(processed.lessons);
    group[i] = Finish(first[i], std::move(processed));
    return lessons;
  });
}

DeidRun::Done DeidRun::Process(const Input& input) const {
  Done done;
  auto message = Read(input, done);
  return message ? Finish(input, deidentifier_.Process(std::move(*message))) : done;
}

// Nothing, and `done` says why, where the input cannot be read.
std::optional<RawMessage> DeidRun::Read(const Input& input, Done& done) const {
  RawMessage message;
  message.origin.channel = OperatorText(input.path);
  message.format = settings_.format;
  auto bytes = ReadInput(input, settings_.bytes_max);
  if (!bytes) {
    done.receipt = UnreadLine(input.path, bytes.error());
    done.report = Report(input, "not read", bytes.error());
    if (settings_.output != nullptr && !settings_.output->Remove(input.name)) done.end = End::kUnwritten;
    return std::nullopt;
  }
  message.bytes = std::move(*bytes);
  return message;
}

DeidRun::Done DeidRun::Finish(const Input& input, Processed processed) const {
  Done done;
  done.format = processed.receipt.format;
  done.unknown_paths = processed.receipt.unknown_paths;
  if (processed.receipt.shadow) done.shadow = CountsOf(*processed.receipt.shadow);
  done.receipt = ReceiptLine(processed, deidentifier_.policy().digest(), model_, settings_.key_id);
  Result<void> written;
  if (const auto* quarantined = std::get_if<Quarantined>(&processed.outcome)) {
    done.end = End::kQuarantined;
    done.report = Report(input, "quarantined", quarantined->reason);
    if (settings_.output != nullptr) written = settings_.output->Remove(input.name);
  } else if (const auto* clean = std::get_if<CleanMessage>(&processed.outcome)) {
    done.end = End::kClean;
    // First, so that no output is there whose surrogates the vault does not know.
    if (settings_.vault != nullptr) written = settings_.vault->Add(*clean);
    if (!written) {
      done.end = End::kUnwritten;
    } else if (settings_.output != nullptr) {
      written = settings_.output->Write(input.name, clean->bytes());
    } else if (!settings_.discard) {
      done.clean_output = clean->bytes();
    }
  } else {
    done.end = End::kAudited;
  }
  if (!written) {
    done.end = End::kUnwritten;
    done.report += Report(input, "output not written", written.error());
  }
  return done;
}

// False: the run cannot go on.
bool DeidRun::Tell(const Done& done) {
  std::cerr << done.report;
  if (done.end == End::kUnwritten) return false;
  if (!done.clean_output.empty() && !std::cout.write(done.clean_output.data(), std::ssize(done.clean_output)).flush()) {
    std::cerr << "veil: standard output cannot be written\n";
    return false;
  }
  if (settings_.receipts != nullptr) *settings_.receipts << done.receipt;
  if (settings_.learn != nullptr) settings_.learn->Add(done.format, done.unknown_paths);
  if (done.shadow) AddShadow(shadow_, *done.shadow);
  clean_ += done.end == End::kClean ? 1 : 0;
  audited_ += done.end == End::kAudited ? 1 : 0;
  quarantined_ += done.end == End::kQuarantined ? 1 : 0;
  unread_ += done.end == End::kUnread ? 1 : 0;
  if (done.end != End::kUnread) ++formats_[done.format];
  return true;
}

ExitCode DeidRun::Sum() const {
  std::cerr << "veil: " << clean_ << " clean, " << quarantined_ << " quarantined, " << unread_ << " not read";
  if (audited_ > 0) std::cerr << ", " << audited_ << " counted alone";
  std::cerr << "\n";
  std::string formats;
  for (const auto& [format, count] : formats_) {
    if (format == Format::kAuto) continue;
    formats += (formats.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(FormatName(format).view());
  }
  if (!formats.empty()) std::cerr << "veil: read as: " << formats << "\n";
  if (unread_ > 0) return ExitCode::kEnvironment;
  return quarantined_ > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

}  // namespace veil
