#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "keys/key_ring.h"

// A ring that is accepted is written so that it reads back the same, and can be rotated.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const SecretBytes text = SecretBytes::CopyOf({reinterpret_cast<const char*>(data), size});
  for (const RingKind kind : {RingKind::kSurrogate, RingKind::kSubjects}) {
    auto ring = KeyRing::Parse(text, kind);
    if (!ring) continue;
    VEIL_CHECK(!ring->active().shredded);
    const SecretBytes written = ring->Serialize();
    const auto again = KeyRing::Parse(written, kind);
    VEIL_CHECK(again && again->Serialize().view() == written.view());
    if (ring->active().number == KeyRing::kEpochsMax) continue;
    const std::uint32_t active = ring->active().number;
    VEIL_CHECK(ring->Rotate(1) && ring->active().number == active + 1);
    VEIL_CHECK(ring->Shred(active, 2) && !ring->Epoch(active));
  }
  return 0;
}
