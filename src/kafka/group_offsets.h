#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "base/result.h"
#include "kafka/client.h"

namespace veil::kafka {

// The offsets that a consumer group has committed, by topic and partition. Asks the group's coordinator without joining
// the group; offsets of transactions that are still open do not count. Errors: kBroker: no answer within `timeout`, or
// this user may not ask.
Result<std::map<std::pair<std::string, std::int32_t>, std::int64_t>> CommittedOffsets(
    const ClientOptions& client, const std::string& group, std::chrono::milliseconds timeout);

}  // namespace veil::kafka
