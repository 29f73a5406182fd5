#include "app/config.h"

#include <regex.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <thread>

#include "app/kms_config.h"
#include "base/yaml_place.h"
#include "base/yaml_proto.h"
#include "kafka/client.h"
#include "veil/config.pb.h"

namespace veil {
namespace {

using std::chrono::milliseconds;

std::string HostName() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return "";
  return name.data();
}

// The characters of a Kafka topic's name; instance and group stand in ids and logs, so they keep to them too.
bool IsName(const std::string& name) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return !name.empty() && name.size() <= 249 && name.find_first_not_of(kAllowed) == std::string::npos;
}

// Which topics a word of source.topics stands for, as librdkafka reads it: POSIX extended after a '^'.
class TopicPattern {
 public:
  static std::optional<TopicPattern> Of(const std::string& topic) {
    TopicPattern pattern(topic);
    if (!topic.starts_with('^')) return pattern;
    auto compiled = std::make_unique<regex_t>();
    if (regcomp(compiled.get(), topic.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return std::nullopt;
    pattern.regex_ = {compiled.release(), &Free};
    return pattern;
  }
  bool Matches(const std::string& topic) const {
    if (regex_ == nullptr) return topic == topic_;
    return regexec(regex_.get(), topic.c_str(), 0, nullptr, 0) == 0;
  }

 private:
  explicit TopicPattern(std::string topic) : topic_(std::move(topic)) {}
  static void Free(regex_t* regex) {
    regfree(regex);
    delete regex;
  }

  std::string topic_;
  std::unique_ptr<regex_t, void (*)(regex_t*)> regex_{nullptr, &Free};
};

// Turns the file's message into options. The first thing that is wrong is kept, with its place.
class Reader {
 public:
  Reader(std::string_view yaml, std::string file) : yaml_(yaml), file_(std::move(file)) {}

  ConfigResult<Config> Read(const proto::Config& source) {
    Config config;
    ReadKafka(source.kafka(), config);
    ReadSource(source.source(), config);
    ReadControl(source, config);
    ReadSubjects(source, config);
    ReadPublish(source.publish(), config);
    ReadBatch(source, config);
    ReadPipeline(source, config);
    ReadProcess(source, config);
    if (error_) return tl::make_unexpected(*error_);
    return config;
  }

 private:
  void Require(bool holds, const std::string& key, const std::string& otherwise) {
    if (!holds && !error_) error_ = ErrorAt(yaml_, file_, key, otherwise);
  }

  // The value given, or the default if none is; it must lie between the limits.
  template <typename T>
  T Number(std::uint32_t given, T otherwise, std::uint32_t min, std::uint32_t max, const std::string& key) {
    if (given == 0) return otherwise;
    Require(given >= min && given <= max, key,
            "must be between " + std::to_string(min) + " and " + std::to_string(max));
    return T(given);
  }

  void ReadKafka(const proto::KafkaConfig& kafka, Config& config) {
    Require(!kafka.brokers().empty(), "kafka.brokers", "is required: \"host:port,host:port\"");
    config.instance = kafka.instance().empty() ? HostName() : kafka.instance();
    Require(IsName(config.instance), "kafka.instance", "takes letters, digits, '.', '_' and '-'");
    kafka::ClientOptions client;
    client.brokers = kafka.brokers();
    client.client_id = "veil-" + config.instance;
    for (const auto& [name, value] : kafka.properties()) {
      const std::string fault = kafka::PropertyFault(name, value);
      Require(fault.empty(), "kafka.properties." + name, fault);
      client.properties[name] = value;
    }
    config.source.client = config.publish.client = client;

    kafka::ConsumerOptions& consumer = config.source.consumer;
    kafka::ProducerOptions& producer = config.publish.producer;
    consumer.session_timeout =
        Number(kafka.session_timeout_ms(), consumer.session_timeout, 1000, 1'800'000, "kafka.session_timeout_ms");
    consumer.poll_interval_max = Number(kafka.poll_interval_ms_max(), consumer.poll_interval_max, 10'000, 86'400'000,
                                        "kafka.poll_interval_ms_max");
    Require(consumer.poll_interval_max >= consumer.session_timeout, "kafka.poll_interval_ms_max",
            "must not be below session_timeout_ms");
    producer.transaction_timeout = Number(kafka.transaction_timeout_ms(), producer.transaction_timeout, 1000, 900'000,
                                          "kafka.transaction_timeout_ms");
    producer.commit_timeout =
        Number(kafka.commit_timeout_ms(), producer.commit_timeout, 1000, 3'600'000, "kafka.commit_timeout_ms");
    config.start_timeout =
        Number(kafka.start_timeout_ms(), config.start_timeout, 1, 3'600'000, "kafka.start_timeout_ms");
  }

  void ReadSource(const proto::SourceConfig& source, Config& config) {
    kafka::ConsumerOptions& consumer = config.source.consumer;
    Require(!source.topics().empty(), "source.topics",
            "is required: a list of topics, or of patterns that begin with '^'");
    for (const std::string& topic : source.topics()) {
      Require(topic.starts_with('^') || IsName(topic), "source.topics",
              "holds a word that is neither a topic's name nor a pattern that begins with '^'");
      consumer.topics.push_back(topic);
    }
    consumer.group = source.group();
    Require(IsName(consumer.group), "source.group", "is required; it takes letters, digits, '.', '_' and '-'");
    consumer.buffer_kib_max =
        Number(source.buffer_kib_max(), consumer.buffer_kib_max, 1024, 2'097'151, "source.buffer_kib_max");
    for (const auto& [topic, format] : source.formats()) {
      config.source.formats[topic] = static_cast<Format>(format - proto::FORMAT_AUTO);
    }
  }

  void ReadPublish(const proto::PublishConfig& publish, Config& config) {
    KafkaPublisher::Options& options = config.publish;
    if (!publish.source_prefix().empty()) options.topics.source_prefix = publish.source_prefix();
    if (!publish.clean_prefix().empty()) options.topics.clean_prefix = publish.clean_prefix();
    for (const auto& [source, clean] : publish.topics()) {
      Require(IsName(clean) && clean != source, "publish.topics." + source, "must be the name of another topic");
      options.topics.topics[source] = clean;
    }
    options.quarantine_topic = publish.quarantine_topic().empty() ? "veil.quarantine" : publish.quarantine_topic();
    options.vault_topic = publish.vault_topic().empty() ? "veil.vault" : publish.vault_topic();
    Require(IsName(options.vault_topic), "publish.vault_topic", "is not a topic's name");
    Require(options.vault_topic != options.quarantine_topic && options.vault_topic != publish.ledger_topic(),
            "publish.vault_topic", "must be a topic of its own");
    options.ledger_topic = publish.ledger_topic().empty() ? "veil.ledger" : publish.ledger_topic();
    Require(IsName(options.quarantine_topic), "publish.quarantine_topic", "is not a topic's name");
    Require(IsName(options.ledger_topic), "publish.ledger_topic", "is not a topic's name");
    Require(options.quarantine_topic != options.ledger_topic, "publish.ledger_topic",
            "must not be the quarantine topic");
    Require(options.quarantine_topic != config.control_topic && options.ledger_topic != config.control_topic,
            "control.topic", "must be a topic of its own");
    const std::string& subjects = config.subjects.topic;
    Require(options.quarantine_topic != subjects && options.ledger_topic != subjects, "subjects.topic",
            "must be a topic of its own");
    options.producer.record_bytes_max = Number(publish.record_bytes_max(), options.producer.record_bytes_max, 1U << 16,
                                               1'000'000'000, "publish.record_bytes_max");
    options.producer.buffer_kib_max = Number(publish.buffer_kib_max(), options.producer.buffer_kib_max,
                                             static_cast<std::uint32_t>(options.producer.record_bytes_max >> 10),
                                             2'097'151, "publish.buffer_kib_max");
    CheckTopics(config);
  }

  // What Veil writes must not be what it reads, and what it reads must have a place to go.
  void CheckTopics(const Config& config) {
    std::set<std::string> written = {config.publish.quarantine_topic, config.publish.ledger_topic,
                                     config.publish.vault_topic};
    for (const std::string& topic : config.source.consumer.topics) {
      if (topic.starts_with('^')) continue;
      const auto clean = CleanTopic(config.publish.topics, topic);
      Require(clean.has_value(), "source.topics",
              "'" + topic + "' has no clean topic: begin it with '" + config.publish.topics.source_prefix +
                  "' or name its clean topic under publish.topics");
      if (clean) written.insert(*clean);
    }
    written.insert(config.publish.topics.clean_prefix + "x");
    if (!config.control_topic.empty()) written.insert(config.control_topic);
    written.insert(config.subjects.topic);
    for (const std::string& topic : config.source.consumer.topics) {
      const std::optional<TopicPattern> pattern = TopicPattern::Of(topic);
      Require(pattern.has_value(), "source.topics", "'" + topic + "' is not a regular expression");
      for (const std::string& one : written) {
        Require(!pattern || !pattern->Matches(one), "source.topics",
                "'" + topic + "' would read what Veil writes, such as '" + one + "'");
      }
    }
  }

  void ReadControl(const proto::Config& source, Config& config) {
    config.control_topic = source.control().topic();
    Require(!source.has_control() || IsName(config.control_topic), "control.topic", "is the name of a topic");
    config.shadow_policy = source.shadow().policy();
    Require(!source.has_shadow() || !config.shadow_policy.empty(), "shadow.policy",
            "is required: a policy's name, or a file");
  }

  void ReadBatch(const proto::Config& source, Config& config) {
    const proto::BatchConfig& batch = source.batch();
    config.batch.messages_max =
        Number(batch.messages_max(), config.batch.messages_max, 1, 1'000'000, "batch.messages_max");
    config.batch.bytes_max = Number(batch.bytes_max(), config.batch.bytes_max, 1, 1U << 30, "batch.bytes_max");
    config.batch.wait_max = Number(batch.wait_ms_max(), config.batch.wait_max, 1, 60'000, "batch.wait_ms_max");
  }

  void ReadPipeline(const proto::Config& source, Config& config) {
    for (const std::string& name : source.publish().headers()) {
      Require(!name.empty() && !name.starts_with("veil-"), "publish.headers",
              "'" + name + "' cannot be kept: names that begin with 'veil-' are Veil's own");
      config.pipeline.headers_kept.push_back(name);
    }
    CodecLimits& limits = config.pipeline.codec.limits;
    limits.message_bytes_max =
        Number(source.limits().message_bytes_max(), limits.message_bytes_max, 1, 1U << 30, "limits.message_bytes_max");
    limits.fields_max = Number(source.limits().fields_max(), limits.fields_max, 1, 100'000'000, "limits.fields_max");
    limits.depth_max = Number(source.limits().depth_max(), limits.depth_max, 1, 1000, "limits.depth_max");
    for (const proto::NdjsonFieldConfig& given : source.ndjson_fields()) {
      config.pipeline.codec.ndjson_fields.push_back(ReadNdjsonField(given));
    }
  }

  NamedField ReadNdjsonField(const proto::NdjsonFieldConfig& given) {
    NamedField field;
    field.path = given.path();
    Require(!field.path.empty(), "ndjson_fields", "each needs a path");
    switch (given.class_()) {
      case proto::NDJSON_CLASS_IDENTIFIER:
        field.field_class = FieldClass::kIdentifier;
        break;
      case proto::NDJSON_CLASS_SAFE:
        field.field_class = FieldClass::kSafe;
        break;
      default:
        field.field_class = FieldClass::kFreeText;
    }
    const std::optional<IdentifierType> type = IdentifierTypeFromName(given.type());
    const bool identifier = field.field_class == FieldClass::kIdentifier;
    Require(identifier == type.has_value(), "ndjson_fields",
            "'" + field.path + "': an identifier needs a type such as NAME_PATIENT, DATE or MRN; others have none");
    if (type) {
      field.type = *type;
      field.party = PartyOf(*type);
    }
    return field;
  }

  // `place` is where the key source stands in the file.
  void ReadKeySource(const proto::KeySource& given, const std::string& place, KeySource& source) {
    source = {given.file(), given.env(), given.wrapped(), {}};
    const auto count = [](const std::string& word) { return word.empty() ? 0 : 1; };
    Require(count(given.file()) + count(given.env()) + count(given.wrapped()) <= 1, place,
            "takes one of file, env and wrapped");
    Require(given.wrapped().empty() != given.has_kms(), place, "wrapped and kms go together");
    const std::string fault = given.has_kms() ? ReadKms(given.kms(), source.kms) : "";
    Require(fault.empty(), place + ".kms", fault);
  }

  void ReadSurrogateKey(const proto::KeysConfig& keys, SurrogateKeySource& key) {
    const proto::KeySource& source = keys.surrogate_key();
    ReadKeySource(source, "keys.surrogate_key", key.source);
    if (!keys.surrogate_key_file().empty()) {
      Require(!keys.has_surrogate_key(), "keys.surrogate_key_file", "is short for surrogate_key; give one of them");
      key.source.file = keys.surrogate_key_file();
    }
    Require(!key.source.empty(), "keys.surrogate_key",
            "is required: file, env or wrapped; `veil key new` makes a file");
    key.epoch = Number(source.epoch(), key.epoch, 1, KeyRing::kEpochsMax, "keys.surrogate_key.epoch");
  }

  void ReadSubjects(const proto::Config& source, Config& config) {
    if (!source.has_subjects()) return;
    SubjectsOptions& subjects = config.subjects;
    if (!source.subjects().topic().empty()) subjects.topic = source.subjects().topic();
    subjects.folder = source.subjects().folder();
    ReadKeySource(source.subjects().key(), "subjects.key", subjects.key);
    Require(IsName(subjects.topic), "subjects.topic", "is not a topic's name");
    Require(!subjects.folder.empty(), "subjects.folder", "is required: where this process keeps its replica");
    Require(!subjects.key.empty(), "subjects.key",
            "is required: file, env or wrapped; `veil key new --subjects` makes a file");
    Require(source.subjects().key().epoch() == 0, "subjects.key.epoch", "has no use here: all epochs open");
  }

  void ReadProcess(const proto::Config& source, Config& config) {
    config.policy = source.policy();
    Require(!config.policy.empty(), "policy", "is required: a policy's name, such as safe-harbor, or a file");
    if (!source.policy_dir().empty()) config.policy_dir = source.policy_dir();
    ReadSurrogateKey(source.keys(), config.surrogate_key);
    config.quarantine_key_file = source.keys().quarantine_key_file();
    Require(!config.quarantine_key_file.empty(), "keys.quarantine_key_file",
            "is required; `veil key new --quarantine` makes one, with '.pub' at its end");
    config.vault_key_file = source.keys().vault_key_file();
    config.workers =
        Number<std::size_t>(source.workers(), std::max(1U, std::thread::hardware_concurrency()), 1, 256, "workers");
    const proto::AdminConfig& admin = source.admin();
    if (!admin.address().empty()) config.admin.address = OperatorText(admin.address());
    if (admin.has_port()) config.admin.port = static_cast<int>(admin.port());
    Require(config.admin.port <= 65'535, "admin.port", "must be between 0 and 65535");
    config.admin.allow_remote = admin.allow_remote();
    if (source.log().level() != proto::LOG_LEVEL_UNSPECIFIED) {
      config.log.level = static_cast<log::Level>(source.log().level() - proto::LOG_LEVEL_DEBUG);
    }
    config.log.json = source.log().json();
  }

  std::string_view yaml_;
  std::string file_;
  std::optional<ConfigError> error_;
};

}  // namespace

std::string Config::TransactionalId(std::size_t worker) const {
  return source.consumer.group + "-" + instance + "-" + std::to_string(worker);
}

ConfigResult<Config> ParseConfig(std::string_view yaml, const std::string& file) {
  proto::Config source;
  VEIL_TRY(LoadYaml(yaml, file, {.interpolate = true}, source));
  return Reader(yaml, file).Read(source);
}

ConfigResult<Config> LoadConfig(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) return tl::make_unexpected(ConfigError{path, 0, 0, "cannot be read"});
  return ParseConfig(content.str(), path);
}

}  // namespace veil
