#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace veil {

// Text of a message, or anything made from it.
//
// Protected health information is a Phi from the moment it is read. A Phi does not convert to text, does not compare
// with text, and does not compile into fmt, spdlog, an output stream or an Error (tests/compile_fail holds the proof).
// Expose() is the only exit; tests/style lists the folders that may call it.
template <typename T>
class Phi {
 public:
  Phi() = default;
  explicit Phi(T value) : value_(std::move(value)) {}

  const T& Expose() const& { return value_; }
  T&& Expose() && { return std::move(value_); }

  std::size_t size() const { return value_.size(); }
  bool empty() const { return value_.empty(); }
  bool operator==(const Phi&) const = default;

 private:
  T value_{};
};

using PhiString = Phi<std::string>;

// Borrowed message text: valid as long as what it was taken from.
class PhiView {
 public:
  PhiView() = default;
  explicit PhiView(std::string_view text) : text_(text) {}
  // NOLINTNEXTLINE(google-explicit-constructor): a string is a view of itself, and both are Phi
  PhiView(const PhiString& text) : text_(text.Expose()) {}

  std::string_view Expose() const { return text_; }
  std::size_t size() const { return text_.size(); }
  bool empty() const { return text_.empty(); }
  bool operator==(const PhiView&) const = default;

  PhiView Slice(std::size_t begin, std::size_t end) const { return PhiView(text_.substr(begin, end - begin)); }

 private:
  std::string_view text_;
};

}  // namespace veil
