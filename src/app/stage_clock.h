#pragma once

#include <chrono>

#include "console/metrics.h"
#include "pipeline/stage.h"

namespace veil {

// Times the stages of the messages of one worker for the metrics: the pipeline itself has no clock.
class StageClock final : public StageObserver {
 public:
  explicit StageClock(Metrics& metrics) : metrics_(metrics) {}

  void OnMessageBegin() override { began_ = Clock::now(); }
  void OnStageEnd(Stage stage) override {
    const auto now = Clock::now();
    metrics_.ObserveStage(StageName(stage), std::chrono::duration<double>(now - began_).count());
    began_ = now;
  }

 private:
  using Clock = std::chrono::steady_clock;

  Metrics& metrics_;
  Clock::time_point began_ = Clock::now();
};

}  // namespace veil
