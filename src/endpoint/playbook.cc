#include "endpoint/playbook.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/yaml_place.h"
#include "base/yaml_proto.h"
#include "endpoint/names.h"
#include "veil/incident.pb.h"

namespace veil {
namespace {

std::string SeverityWord(proto::Severity severity) {
  switch (severity) {
    case proto::SEVERITY_CRITICAL:
      return "critical";
    case proto::SEVERITY_HIGH:
      return "high";
    default:
      return "medium";
  }
}

// The first thing that is missing: its key and what would be right.
std::pair<std::string, std::string> FaultOf(const proto::Playbook& source) {
  if (!EndpointNameFault(source.kind()).empty()) return {"kind", "takes lower-case letters, digits and '-'"};
  if (source.title().empty()) return {"title", "is required"};
  if (source.severity() == proto::SEVERITY_UNSPECIFIED) return {"severity", "is required: critical, high or medium"};
  if (source.contain_minutes() == 0) return {"contain_minutes", "is required"};
  if (source.steps().empty()) return {"steps", "are required"};
  if (source.required_evidence().empty()) {
    return {"required_evidence", "is required: nobody signs off on nothing"};
  }
  for (const std::string& word : source.required_evidence()) {
    if (!EndpointNameFault(word).empty()) return {"required_evidence", "takes words of lower-case letters and '-'"};
  }
  return {};
}

std::vector<IncidentClock> ClocksOf(const proto::Playbook& source) {
  std::vector<IncidentClock> clocks = {{"contained", std::chrono::minutes(source.contain_minutes())}};
  for (const proto::Escalation& step : source.escalation()) {
    clocks.push_back({"told: " + step.role(), std::chrono::minutes(step.within_minutes())});
  }
  for (const proto::Notice& notice : source.notices()) {
    clocks.push_back({"if it is a breach, notice to " + notice.to() + " (" + notice.rule() + ")",
                      std::chrono::days(notice.within_days())});
  }
  std::ranges::stable_sort(clocks, {}, &IncidentClock::within);
  return clocks;
}

}  // namespace

ConfigResult<Playbook> Playbook::Load(const std::string& folder, const std::string& kind) {
  if (!EndpointNameFault(kind).empty()) {
    return tl::make_unexpected(ConfigError{folder, 0, 0, "'" + kind + "' is no kind of incident"});
  }
  const std::string path = folder + "/" + kind + ".yaml";
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) {
    return tl::make_unexpected(
        ConfigError{path, 0, 0, "cannot be read; the files of this folder are the kinds there are"});
  }
  VEIL_ASSIGN(Playbook playbook, Parse(content.str(), path));
  if (playbook.kind == kind) return playbook;
  return tl::make_unexpected(ErrorAt(content.str(), path, "kind", "is not the name of the file"));
}

ConfigResult<Playbook> Playbook::Parse(std::string_view yaml, const std::string& file) {
  proto::Playbook source;
  VEIL_TRY(LoadYaml(yaml, file, {}, source));
  const auto [key, fault] = FaultOf(source);
  if (!key.empty()) return tl::make_unexpected(ErrorAt(yaml, file, key, fault));
  Playbook playbook;
  playbook.kind = source.kind();
  playbook.title = source.title();
  playbook.severity = SeverityWord(source.severity());
  playbook.clocks = ClocksOf(source);
  playbook.steps.assign(source.steps().begin(), source.steps().end());
  playbook.required_evidence.assign(source.required_evidence().begin(), source.required_evidence().end());
  std::ranges::sort(playbook.required_evidence);
  const auto twice = std::ranges::unique(playbook.required_evidence);
  playbook.required_evidence.erase(twice.begin(), twice.end());
  for (const proto::Notice& notice : source.notices()) {
    playbook.notices.push_back({notice.to(), notice.rule(), notice.template_()});
  }
  return playbook;
}

}  // namespace veil
