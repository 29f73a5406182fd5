#pragma once

#include <cstddef>
#include <string_view>

namespace veil {

// A string that is known to have been written in the source code.
//
// Only a string literal converts to it, so whatever takes a Literal (an Error, a log event, a metric label) cannot
// quote a message.
class Literal {
 public:
  constexpr Literal() = default;

  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): a string literal should read as itself
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}

  constexpr std::string_view view() const { return text_; }
  constexpr bool empty() const { return text_.empty(); }
  constexpr bool operator==(const Literal&) const = default;

 private:
  std::string_view text_;
};

}  // namespace veil
