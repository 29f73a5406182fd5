#pragma once

#include <map>
#include <optional>
#include <string>

namespace veil {

// Which clean topic each source topic has.
struct TopicRule {
  std::string source_prefix = "raw.";         // replaced by ...
  std::string clean_prefix = "deid.";         // ... this
  std::map<std::string, std::string> topics;  // exceptions, by source topic
};

// The clean topic of a source topic; nothing if no rule covers it or the result would be the source topic itself.
std::optional<std::string> CleanTopic(const TopicRule& rule, const std::string& source_topic);

}  // namespace veil
