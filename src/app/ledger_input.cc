#include "app/ledger_input.h"

#include <CLI/CLI.hpp>
#include <array>
#include <fstream>
#include <iostream>

#include "audit/ledger.h"
#include "kafka/topic_reader.h"

namespace veil {

void ReadLines(std::istream& in, std::size_t bytes_max, const std::function<void(std::string_view)>& take) {
  std::array<char, 1U << 16> buffer{};
  std::string line;
  bool open = false;  // whether bytes came after the last line end
  while (in.read(buffer.data(), buffer.size()), in.gcount() > 0) {
    std::string_view rest(buffer.data(), static_cast<std::size_t>(in.gcount()));
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      line.append(rest.substr(0, std::min(end, bytes_max - line.size())));
      open = end == std::string_view::npos;
      if (open) break;
      take(line);
      line.clear();
      rest.remove_prefix(end + 1);
    }
  }
  if (open) take(line);
}

void LedgerInput::AddOptions(CLI::App& command) {
  auto* source = command.add_option_group("ledger", "Where the ledger is");
  source->add_option("--config", config_path_, "Configuration file of the stream: reads its ledger topic");
  source->add_option("--file", file_, "A file with one entry a line; - is standard input");
  source->require_option(1);
}

Result<const Config*, CommandFailure> LedgerInput::LoadConfig() {
  if (config_path_.empty()) return nullptr;
  auto config = veil::LoadConfig(config_path_);
  if (!config) return tl::make_unexpected(CommandFailure{ExitCode::kUsage, config.error().ToString()});
  config_ = std::move(*config);
  return &*config_;
}

Result<void, CommandFailure> LedgerInput::Read(const std::function<void(std::string_view)>& take) const {
  if (!config_) return ReadFile(take);
  const auto record = [&take](const kafka::StoredRecord& stored) {
    take(stored.value);
    return true;
  };
  const auto done =
      kafka::ReadTopic(config_->publish.client, config_->publish.ledger_topic, config_->start_timeout, record);
  if (done) return {};
  return tl::make_unexpected(CommandFailure{
      ExitCode::kEnvironment, "topic " + config_->publish.ledger_topic + ": " + std::string(done.error().what.view())});
}

Result<void, CommandFailure> LedgerInput::ReadFile(const std::function<void(std::string_view)>& take) const {
  std::ifstream file;
  if (file_ != "-") file.open(file_, std::ios::binary);
  std::istream& in = file_ == "-" ? std::cin : file;
  if (in) ReadLines(in, kLedgerEntryBytesMax + 1, take);
  if (in.eof() && !in.bad()) return {};
  return tl::make_unexpected(CommandFailure{ExitCode::kEnvironment, file_ + ": cannot be read"});
}

}  // namespace veil
