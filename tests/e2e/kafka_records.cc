// Moves records between standard input/output and a Kafka broker, for the end-to-end tests and benchmarks:
//   kafka_records BROKERS create TOPIC PARTITIONS [CONFIG=VALUE…]
//   kafka_records BROKERS produce              one record a line on stdin: topic, key, value, then name and value of
//   each
//                                              header; tab between, each but the topic in base64
//   kafka_records BROKERS consume LEVEL TOPIC… all records from the beginning to the end, on stdout in the same form,
//   with
//                                              partition and offset after the topic. LEVEL: read_committed or
//                                              read_uncommitted
//   kafka_records BROKERS follow GROUP TOPIC   reads as a member of a group until it is killed; a line for each record
//                                              ("record", partition, offset) and each error ("error", its name), with
//                                              the time in Unix milliseconds last
//   kafka_records BROKERS acl add|remove PRINCIPAL HOST topic|group|cluster|transactional literal|prefixed NAME
//   OPERATION
//                                              one entry of the access list that allows it
// KAFKA_PROPERTIES: further properties of librdkafka, "name=value" with blanks between.
// It is the tests' own eye on the broker, so it shares nothing with the program under test but librdkafka.
#include <librdkafka/rdkafka.h>
#include <sodium.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

[[noreturn]] void Die(std::string_view what, std::string_view why = "") {
  std::cerr << "kafka_records: " << what << (why.empty() ? "" : ": ") << why << "\n";
  std::exit(1);
}

std::string Encode(const void* data, std::size_t size) {
  std::string out(sodium_base64_encoded_len(size, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), static_cast<const unsigned char*>(data), size,
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the terminating NUL
  return out;
}

std::string Decode(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0) {
    Die("not base64");
  }
  out.resize(size);
  return out;
}

std::vector<std::string> Split(std::string_view line, char by) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = line.find(by, at);
    parts.emplace_back(line.substr(at, end - at));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

using Kafka = std::unique_ptr<rd_kafka_t, decltype(&rd_kafka_destroy)>;

Kafka Open(rd_kafka_type_t type, std::map<std::string, std::string> properties) {
  if (const char* more = std::getenv("KAFKA_PROPERTIES")) {
    for (const std::string& property : Split(more, ' ')) {
      const std::size_t equals = property.find('=');
      if (equals != std::string::npos) properties[property.substr(0, equals)] = property.substr(equals + 1);
    }
  }
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char error[512];
  for (const auto& [name, value] : properties) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), error, sizeof error) != RD_KAFKA_CONF_OK) Die(error);
  }
  if (type == RD_KAFKA_PRODUCER) {
    rd_kafka_conf_set_dr_msg_cb(conf, [](rd_kafka_t*, const rd_kafka_message_t* message, void*) {
      if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) Die("not delivered", rd_kafka_err2str(message->err));
    });
  }
  rd_kafka_t* kafka = rd_kafka_new(type, conf, error, sizeof error);
  if (kafka == nullptr) Die(error);
  return {kafka, &rd_kafka_destroy};
}

