#include "eval/json_object.h"

#include <array>
#include <cstdio>

#include "base/json_text.h"

namespace veil {

JsonObject& JsonObject::Raw(std::string_view name, const std::string& json) {
  text_ += (text_.empty() ? "" : ",") + JsonQuoted(name) + ":" + json;
  return *this;
}

JsonObject& JsonObject::Text(std::string_view name, std::string_view text) { return Raw(name, JsonQuoted(text)); }

JsonObject& JsonObject::Count(std::string_view name, std::size_t number) { return Raw(name, std::to_string(number)); }

JsonObject& JsonObject::Ratio(std::string_view name, std::optional<double> share) {
  std::array<char, 24> text{};
  if (share) std::snprintf(text.data(), text.size(), "%.6f", *share);
  return Raw(name, share ? text.data() : "null");
}

}  // namespace veil
