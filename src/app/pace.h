#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "message/batch.h"

namespace veil {

// Keeps a batch so small that it is done well before the group believes its worker dead, however slow the messages turn
// out to be.
class Pace {
 public:
  // A batch should take no longer than `batch_max`.
  explicit Pace(std::chrono::milliseconds batch_max) : batch_max_(batch_max) {}

  // The limits, with fewer bytes where the last batches were slow.
  BatchLimits Limit(BatchLimits limits) const {
    if (bytes_per_second_ <= 0) return limits;
    const double affordable = bytes_per_second_ * std::chrono::duration<double>(batch_max_).count();
    if (affordable < static_cast<double>(limits.bytes_max)) {
      limits.bytes_max = std::max(kBytesMin, static_cast<std::size_t>(affordable));
    }
    return limits;
  }

  // Notes what a batch took. Follows a slowdown at once and recovers by halves.
  void Note(std::size_t bytes, double seconds) {
    if (bytes == 0 || seconds <= 0) return;
    const double rate = static_cast<double>(bytes) / seconds;
    bytes_per_second_ = bytes_per_second_ <= 0 ? rate : std::min(rate, (rate + bytes_per_second_) / 2);
  }

 private:
  static constexpr std::size_t kBytesMin = 1;  // one message at least

  std::chrono::milliseconds batch_max_;
  double bytes_per_second_ = 0;
};

}  // namespace veil
