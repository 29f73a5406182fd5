#include "publish/record_headers.h"

namespace veil {

RecordHeaders BatchHeaders(const LedgerEntry& entry) {
  return {{"veil-policy", entry.policy.Hex()},
          {"veil-model", entry.model.Hex()},
          {"veil-build", entry.build.Hex()},
          {"veil-ledger", entry.chain + "/" + std::to_string(entry.sequence)}};
}

RecordHeaders QuarantineHeaders(const Quarantined& quarantined) {
  const Origin& origin = quarantined.message.origin;
  return {{"veil-reason", std::string(ErrorCodeName(quarantined.reason.code).view())},
          {"veil-detail", std::string(quarantined.reason.what.view())},
          {"veil-source-topic", origin.channel.str()},
          {"veil-source-partition", std::to_string(origin.partition)},
          {"veil-source-offset", std::to_string(origin.offset)},
          {"veil-size", std::to_string(quarantined.message.bytes.size())}};
}

}  // namespace veil
