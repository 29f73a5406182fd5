#pragma once

#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/operator_text.h"
#include "base/result.h"
#include "kafka/handle.h"

namespace veil::kafka {

// How to reach the brokers: what all clients of one process have in common.
struct ClientOptions {
  std::string brokers;    // "host:port,host:port"
  std::string client_id;  // as it appears in the brokers' logs and quotas
  // Further settings of librdkafka as the operator wrote them (security.*, sasl.*, ssl.*, compression.type, ...). They
  // may be secrets, so they appear in no log line and no error.
  std::map<std::string, std::string> properties;
};

using Settings = std::vector<std::pair<std::string, std::string>>;

// Why an operator may not set a property in ClientOptions::properties: it is unknown to librdkafka, has a value that
// does not fit, or belongs to Veil because exactly-once delivery or the limits depend on it. Empty: it is fine. The
// value is not quoted.
std::string PropertyFault(const std::string& name, const std::string& value);

// A client of the given kind. `settings` win over options.properties. What librdkafka logs passes a filter that keeps
// its level and facility and drops its words. Errors: kConfig.
Result<Client> Open(rd_kafka_type_t type, const ClientOptions& options, const Settings& settings,
                    rd_kafka_conf_t* prepared = nullptr);

// All topics that this client may see, each with its number of partitions. Makes no topic, even where the broker makes
// those that are asked for by name. Errors: kBroker: no broker answers within `timeout`, or refuses this user.
Result<std::map<std::string, int>> Topics(const Client& client, std::chrono::milliseconds timeout);

// Whether a broker answers within `timeout`. Asks for no topics, so it is cheap. Errors: kBroker.
Result<void> Ping(const Client& client, std::chrono::milliseconds timeout);

// librdkafka's name of an error ("_TRANSPORT", "TOPIC_AUTHORIZATION_FAILED"): a word of its source code.
OperatorText ErrorName(rd_kafka_resp_err_t code);

}  // namespace veil::kafka
