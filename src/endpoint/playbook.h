#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"
#include "endpoint/statement.h"

namespace veil {

// Something that is due a time after discovery: whom to tell, and what says so.
struct IncidentClock {
  std::string what;
  std::chrono::minutes within{};
};

struct IncidentNotice {
  std::string to;
  std::string rule;
  std::string text;  // with blanks to fill in
};

// What to do about one kind of incident (proto/veil/incident.proto).
struct Playbook {
  std::string kind;
  std::string title;
  std::string severity;
  std::vector<IncidentClock> clocks;  // containment, escalation, notices; the soonest first
  std::vector<std::string> steps;
  std::vector<std::string> required_evidence;  // in order, each once
  std::vector<IncidentNotice> notices;

  // Of `folder`/`kind`.yaml. Errors name file, line, column and what would be right.
  static ConfigResult<Playbook> Load(const std::string& folder, const std::string& kind);
  static ConfigResult<Playbook> Parse(std::string_view yaml, const std::string& file);
};

}  // namespace veil
