#include "app/quarantine_topic.h"

#include <charconv>

#include "kafka/group_offsets.h"

namespace veil {
namespace {

template <typename Number>
bool ReadNumber(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() && number >= 0;
}

}  // namespace

std::string QuarantineAddress::ToString() const { return std::to_string(partition) + "/" + std::to_string(offset); }

std::optional<QuarantineAddress> QuarantineAddress::Parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  QuarantineAddress address;
  if (slash == std::string_view::npos || !ReadNumber(text.substr(0, slash), address.partition) ||
      !ReadNumber(text.substr(slash + 1), address.offset)) {
    return std::nullopt;
  }
  return address;
}

std::string ReplayGroup(const Config& config) { return config.source.consumer.group + "-replay"; }

Result<void> ReadQuarantine(const Config& config, const std::function<bool(kafka::StoredRecord)>& take) {
  return kafka::ReadTopic(config.publish.client, config.publish.quarantine_topic, config.start_timeout, take);
}

Result<std::map<kafka::Partition, std::int64_t>> ReplayedOffsets(const Config& config) {
  return kafka::CommittedOffsets(config.publish.client, ReplayGroup(config), config.start_timeout);
}

}  // namespace veil
