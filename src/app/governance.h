#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/acts_chain.h"
#include "app/config.h"
#include "app/endpoint_command.h"
#include "endpoint/approvers.h"
#include "endpoint/book.h"
#include "endpoint/drift.h"
#include "endpoint/grants.h"
#include "endpoint/incident.h"
#include "kafka/access_list.h"

namespace veil {

// What every command that decides, or compares decisions with the broker, is told.
struct GovernanceArguments {
  RegistryArguments registry;
  std::string config;
  std::string approvers;  // empty: approvers.yaml in the registry's folder
  std::string who;

  void AddOptions(CLI::App& command, bool acts);  // with --who, for those that write to the ledger
};

// A stream's access list, without its ledger.
struct BrokerAccess {
  Config config;
  kafka::AccessList list;

  static OrRefusal<BrokerAccess> Open(const std::string& config_path);
};

// The clean topics of a stream: what its configuration writes to, and neither its sources nor its own topics.
GrantableTopics GrantableTopicsOf(const Config& config);

// The brokers' access list and the ledger of one stream, and what the ledger says of endpoints.
class Governance {
 public:
  // Reads the whole ledger. With `to_act` nobody else can write acts from then on, until somebody opens it later.
  // Errors are Refusals: configuration, broker.
  static OrRefusal<std::unique_ptr<Governance>> Open(const GovernanceArguments& arguments, bool to_act);

  const Config& config() const { return config_; }
  const GrantableTopics& topics() const { return topics_; }
  const Approvers& approvers() const { return approvers_; }
  const TopicPolicies& policies() const { return policies_; }
  const std::string& cluster() const { return cluster_; }
  GrantBook& book() { return book_; }
  const IncidentBook& incidents() const { return incidents_; }
  BrokerRights& broker() { return broker_; }
  const std::string& who() const { return who_; }
  // Only when opened to act.
  Grants grants() { return {book_, broker_, log_, who_}; }
  OrRefusal<void> Note(const LedgerAct& act);

  OrRefusal<Endpoint> Find(const std::string& name) const;

 private:
  class KafkaRights final : public BrokerRights {
   public:
    explicit KafkaRights(kafka::AccessList list) : list_(std::move(list)) {}
    OrRefusal<std::vector<Acl>> Read() override;
    OrRefusal<void> Create(std::span<const Acl> rights) override;
    OrRefusal<void> Remove(std::span<const Acl> rights) override;
    void Wait() override;

   private:
    kafka::AccessList list_;
  };
  class LedgerLog final : public ActLog {
   public:
    OrRefusal<LedgerEntry> Append(const LedgerAct& act) override;
    std::optional<ActsChain> chain;
  };

  Governance(const GovernanceArguments& arguments, Config config, Approvers approvers, kafka::AccessList list,
             std::string cluster);
  void Take(const LedgerEntry& entry);

  RegistryArguments registry_;
  std::string who_;
  Config config_;
  GrantableTopics topics_;
  Approvers approvers_;
  GrantBook book_;
  IncidentBook incidents_;
  TopicPolicies policies_;
  KafkaRights broker_;
  LedgerLog log_;
  std::string cluster_;
};

// Takes away all that a principal is allowed, and looks whether it is gone. How many rights it had.
OrRefusal<std::size_t> TakeRights(kafka::AccessList& list, const std::string& principal);

// Says why on standard error.
ExitCode Complain(const Refusal& refusal);

}  // namespace veil
