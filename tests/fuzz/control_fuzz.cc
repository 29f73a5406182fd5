#include <cstddef>
#include <cstdint>

#include "app/control_record.h"
#include "base/check.h"

// A record of the control topic is refused, or it holds a policy that reads back as written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const auto read = ParseControl({reinterpret_cast<const char*>(data), size});
  if (!read) {
    VEIL_CHECK(read.error().code == ErrorCode::kConfig);
    return 0;
  }
  const auto again = ParseControl(SerializeControl(*read));
  VEIL_CHECK(again && again->policy.digest() == read->policy.digest() && again->old.digest() == read->old.digest());
  return 0;
}
