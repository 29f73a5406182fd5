#include "console/health.h"

#include <algorithm>

#include "base/check.h"

namespace veil {
namespace {

constexpr std::uint8_t kAll = (1U << kConditionCount) - 1;

std::uint8_t BitOf(Condition condition) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(condition)); }

void SetBit(std::uint8_t& bits, Condition condition, bool holds) {
  const std::uint8_t bit = BitOf(condition);
  bits = static_cast<std::uint8_t>(holds ? bits | bit : bits & ~bit);
}

}  // namespace

Literal ConditionName(Condition condition) {
  switch (condition) {
    case Condition::kPolicy:
      return "policy";
    case Condition::kKey:
      return "key";
    case Condition::kBroker:
      return "broker";
    case Condition::kAssigned:
      return "assigned";
  }
  return "unknown";
}

Health::Health(std::size_t workers) : holds_(workers, 0) {}

void Health::Set(std::size_t worker, Condition condition, bool holds) {
  VEIL_CHECK(worker < holds_.size());
  const std::scoped_lock lock(lock_);
  SetBit(holds_[worker], condition, holds);
}

void Health::SetAll(Condition condition, bool holds) {
  const std::scoped_lock lock(lock_);
  for (std::uint8_t& bits : holds_) SetBit(bits, condition, holds);
}

void Health::SetStopping() {
  const std::scoped_lock lock(lock_);
  stopping_ = true;
}

bool Health::Ready() const {
  const std::scoped_lock lock(lock_);
  return ReadyLocked();
}

bool Health::ReadyLocked() const {
  return !stopping_ && std::all_of(holds_.begin(), holds_.end(), [](std::uint8_t bits) { return bits == kAll; });
}

std::string Health::Describe() const {
  const std::scoped_lock lock(lock_);
  if (ReadyLocked()) return "ready\n";
  std::string text = stopping_ ? "stopping\n" : "";
  for (std::size_t worker = 0; worker < holds_.size(); ++worker) {
    if (holds_[worker] == kAll) continue;
    text += "worker " + std::to_string(worker) + ": missing";
    for (std::size_t i = 0; i < kConditionCount; ++i) {
      const auto condition = static_cast<Condition>(i);
      if ((holds_[worker] & BitOf(condition)) != 0) continue;
      text.append(" ").append(ConditionName(condition).view());
    }
    text += '\n';
  }
  return text;
}

}  // namespace veil
