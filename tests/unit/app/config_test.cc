#include "app/config.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace veil {
namespace {

const std::string kSmallest = R"(kafka:
  brokers: kafka:9092
  instance: one
source:
  topics: [raw.notes]
  group: veil
policy: safe-harbor
keys:
  surrogate_key_file: s.key
  quarantine_key_file: q.key.pub
)";

std::string FaultOf(const std::string& yaml) {
  const auto config = ParseConfig(yaml, "veil.yaml");
  return config ? "none" : config.error().ToString();
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(Config, HasDefaultsForAllThatIsNotRequired) {
  const auto config = ParseConfig(kSmallest, "veil.yaml");
  ASSERT_TRUE(config) << config.error().ToString();
  EXPECT_EQ(config->publish.quarantine_topic, "veil.quarantine");
  EXPECT_EQ(config->publish.ledger_topic, "veil.ledger");
  EXPECT_EQ(config->batch.messages_max, 2000U);
  EXPECT_EQ(config->pipeline.codec.limits.message_bytes_max, 16U << 20);
  EXPECT_EQ(config->admin.address.str(), "127.0.0.1");
  EXPECT_GE(config->workers, 1U);
  EXPECT_EQ(config->TransactionalId(2), "veil-one-2");
}

TEST(Config, ASurrogateKeyHasOnePlace) {
  const std::string short_form = "  surrogate_key_file: s.key\n";
  const auto with = [&](const std::string& key) { return Replaced(kSmallest, short_form, key); };
  const auto config = ParseConfig(with("  surrogate_key: {env: SITE_KEY, epoch: 3}\n"), "veil.yaml");
  ASSERT_TRUE(config) << config.error().ToString();
  EXPECT_EQ(config->surrogate_key.source.env, "SITE_KEY");
  EXPECT_EQ(config->surrogate_key.epoch, 3U);
  const std::string vault = "kms: {vault: {address: 'https://v:8200', key: veil, token_file: t}}";
  const auto wrapped = ParseConfig(with("  surrogate_key: {wrapped: w.key, " + vault + "}\n"), "veil.yaml");
  ASSERT_TRUE(wrapped) << wrapped.error().ToString();
  EXPECT_TRUE(std::holds_alternative<VaultOptions>(wrapped->surrogate_key.source.kms));
  EXPECT_EQ(FaultOf(with("")),
            "veil.yaml:9:3: keys.surrogate_key: is required: file, env or wrapped; `veil key new` makes a file");
  for (const std::string& wrong :
       {std::string("{file: a, env: b}"), std::string("{epoch: 300, file: a}"), std::string("{wrapped: a}"),
        "{file: a, " + vault + "}", std::string("{wrapped: a, kms: {}}"),
        std::string("{wrapped: a, kms: {vault: {address: 'http://v', key: k, token_file: t}}}"),
        std::string("{wrapped: a, kms: {pkcs11: {module: m, token: t, key: k}}}")}) {
    EXPECT_NE(FaultOf(with("  surrogate_key: " + wrong + "\n")), "none") << wrong;
  }
  EXPECT_NE(FaultOf(with(short_form + "  surrogate_key: {env: SITE_KEY}\n")), "none");
}

TEST(Config, SubjectsNeedAFolderAKeyAndATopicOfTheirOwn) {
  EXPECT_FALSE(ParseConfig(kSmallest, "veil.yaml")->subjects.Wanted());
  const auto config = ParseConfig(kSmallest + "subjects: {folder: f, key: {file: k}}\n", "veil.yaml");
  ASSERT_TRUE(config) << config.error().ToString();
  EXPECT_TRUE(config->subjects.Wanted());
  EXPECT_EQ(config->subjects.topic, "veil.subjects");
  EXPECT_EQ(config->subjects.key.file, "k");
  EXPECT_EQ(FaultOf(kSmallest + "subjects: {folder: f}\n"),
            "veil.yaml:11:11: subjects.key: is required: file, env or wrapped; `veil key new --subjects` makes a file");
  for (const char* wrong : {"{key: {file: k}}", "{folder: f, key: {file: k, env: E}}", "{folder: f, key: {wrapped: w}}",
                            "{folder: f, key: {file: k, epoch: 2}}", "{folder: f, key: {file: k}, topic: veil.ledger}",
                            "{folder: f, key: {file: k}, topic: 'a b'}"}) {
    EXPECT_NE(FaultOf(kSmallest + "subjects: " + wrong + "\n"), "none") << wrong;
  }
  const std::string read = Replaced(kSmallest, "[raw.notes]", "['^raw[.].*']");
  EXPECT_NE(FaultOf(read + "subjects: {folder: f, key: {file: k}, topic: raw.subjects}\n"), "none");
}

TEST(Config, TakesWhatTheFileSays) {
  const auto config = ParseConfig(kSmallest + R"(batch: {messages_max: 5, bytes_max: 100, wait_ms_max: 7}
workers: 3
admin: {port: 0}
limits: {message_bytes_max: 1000}
log: {level: warn, json: true}
ndjson_fields:
  - {path: note, class: free_text}
  - {path: id, class: identifier, type: MRN}
)",
                                  "veil.yaml");
  ASSERT_TRUE(config) << config.error().ToString();
  EXPECT_EQ(config->batch.messages_max, 5U);
  EXPECT_EQ(config->batch.wait_max, std::chrono::milliseconds(7));
  EXPECT_EQ(config->workers, 3U);
  EXPECT_EQ(config->admin.port, 0);
  EXPECT_EQ(config->pipeline.codec.limits.message_bytes_max, 1000U);
  EXPECT_EQ(config->log.level, log::Level::kWarn);
  EXPECT_TRUE(config->log.json);
  ASSERT_EQ(config->pipeline.codec.ndjson_fields.size(), 2U);
  EXPECT_EQ(config->pipeline.codec.ndjson_fields[1].type, IdentifierType::kMrn);
}

