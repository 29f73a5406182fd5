#pragma once

#include <cstddef>
#include <cstdint>

#include "base/literal.h"

namespace veil {

// The steps that a clock outside may time.
enum class Stage : std::uint8_t { kDecode, kDetect, kResolve, kSurrogate, kEncode, kLeakCheck };
inline constexpr std::size_t kStageCount = 6;
Literal StageName(Stage stage);  // "decode", "detect", ...

// Told when a stage of a message has ended; whoever has a clock can time them. Used by one thread.
class StageObserver {
 public:
  virtual ~StageObserver() = default;
  virtual void OnMessageBegin() = 0;
  virtual void OnStageEnd(Stage stage) = 0;
};

// For callers that time nothing.
class NoStageObserver final : public StageObserver {
 public:
  void OnMessageBegin() override {}
  void OnStageEnd(Stage) override {}
};

}  // namespace veil
