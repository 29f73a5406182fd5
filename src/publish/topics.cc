#include "publish/topics.h"

namespace veil {

std::optional<std::string> CleanTopic(const TopicRule& rule, const std::string& source_topic) {
  std::optional<std::string> clean;
  if (const auto exception = rule.topics.find(source_topic); exception != rule.topics.end()) {
    clean = exception->second;
  } else if (source_topic.starts_with(rule.source_prefix)) {
    clean = rule.clean_prefix + source_topic.substr(rule.source_prefix.size());
  }
  if (clean == source_topic) return std::nullopt;
  return clean;
}

}  // namespace veil