void Create(const std::string& brokers, const std::vector<std::string>& args) {
  const Kafka kafka = Open(RD_KAFKA_PRODUCER, {{"bootstrap.servers", brokers}});
  char error[512];
  rd_kafka_NewTopic_t* topic =
      rd_kafka_NewTopic_new(args.at(0).c_str(), std::atoi(args.at(1).c_str()), 1, error, sizeof error);
  if (topic == nullptr) Die(error);
  for (std::size_t i = 2; i < args.size(); ++i) {
    const std::vector<std::string> pair = Split(args[i], '=');
    rd_kafka_NewTopic_set_config(topic, pair.at(0).c_str(), pair.at(1).c_str());
  }
  rd_kafka_queue_t* queue = rd_kafka_queue_new(kafka.get());
  rd_kafka_CreateTopics(kafka.get(), &topic, 1, nullptr, queue);
  rd_kafka_event_t* event = rd_kafka_queue_poll(queue, 30'000);
  if (event == nullptr) Die("no answer to create");
  std::size_t count = 0;
  const rd_kafka_topic_result_t** results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
  for (std::size_t i = 0; i < count; ++i) {
    const rd_kafka_resp_err_t code = rd_kafka_topic_result_error(results[i]);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
      Die(rd_kafka_err2str(code));
  }
  rd_kafka_event_destroy(event);
  rd_kafka_queue_destroy(queue);
  rd_kafka_NewTopic_destroy(topic);
}

void Produce(const std::string& brokers) {
  const Kafka kafka = Open(RD_KAFKA_PRODUCER, {{"bootstrap.servers", brokers},
                                               {"enable.idempotence", "true"},
                                               {"message.max.bytes", "33000000"},
                                               {"linger.ms", "20"},
                                               {"partitioner", "murmur2"}});
  for (std::string line; std::getline(std::cin, line);) {
    const std::vector<std::string> parts = Split(line, '\t');
    const std::string key = Decode(parts.at(1));
    const std::string value = Decode(parts.at(2));
    rd_kafka_headers_t* headers = rd_kafka_headers_new(4);
    for (std::size_t i = 3; i + 1 < parts.size(); i += 2) {
      const std::string name = Decode(parts[i]);
      const std::string text = Decode(parts[i + 1]);
      rd_kafka_header_add(headers, name.data(), static_cast<ssize_t>(name.size()), text.data(),
                          static_cast<ssize_t>(text.size()));
    }
    for (;;) {
      const rd_kafka_resp_err_t code =
          rd_kafka_producev(kafka.get(), RD_KAFKA_V_TOPIC(parts[0].c_str()), RD_KAFKA_V_KEY(key.data(), key.size()),
                            RD_KAFKA_V_VALUE(const_cast<char*>(value.data()), value.size()),
                            RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
      if (code == RD_KAFKA_RESP_ERR_NO_ERROR) break;
      if (code != RD_KAFKA_RESP_ERR__QUEUE_FULL) Die(rd_kafka_err2str(code));
      rd_kafka_poll(kafka.get(), 100);
    }
    rd_kafka_poll(kafka.get(), 0);
  }
  if (rd_kafka_flush(kafka.get(), 120'000) != RD_KAFKA_RESP_ERR_NO_ERROR) Die("not all delivered");
}

void Print(const rd_kafka_message_t& message) {
  std::cout << rd_kafka_topic_name(message.rkt) << '\t' << message.partition << '\t' << message.offset << '\t'
            << Encode(message.key, message.key_len) << '\t' << Encode(message.payload, message.len);
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(&message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t size = 0;
    for (std::size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
         ++i) {
      std::cout << '\t' << Encode(name, std::strlen(name)) << '\t' << Encode(value, size);
    }
  }
  std::cout << '\n';
}

// Every partition is read until the client reports its end, which under read_committed is the last stable offset.
void Consume(const std::string& brokers, const std::vector<std::string>& args) {
  const Kafka kafka = Open(RD_KAFKA_CONSUMER, {{"bootstrap.servers", brokers},
                                               {"group.id", "kafka-records"},
                                               {"enable.auto.commit", "false"},
                                               {"enable.partition.eof", "true"},
                                               {"fetch.message.max.bytes", "33000000"},
                                               {"isolation.level", args.at(0)}});
  rd_kafka_poll_set_consumer(kafka.get());
  rd_kafka_topic_partition_list_t* assignment = rd_kafka_topic_partition_list_new(16);
  for (std::size_t i = 1; i < args.size(); ++i) {
    rd_kafka_topic_t* topic = rd_kafka_topic_new(kafka.get(), args[i].c_str(), nullptr);
    const rd_kafka_metadata_t* metadata = nullptr;
    const rd_kafka_resp_err_t code = rd_kafka_metadata(kafka.get(), 0, topic, &metadata, 30'000);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) Die(rd_kafka_err2str(code));
    for (int p = 0; p < metadata->topics[0].partition_cnt; ++p) {
      rd_kafka_topic_partition_list_add(assignment, args[i].c_str(), p)->offset = RD_KAFKA_OFFSET_BEGINNING;
    }
    rd_kafka_metadata_destroy(metadata);
    rd_kafka_topic_destroy(topic);
  }
  rd_kafka_assign(kafka.get(), assignment);
  for (int open = assignment->cnt; open > 0;) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(kafka.get(), 60'000);
    if (message == nullptr) Die("nothing came for a minute");
    if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      --open;
    } else if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      Die(rd_kafka_err2str(message->err));
    } else {
      Print(*message);
    }
    rd_kafka_message_destroy(message);
  }
  rd_kafka_topic_partition_list_destroy(assignment);
  rd_kafka_consumer_close(kafka.get());
}

void Follow(const std::string& brokers, const std::vector<std::string>& args) {
  const Kafka kafka = Open(RD_KAFKA_CONSUMER, {{"bootstrap.servers", brokers},
                                               {"group.id", args.at(0)},
                                               {"auto.offset.reset", "earliest"},
                                               {"auto.commit.interval.ms", "200"},
                                               {"session.timeout.ms", "6000"},
                                               {"isolation.level", "read_committed"}});
  rd_kafka_poll_set_consumer(kafka.get());
  rd_kafka_topic_partition_list_t* topics = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(topics, args.at(1).c_str(), RD_KAFKA_PARTITION_UA);
  rd_kafka_subscribe(kafka.get(), topics);
  rd_kafka_topic_partition_list_destroy(topics);
  for (;;) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(kafka.get(), 1000);
    if (message == nullptr) continue;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      std::cout << "record\t" << message->partition << '\t' << message->offset << '\t' << now_ms << std::endl;
    } else {
      std::cout << "error\t" << rd_kafka_err2name(message->err) << '\t' << now_ms << std::endl;
    }
    rd_kafka_message_destroy(message);
  }
}

rd_kafka_AclOperation_t OperationOf(const std::string& word) {
  for (int i = RD_KAFKA_ACL_OPERATION_ALL; i < RD_KAFKA_ACL_OPERATION__CNT; ++i) {
    const auto operation = static_cast<rd_kafka_AclOperation_t>(i);
    if (word == rd_kafka_AclOperation_name(operation)) return operation;
  }
  Die("no operation", word);
}

// args: add|remove PRINCIPAL HOST RESOURCE PATTERN NAME OPERATION
void ChangeAcl(const std::string& brokers, const std::vector<std::string>& args) {
  const Kafka kafka = Open(RD_KAFKA_PRODUCER, {{"bootstrap.servers", brokers}});
  const std::map<std::string, rd_kafka_ResourceType_t> resources = {
      {"topic", RD_KAFKA_RESOURCE_TOPIC},
      {"group", RD_KAFKA_RESOURCE_GROUP},
      {"cluster", RD_KAFKA_RESOURCE_BROKER},
      {"transactional", RD_KAFKA_RESOURCE_TRANSACTIONAL_ID}};
  const auto pattern =
      args.at(4) == "prefixed" ? RD_KAFKA_RESOURCE_PATTERN_PREFIXED : RD_KAFKA_RESOURCE_PATTERN_LITERAL;
  const bool add = args.at(0) == "add";
  const auto make = add ? &rd_kafka_AclBinding_new : &rd_kafka_AclBindingFilter_new;
  rd_kafka_AclBinding_t* acl =
      make(resources.at(args.at(3)), args.at(5).c_str(), pattern, args.at(1).c_str(), args.at(2).c_str(),
           OperationOf(args.at(6)), RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, nullptr, 0);
  if (acl == nullptr) Die("not an entry of an access list");
  rd_kafka_queue_t* queue = rd_kafka_queue_new(kafka.get());
  if (add) {
    rd_kafka_CreateAcls(kafka.get(), &acl, 1, nullptr, queue);
  } else {
    rd_kafka_DeleteAcls(kafka.get(), &acl, 1, nullptr, queue);
  }
  rd_kafka_event_t* event = rd_kafka_queue_poll(queue, 30'000);
  if (event == nullptr || rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR)
    Die("the access list is as it was");
  rd_kafka_event_destroy(event);
  rd_kafka_queue_destroy(queue);
  rd_kafka_AclBinding_destroy(acl);
}

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) Die("libsodium does not start");
  if (argc < 3) Die("usage: kafka_records BROKERS create|produce|consume|follow|acl …");
  const std::string command = argv[2];
  const std::vector<std::string> args(argv + 3, argv + argc);
  if (command == "create" && args.size() >= 2) {
    Create(argv[1], args);
  } else if (command == "produce") {
    Produce(argv[1]);
  } else if (command == "consume" && args.size() >= 2) {
    Consume(argv[1], args);
  } else if (command == "follow" && args.size() == 2) {
    Follow(argv[1], args);
  } else if (command == "acl" && args.size() == 7) {
    ChangeAcl(argv[1], args);
  } else {
    Die("usage: kafka_records BROKERS create|produce|consume|follow|acl …");
  }
}
