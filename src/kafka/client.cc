#include "kafka/client.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/log.h"

namespace veil::kafka {
namespace {

// Exactly-once delivery, the limits or the wiring of Veil rest on these, so it sets them itself.
struct Reserved {
  std::string_view name;
  std::string_view instead;
};
constexpr std::array kReserved = {
    Reserved{"bootstrap.servers", "set kafka.brokers"},
    Reserved{"metadata.broker.list", "set kafka.brokers"},
    Reserved{"client.id", "set kafka.instance"},
    Reserved{"group.id", "set source.group"},
    Reserved{"group.instance.id", "set kafka.instance"},
    Reserved{"group.protocol", "Veil uses the classic protocol"},
    Reserved{"transactional.id", "set source.group and kafka.instance"},
    Reserved{"transaction.timeout.ms", "set kafka.transaction_timeout_ms"},
    Reserved{"session.timeout.ms", "set kafka.session_timeout_ms"},
    Reserved{"max.poll.interval.ms", "set kafka.poll_interval_ms_max"},
    Reserved{"enable.idempotence", "Veil's producers are transactional"},
    Reserved{"enable.gapless.guarantee", "Veil's producers are transactional"},
    Reserved{"acks", "Veil's producers wait for all replicas"},
    Reserved{"request.required.acks", "Veil's producers wait for all replicas"},
    Reserved{"retries", "Veil's producers retry within the transaction"},
    Reserved{"message.send.max.retries", "Veil's producers retry within the transaction"},
    Reserved{"message.timeout.ms", "set kafka.transaction_timeout_ms"},
    Reserved{"delivery.timeout.ms", "set kafka.transaction_timeout_ms"},
    Reserved{"max.in.flight", "Veil's producers keep the order of records"},
    Reserved{"max.in.flight.requests.per.connection", "Veil's producers keep the order of records"},
    Reserved{"enable.auto.commit", "offsets are committed with the records"},
    Reserved{"auto.commit.enable", "offsets are committed with the records"},
    Reserved{"enable.auto.offset.store", "offsets are committed with the records"},
    Reserved{"auto.offset.reset", "a group without offsets starts at the beginning"},
    Reserved{"isolation.level", "Veil reads committed records only"},
    Reserved{"partition.assignment.strategy", "Veil uses range"},
    Reserved{"enable.partition.eof", "Veil does not use it"},
    Reserved{"message.max.bytes", "set publish.record_bytes_max"},
    Reserved{"queue.buffering.max.kbytes", "set publish.buffer_kib_max"},
    Reserved{"queued.max.messages.kbytes", "set source.buffer_kib_max"},
    Reserved{"partitioner", "an output record keeps its partition number"},
    Reserved{"debug", "librdkafka's debug lines are not written"},
    Reserved{"log_level", "set log.level"},
    Reserved{"plugin.library.paths", "Veil loads no plugins"},
    Reserved{"test.mock.num.brokers", "set kafka.brokers"},
};

// librdkafka's own words may name hosts, users or, one day, more: only level and facility are kept. While a broker is
// away it repeats itself many times a second, so what it does not call critical is for debugging.
void OnLog(const rd_kafka_t*, int level, const char* facility, const char*) {
  constexpr int kSyslogCritical = 2;
  log::Write(level <= kSyslogCritical ? log::Level::kWarn : log::Level::kDebug, "librdkafka",
             std::array{log::With("level", level), log::With("facility", OperatorText(facility))});
}

void OnError(rd_kafka_t*, int code, const char*, void*) {
  const bool repeated = code == RD_KAFKA_RESP_ERR__TRANSPORT;  // one a connection; ALL_BROKERS_DOWN sums them up
  log::Write(repeated ? log::Level::kDebug : log::Level::kWarn, "kafka client",
             std::array{log::With("error", ErrorName(static_cast<rd_kafka_resp_err_t>(code)))});
}

}  // namespace

std::string PropertyFault(const std::string& name, const std::string& value) {
  const auto reserved = std::ranges::find(kReserved, name, &Reserved::name);
  if (reserved != kReserved.end()) return "is set by Veil: " + std::string(reserved->instead);
  const Conf probe(rd_kafka_conf_new());
  switch (rd_kafka_conf_set(probe.get(), name.c_str(), value.c_str(), nullptr, 0)) {
    case RD_KAFKA_CONF_OK:
      return "";
    case RD_KAFKA_CONF_UNKNOWN:
      return "is not a property of librdkafka";
    default:
      return "has a value that librdkafka does not take";
  }
}

Result<Client> Open(rd_kafka_type_t type, const ClientOptions& options, const Settings& settings,
                    rd_kafka_conf_t* prepared) {
  Conf conf(prepared != nullptr ? prepared : rd_kafka_conf_new());
  rd_kafka_conf_set_log_cb(conf.get(), &OnLog);
  rd_kafka_conf_set_error_cb(conf.get(), &OnError);
  const auto set = [&conf](const std::string& name, const std::string& value) {
    return rd_kafka_conf_set(conf.get(), name.c_str(), value.c_str(), nullptr, 0) == RD_KAFKA_CONF_OK;
  };
  bool accepted = set("bootstrap.servers", options.brokers) && set("client.id", options.client_id);
  for (const auto& [name, value] : options.properties) accepted = accepted && set(name, value);
  for (const auto& [name, value] : settings) accepted = accepted && set(name, value);
  if (!accepted) return Fail(ErrorCode::kConfig, "librdkafka does not take a property");
  rd_kafka_t* client = rd_kafka_new(type, conf.get(), nullptr, 0);
  if (client == nullptr) return Fail(ErrorCode::kConfig, "librdkafka does not take these properties together");
  static_cast<void>(conf.release());  // the client owns it now
  return Client(client);
}

Result<std::map<std::string, int>> Topics(const Client& client, std::chrono::milliseconds timeout) {
  const rd_kafka_metadata_t* answer = nullptr;
  const auto code = rd_kafka_metadata(client.get(), 1, nullptr, &answer, static_cast<int>(timeout.count()));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return Fail(ErrorCode::kBroker, "no broker answers");
  const TopicMetadata metadata(answer);
  std::map<std::string, int> topics;
  for (int i = 0; i < metadata->topic_cnt; ++i) topics[metadata->topics[i].topic] = metadata->topics[i].partition_cnt;
  return topics;
}

Result<void> Ping(const Client& client, std::chrono::milliseconds timeout) {
  const rd_kafka_metadata_t* answer = nullptr;
  const auto code = rd_kafka_metadata(client.get(), 0, nullptr, &answer, static_cast<int>(timeout.count()));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return Fail(ErrorCode::kBroker, "no broker answers");
  rd_kafka_metadata_destroy(answer);
  return {};
}

OperatorText ErrorName(rd_kafka_resp_err_t code) { return OperatorText(rd_kafka_err2name(code)); }

}  // namespace veil::kafka
