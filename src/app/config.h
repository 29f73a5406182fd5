#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/surrogate_key.h"
#include "base/config_error.h"
#include "base/log.h"
#include "console/admin_server.h"
#include "message/batch.h"
#include "pipeline/deidentifier.h"
#include "publish/kafka_publisher.h"
#include "source/kafka_source.h"

namespace veil {

// Where the subject store is; without a folder there is none.
struct SubjectsOptions {
  std::string topic = "veil.subjects";
  std::string folder;
  KeySource key;

  bool Wanted() const { return !folder.empty(); }
};

// The configuration file of `veil run` (proto/veil/config.proto), checked, with all defaults, as the options of the
// parts that it configures. It may hold secrets in kafka.properties.
struct Config {
  std::string instance;
  KafkaSource::Options source;
  KafkaPublisher::Options publish;  // without transactional id: each worker has its own
  std::chrono::milliseconds start_timeout{60'000};
  BatchLimits batch;
  Deidentifier::Options pipeline;
  std::string policy;
  std::string policy_dir = "deploy/policies";
  std::string shadow_policy;  // empty: none
  std::string control_topic;  // empty: none
  SurrogateKeySource surrogate_key;
  std::string quarantine_key_file;
  SubjectsOptions subjects;
  std::string vault_key_file;  // empty: none
  std::size_t workers = 1;
  AdminOptions admin;
  log::Options log;

  // "<group>-<instance>-<worker>".
  std::string TransactionalId(std::size_t worker) const;
};

// Errors name the place in the file and what would be right.
ConfigResult<Config> LoadConfig(const std::string& path);
ConfigResult<Config> ParseConfig(std::string_view yaml, const std::string& file);

}  // namespace veil
