#pragma once

#include <string>

#include "base/result.h"

namespace veil {

enum class RefusalKind : std::uint8_t {
  kRefused,      // a gate: evidence, signatures, what the broker or the ledger holds
  kUsage,        // what was asked for cannot be
  kEnvironment,  // broker, file or key
};

// Why a decision was not taken or not carried out, in words for the person who asked. Names of endpoints, people and
// topics are operator's words and may be quoted; message text never comes near.
struct Refusal {
  RefusalKind kind = RefusalKind::kRefused;
  std::string what;
};

template <typename T>
using OrRefusal = Result<T, Refusal>;

inline tl::unexpected<Refusal> Refuse(std::string what, RefusalKind kind = RefusalKind::kRefused) {
  return tl::unexpected<Refusal>(Refusal{kind, std::move(what)});
}

// What a broker or a file said, as a refusal.
inline Refusal AsRefusal(const Error& error) { return {RefusalKind::kEnvironment, std::string(error.what.view())}; }

}  // namespace veil
