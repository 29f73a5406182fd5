#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace veil {

// Members of a JSON object, in the order in which they are added.
class JsonObject {
 public:
  JsonObject& Raw(std::string_view name, const std::string& json);
  JsonObject& Text(std::string_view name, std::string_view text);
  JsonObject& Count(std::string_view name, std::size_t number);
  JsonObject& Ratio(std::string_view name, std::optional<double> share);  // six places; nothing is null

  std::string Close() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

}  // namespace veil
