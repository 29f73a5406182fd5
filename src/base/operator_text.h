#pragma once

#include <compare>
#include <string>
#include <utility>

namespace veil {

// Text that an operator wrote or chose: a configured topic, a path on the command line, a policy name. It may be logged
// and shown. Never make one from message text, record keys or header values.
class OperatorText {
 public:
  OperatorText() = default;
  explicit OperatorText(std::string text) : text_(std::move(text)) {}

  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const OperatorText&) const = default;

 private:
  std::string text_;
};

}  // namespace veil
