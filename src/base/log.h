#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/error.h"
#include "base/literal.h"
#include "base/operator_text.h"

// Logging that cannot quote a message. A log line is an event written in the source code and arguments that are
// numbers, literals, error codes or operator's text. Any other type, std::string and Phi included, does not compile.
namespace veil::log {

enum class Level : std::uint8_t { kDebug, kInfo, kWarn, kError };

class Arg {
 public:
  // NOLINTBEGIN(google-explicit-constructor): what may be logged converts by itself
  template <typename T>
  requires(std::integral<T> || std::floating_point<T>) Arg(T number) : value_(Number(number)) {}
  Arg(Literal literal) : value_(literal.view()) {}
  Arg(ErrorCode code) : value_(ErrorCodeName(code).view()) {}
  Arg(const OperatorText& text) : value_(std::string_view(text.str())) {}
  // NOLINTEND(google-explicit-constructor)

  using Value = std::variant<bool, std::int64_t, std::uint64_t, double, std::string_view>;
  const Value& value() const { return value_; }

 private:
  template <typename T>
  static Value Number(T number) {
    if constexpr (std::same_as<T, bool>) {
      return number;
    } else if constexpr (std::floating_point<T>) {
      return static_cast<double>(number);
    } else if constexpr (std::unsigned_integral<T>) {
      return static_cast<std::uint64_t>(number);
    } else {
      return static_cast<std::int64_t>(number);
    }
  }

  Value value_;
};

template <typename T>
concept Loggable = std::convertible_to<T, Arg>;

// One named value of a log line.
struct Field {
  Literal name;
  Arg value;
};

struct Options {
  Level level = Level::kInfo;
  bool json = false;
};

// Called once by the program before threads start; without it lines go to standard error as text.
void Configure(const Options& options);
void Flush();

// Writes one line: the event, then name=value pairs (or one JSON object). Thread-safe.
void Write(Level level, Literal event, std::span<const Field> fields);

template <typename... Fields>
void Debug(Literal event, const Fields&... fields) {
  Write(Level::kDebug, event, std::array<Field, sizeof...(Fields)>{fields...});
}
template <typename... Fields>
void Info(Literal event, const Fields&... fields) {
  Write(Level::kInfo, event, std::array<Field, sizeof...(Fields)>{fields...});
}
template <typename... Fields>
void Warn(Literal event, const Fields&... fields) {
  Write(Level::kWarn, event, std::array<Field, sizeof...(Fields)>{fields...});
}
// `Error` is a type, hence the name.
template <typename... Fields>
void Failure(Literal event, const Fields&... fields) {
  Write(Level::kError, event, std::array<Field, sizeof...(Fields)>{fields...});
}

// Field("messages", 12): the way call sites name a value.
template <Loggable T>
Field With(Literal name, const T& value) {
  return Field{name, Arg(value)};
}

}  // namespace veil::log