TEST(Config, EachFormatIsItself) {
  const auto config =
      ParseConfig(Replaced(kSmallest, "  group",
                           "  formats: {a: auto, t: text, h: hl7v2, f: fhir, c: cda, n: ndjson, s: csv}\n  group"),
                  "veil.yaml");
  ASSERT_TRUE(config) << config.error().ToString();
  EXPECT_EQ(config->source.formats.at("a"), Format::kAuto);
  EXPECT_EQ(config->source.formats.at("t"), Format::kText);
  EXPECT_EQ(config->source.formats.at("h"), Format::kHl7v2);
  EXPECT_EQ(config->source.formats.at("f"), Format::kFhir);
  EXPECT_EQ(config->source.formats.at("c"), Format::kCda);
  EXPECT_EQ(config->source.formats.at("n"), Format::kNdjson);
  EXPECT_EQ(config->source.formats.at("s"), Format::kCsv);
}

TEST(Config, NamesThePlaceAndWhatWouldBeRight) {
  EXPECT_EQ(FaultOf(Replaced(kSmallest, "brokers", "brokerz")),
            "veil.yaml:2:3: unknown key 'brokerz'; did you mean 'brokers'?");
  EXPECT_TRUE(
      FaultOf(Replaced(kSmallest, "group: veil", "group: \"a b\"")).starts_with("veil.yaml:6:10: source.group:"));
  EXPECT_TRUE(
      FaultOf(Replaced(kSmallest, "policy: safe-harbor\n", "")).starts_with("veil.yaml:1:1: policy: is required"));
  EXPECT_TRUE(FaultOf(kSmallest + "batch: {messages_max: 9999999}\n")
                  .starts_with("veil.yaml:11:23: batch.messages_max: must be between 1 and 1000000"));
}

TEST(Config, RefusesPropertiesOfVeilsOwnWithoutQuotingValues) {
  const std::string yaml = Replaced(kSmallest, "source:", "  properties:\n    isolation.level: hidden\nsource:");
  EXPECT_TRUE(FaultOf(yaml).starts_with("veil.yaml:5:22: kafka.properties.isolation.level: is set by Veil"));
  EXPECT_EQ(FaultOf(yaml).find("hidden"), std::string::npos);
}

TEST(Config, RefusesToReadWhatVeilWrites) {
  for (const char* topics : {"[\"^.*\"]", "[\"^veil[.].*\"]", "[\"^(raw|deid)[.]\"]", "[veil.ledger]", "[notes]"}) {
    EXPECT_NE(FaultOf(Replaced(kSmallest, "[raw.notes]", topics)).find("source.topics"), std::string::npos) << topics;
  }
  EXPECT_EQ(FaultOf(Replaced(kSmallest, "[raw.notes]", "[\"^raw[.].*\"]")), "none");
  EXPECT_NE(FaultOf(Replaced(kSmallest, "[raw.notes]", "[\"^raw[\"]")).find("not a regular expression"),
            std::string::npos);
}

TEST(Config, TakesAControlTopicOfItsOwnAndAShadow) {
  const auto config =
      ParseConfig(kSmallest + "control: {topic: veil.control}\nshadow: {policy: research-dateshift}\n", "veil.yaml");
  ASSERT_TRUE(config) << config.error().ToString();
  EXPECT_EQ(config->control_topic, "veil.control");
  EXPECT_EQ(config->shadow_policy, "research-dateshift");
  EXPECT_FALSE(ParseConfig(kSmallest + "control: {topic: veil.ledger}\n", "veil.yaml"));
  EXPECT_FALSE(ParseConfig(kSmallest + "control: {topic: raw.notes}\n", "veil.yaml"));
  EXPECT_FALSE(ParseConfig(kSmallest + "shadow: {}\n", "veil.yaml"));
}

TEST(Config, TakesSecretsFromTheEnvironment) {
  setenv("VEIL_TEST_BROKERS", "elsewhere:9093", 1);
  const auto config = ParseConfig(Replaced(kSmallest, "kafka:9092", "${VEIL_TEST_BROKERS}"), "veil.yaml");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->source.client.brokers, "elsewhere:9093");
}

}  // namespace
}  // namespace veil
