#include <cstddef>
#include <cstdint>

#include "app/config.h"
#include "base/check.h"

// A configuration is refused with a place in its file, or it keeps its limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const auto config = ParseConfig({reinterpret_cast<const char*>(data), size}, "fuzz.yaml");
  if (!config) {
    VEIL_CHECK(config.error().file == "fuzz.yaml" && !config.error().what.empty());
    VEIL_CHECK(config.error().line >= 0 && config.error().column >= 0);
    return 0;
  }
  VEIL_CHECK(!config->source.client.brokers.empty() && !config->source.consumer.topics.empty());
  VEIL_CHECK(config->workers > 0 && config->batch.messages_max > 0 && config->batch.bytes_max > 0);
  VEIL_CHECK(!config->policy.empty() && !config->surrogate_key.source.empty() && !config->quarantine_key_file.empty());
  return 0;
}
