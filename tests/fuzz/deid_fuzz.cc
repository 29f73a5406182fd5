#include <string>
#include <variant>

#include "base/check.h"
#include "pipeline/deidentifier.h"

// Every message ends as clean or quarantined, the same way each time, and the receipt says which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  static const Deidentifier deidentifier({}, *Policy::Load("safe-harbor", VEIL_SOURCE_DIR "/deploy/policies"),
                                         SurrogateKey(std::string(32, 'k')));
  RawMessage message;
  message.bytes = PhiString(std::string(reinterpret_cast<const char*>(data), size));
  const Processed first = deidentifier.Process(message);
  const Processed second = deidentifier.Process(message);
  VEIL_CHECK(first.receipt.bytes_in == size);
  VEIL_CHECK(first.outcome.index() == second.outcome.index());
  if (const auto* clean = std::get_if<CleanMessage>(&first.outcome)) {
    VEIL_CHECK(clean->bytes() == std::get<CleanMessage>(second.outcome).bytes());
    VEIL_CHECK(first.receipt.bytes_out == clean->bytes().size());
    VEIL_CHECK(first.receipt.digest_out == Digest::Of(clean->bytes()));
    return 0;
  }
  const auto& quarantined = std::get<Quarantined>(first.outcome);
  VEIL_CHECK(quarantined.message.bytes == message.bytes);
  VEIL_CHECK(quarantined.reason == std::get<Quarantined>(second.outcome).reason);
  VEIL_CHECK(quarantined.reason.code != ErrorCode::kInternal);
  VEIL_CHECK(first.receipt.bytes_out == 0 && first.receipt.digest_out == Digest());
  return 0;
}
