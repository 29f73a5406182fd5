#include "endpoint/names.h"

#include <algorithm>

namespace veil {
namespace {

constexpr std::string_view kKafka = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
constexpr std::string_view kEndpoint = "abcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::size_t kKafkaLengthMax = 249;
constexpr std::size_t kNameLengthMax = 63;
constexpr std::string_view kUser = "User:";

bool Only(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

std::string Quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

}  // namespace

bool GrantableTopics::Contains(const std::string& topic) const {
  if (never.contains(topic)) return false;
  return others.contains(topic) || (!prefix.empty() && topic.starts_with(prefix) && topic.size() > prefix.size());
}

std::string EndpointNameFault(std::string_view name) {
  if (Only(name, kEndpoint) && name.size() <= kNameLengthMax && name.front() != '-') return "";
  return Quoted(name) + " is no name of an endpoint: at most 63 lower-case letters, digits and '-', no wildcards";
}

std::string TopicNameFault(std::string_view topic) {
  if (Only(topic, kKafka) && topic.size() <= kKafkaLengthMax && topic != "." && topic != "..") return "";
  return Quoted(topic) + " is no whole name of a topic: letters, digits, '.', '_' and '-', no wildcards";
}

std::string GroupNameFault(std::string_view group) {
  if (Only(group, kKafka) && group.size() <= kKafkaLengthMax) return "";
  return Quoted(group) + " is no whole name of a group: letters, digits, '.', '_' and '-', no wildcards";
}

std::string PrincipalFault(std::string_view principal) {
  const bool printable = std::ranges::all_of(principal, [](char c) { return c >= 0x20 && c <= 0x7E; });
  if (!principal.starts_with(kUser) || principal.size() == kUser.size() || principal.size() > kKafkaLengthMax ||
      !printable) {
    return Quoted(principal) + " is no principal: \"User:NAME\", or \"User:CN=...\" for a client certificate";
  }
  const std::string_view name = principal.substr(kUser.size());
  if (name.find_first_of("*?") != std::string_view::npos || name.front() == ' ' || name.back() == ' ') {
    return Quoted(principal) + " may stand for others too; a principal names one user, without wildcards";
  }
  if (name == "ANONYMOUS") return "'User:ANONYMOUS' is everybody who did not log in";
  return "";
}

std::string PersonNameFault(std::string_view name) {
  if (Only(name, kKafka) && name.size() <= kNameLengthMax) return "";
  return Quoted(name) + " is no name of an approver: at most 63 letters, digits, '.', '_' and '-'";
}

}  // namespace veil
