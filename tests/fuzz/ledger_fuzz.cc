#include <cstddef>
#include <cstdint>

#include "audit/ledger.h"
#include "base/check.h"

// An entry that is accepted is written with the same bytes: there is one form, so nobody can read it in two ways.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto entry = ParseEntry(line);
  if (entry) {
    VEIL_CHECK(SerializeEntry(*entry) == line);
  } else {
    VEIL_CHECK(entry.error().offset >= -1 && entry.error().offset <= static_cast<std::int64_t>(size));
  }
  return 0;
}
