#include "app/incident_report.h"

#include <algorithm>
#include <map>

#include "app/acts_chain.h"
#include "audit/ledger.h"
#include "kafka/group_offsets.h"
#include "publish/topics.h"

namespace veil {
namespace {

Instant InstantOf(std::int64_t time_ms) {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(time_ms)));
}

bool Reads(const EndpointRecord& record, const std::optional<std::string>& topic) {
  return topic && record.decision &&
         std::ranges::find(record.decision->topics, *topic) != record.decision->topics.end();
}

// Ranges that the same makers worked on follow each other, so one line tells of many batches.
class Published {
 public:
  void Add(const LedgerEntry& entry, const OffsetRange& range, const std::string& clean) {
    const std::string makers =
        "policy " + entry.policy.Hex() + " model " + entry.model.Hex() + " build " + entry.build.Hex();
    auto& [first, next] =
        ranges_.try_emplace({clean, range.topic.str(), range.partition, makers}, range.first_offset, range.next_offset)
            .first->second;
    first = std::min(first, range.first_offset);
    next = std::max(next, range.next_offset);
  }
  std::string Text() const {
    std::string text;
    for (const auto& [key, range] : ranges_) {
      const auto& [clean, source, partition, makers] = key;
      text += "published to " + clean + ": " + LedgerString(source) + " [" + std::to_string(partition) + "] offsets " +
              std::to_string(range.first) + " to " + std::to_string(range.second - 1) + ", " + makers + "\n";
    }
    return text.empty() ? "nothing was published to its topics\n" : text;
  }

 private:
  std::map<std::tuple<std::string, std::string, std::int32_t, std::string>, std::pair<std::int64_t, std::int64_t>>
      ranges_;
};

}  // namespace

std::string IncidentText(const Incident& incident, const Playbook* playbook, Instant now) {
  std::string text = incident.id + ": " + std::string(IncidentStateName(incident.state).view()) + ", " + incident.kind +
                     ", endpoint " + incident.endpoint + "\n";
  for (const IncidentStep& step : incident.steps) {
    text += "  " + InstantText(InstantOf(step.time_ms)) + "  " + LedgerString(step.who) + "  " +
            LedgerString(step.what) + "\n";
  }
  for (const std::string& name : incident.required) {
    text += "  evidence " + name + (incident.evidence.contains(name) ? ": attached\n" : ": MISSING\n");
  }
  if (playbook == nullptr) return text;
  for (const IncidentClock& clock : playbook->clocks) {
    const Instant due = InstantOf(incident.discovered_ms) + clock.within;
    text += "  by " + InstantText(due) + (due < now ? "  (past)  " : "  ") + clock.what + "\n";
  }
  for (std::size_t i = 0; i < playbook->steps.size(); ++i) {
    text += "  " + std::to_string(i + 1) + ". " + playbook->steps[i] + "\n";
  }
  for (const IncidentNotice& notice : playbook->notices) {
    text += "  notice to " + notice.to + " (" + notice.rule + "): " + notice.text + "\n";
  }
  return text;
}

Result<std::string> RadiusText(const Config& config, const EndpointRecord& record) {
  Published published;
  VEIL_TRY(ReadLedger(config, [&](const LedgerEntry& entry) {
    if (entry.act || entry.clean == 0) return;
    for (const OffsetRange& range : entry.ranges) {
      const auto clean = CleanTopic(config.publish.topics, range.topic.str());
      if (Reads(record, clean)) published.Add(entry, range, *clean);
    }
  }));
  std::string text = published.Text();
  if (!record.decision) return text;
  VEIL_ASSIGN(const auto offsets,
              kafka::CommittedOffsets(config.publish.client, record.decision->group, config.start_timeout));
  for (const auto& [partition, next] : offsets) {
    text += "group " + record.decision->group + " has read " + partition.first + " [" +
            std::to_string(partition.second) + "] up to offset " + std::to_string(next - 1) + "\n";
  }
  return text;
}

}  // namespace veil
