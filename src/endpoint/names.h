#pragma once

#include <set>
#include <string>
#include <string_view>

namespace veil {

// Which topics an endpoint may be granted at all: those that the pipeline writes clean records to. A topic of source,
// quarantine, ledger, subjects or control is in neither.
struct GrantableTopics {
  std::string prefix = "deid.";  // clean topics begin with it ...
  std::set<std::string> others;  // ... or are one of these
  std::set<std::string> never;   // whatever their name

  bool Contains(const std::string& topic) const;
};

// Each says why a name cannot stand in a grant, in words for its writer; empty: it can. Grants name one thing each, so
// what the broker or a reader could take for a pattern is refused: '*', '?', blanks, control characters.
std::string EndpointNameFault(std::string_view name);
std::string TopicNameFault(std::string_view topic);  // Kafka's rule for topics: at most 249 of [A-Za-z0-9._-]
std::string GroupNameFault(std::string_view group);
std::string PrincipalFault(std::string_view principal);  // "User:NAME"
std::string PersonNameFault(std::string_view name);

}  // namespace veil
