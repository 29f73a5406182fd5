#include "app/governance.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>
#include <thread>

#include "audit/ledger.h"
#include "publish/topics.h"

namespace veil {
namespace {

constexpr std::chrono::seconds kAnswer{15};  // how long a change of the access list may take

tl::unexpected<Refusal> Unusable(const ConfigError& error) { return Refuse(error.ToString(), RefusalKind::kUsage); }

tl::unexpected<Refusal> Away(const Config& config, const Error& error) {
  return Refuse("'" + config.publish.client.brokers + "': " + std::string(error.what.view()),
                error.code == ErrorCode::kConfig ? RefusalKind::kUsage : RefusalKind::kEnvironment);
}

template <typename T>
OrRefusal<T> Told(Result<T> answer) {
  if (answer) return answer.value();
  return tl::make_unexpected(AsRefusal(answer.error()));
}

OrRefusal<void> Told(Result<void> answer) {
  if (answer) return {};
  return tl::make_unexpected(AsRefusal(answer.error()));
}

}  // namespace

void GovernanceArguments::AddOptions(CLI::App& command, bool acts) {
  registry.AddOptions(command);
  command.add_option("--config", config, "Configuration file of the stream, with an administrator's Kafka properties")
      ->required();
  command.add_option("--approvers", approvers, "Who may sign; default: approvers.yaml in the registry's folder");
  if (acts) command.add_option("--who", who, "Who you are, for the ledger")->required();
}

GrantableTopics GrantableTopicsOf(const Config& config) {
  GrantableTopics topics;
  topics.prefix = config.publish.topics.clean_prefix;
  for (const auto& [source, clean] : config.publish.topics.topics) {
    topics.others.insert(clean);
    topics.never.insert(source);
  }
  for (const std::string& source : config.source.consumer.topics) topics.never.insert(source);
  topics.never.insert(config.publish.quarantine_topic);
  topics.never.insert(config.publish.ledger_topic);
  topics.never.insert(config.publish.vault_topic);
  topics.never.insert(config.subjects.topic);
  topics.never.insert(config.control_topic);
  return topics;
}

OrRefusal<BrokerAccess> BrokerAccess::Open(const std::string& config_path) {
  auto config = LoadConfig(config_path);
  if (!config) return Unusable(config.error());
  log::Configure(config->log);
  auto list = kafka::AccessList::Open(config->publish.client, kAnswer);
  if (!list) return Away(*config, list.error());
  return BrokerAccess{std::move(*config), std::move(*list)};
}

OrRefusal<std::size_t> TakeRights(kafka::AccessList& list, const std::string& principal) {
  constexpr int kLooks = 50;
  std::size_t taken = 0;
  for (int i = 0; i < kLooks; ++i) {
    VEIL_ASSIGN(const std::vector<Acl> present, Told(list.Read()));
    const std::vector<Acl> rights = RightsBeyond(present, {principal}, {});
    if (rights.empty()) return taken;
    taken = std::max(taken, rights.size());
    VEIL_TRY(Told(list.Remove(rights)));
    if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return Refuse("the rights of '" + principal + "' come back as they are taken", RefusalKind::kEnvironment);
}

Governance::Governance(const GovernanceArguments& arguments, Config config, Approvers approvers, kafka::AccessList list,
                       std::string cluster)
    : registry_(arguments.registry),
      who_(arguments.who),
      config_(std::move(config)),
      topics_(GrantableTopicsOf(config_)),
      approvers_(std::move(approvers)),
      book_(approvers_),
      incidents_(approvers_),
      broker_(std::move(list)),
      cluster_(std::move(cluster)) {}

OrRefusal<std::unique_ptr<Governance>> Governance::Open(const GovernanceArguments& arguments, bool to_act) {
  VEIL_ASSIGN(BrokerAccess access, BrokerAccess::Open(arguments.config));
  const std::string path =
      arguments.approvers.empty() ? arguments.registry.folder + "/approvers.yaml" : arguments.approvers;
  auto approvers = Approvers::Load(path);
  if (!approvers) return Unusable(approvers.error());
  auto cluster = access.list.ClusterId();
  if (!cluster) return Away(access.config, cluster.error());
  std::unique_ptr<Governance> governance(new Governance(arguments, std::move(access.config), std::move(*approvers),
                                                        std::move(access.list), std::move(*cluster)));
  const auto take = [&governance](const LedgerEntry& entry) { governance->Take(entry); };
  if (to_act) {
    auto chain = ActsChain::Open(governance->config_, take);
    if (!chain) return Away(governance->config_, chain.error());
    governance->log_.chain.emplace(std::move(*chain));
  } else if (const auto read = ReadLedger(governance->config_, take); !read) {
    return Away(governance->config_, read.error());
  }
  return governance;
}

void Governance::Take(const LedgerEntry& entry) {
  if (entry.act) {
    if (entry.chain != ActsChainName(config_)) return;
    book_.Add(entry);
    incidents_.Add(entry);
    return;
  }
  if (entry.clean == 0) return;
  for (const OffsetRange& range : entry.ranges) {
    if (const auto clean = CleanTopic(config_.publish.topics, range.topic.str()))
      policies_[*clean].insert(entry.policy);
  }
}

OrRefusal<void> Governance::Note(const LedgerAct& act) {
  VEIL_ASSIGN(const LedgerEntry entry, log_.Append(act));
  Take(entry);
  return {};
}

OrRefusal<Endpoint> Governance::Find(const std::string& name) const {
  auto endpoint = registry_.Load(name, topics_);
  if (!endpoint) return Unusable(endpoint.error());
  return std::move(*endpoint);
}

OrRefusal<std::vector<Acl>> Governance::KafkaRights::Read() { return Told(list_.Read()); }
OrRefusal<void> Governance::KafkaRights::Create(std::span<const Acl> rights) { return Told(list_.Create(rights)); }
OrRefusal<void> Governance::KafkaRights::Remove(std::span<const Acl> rights) { return Told(list_.Remove(rights)); }
void Governance::KafkaRights::Wait() { std::this_thread::sleep_for(std::chrono::milliseconds(100)); }

OrRefusal<LedgerEntry> Governance::LedgerLog::Append(const LedgerAct& act) {
  auto entry = chain->Append({act, {}});
  if (entry) return std::move(*entry);
  const bool overtaken =
      entry.error().code == ErrorCode::kFenced || entry.error().code == ErrorCode::kTransactionAborted;
  return Refuse(overtaken ? "somebody else acts on this stream at the same time; nothing was written by this command, "
                            "run it again"
                          : "the ledger cannot be written: " + std::string(entry.error().what.view()),
                RefusalKind::kEnvironment);
}

ExitCode Complain(const Refusal& refusal) {
  std::cerr << "veil: " << refusal.what << "\n";
  switch (refusal.kind) {
    case RefusalKind::kRefused:
      return ExitCode::kFailed;
    case RefusalKind::kUsage:
      return ExitCode::kUsage;
    case RefusalKind::kEnvironment:
      return ExitCode::kEnvironment;
  }
  return ExitCode::kFailed;
}

}  // namespace veil
