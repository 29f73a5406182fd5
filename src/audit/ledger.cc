#include "audit/ledger.h"

#include <algorithm>
#include <type_traits>

#include "audit/ledger_line.h"
#include "base/check.h"

namespace veil {
namespace {

using ledger_line::AppendCounts;
using ledger_line::AppendDigest;
using ledger_line::AppendNumber;
using ledger_line::AppendShadow;
using ledger_line::AppendString;
using ledger_line::ChangeWord;
using ledger_line::CountList;
using ledger_line::Reader;

void AppendRanges(std::string& out, const std::vector<OffsetRange>& ranges) {
  out += ",\"ranges\":[";
  for (const OffsetRange& range : ranges) {
    if (out.back() != '[') out += ',';
    out += "{\"topic\":";
    AppendString(out, range.topic.str());
    AppendNumber(out, "partition", range.partition);
    AppendNumber(out, "first", range.first_offset);
    AppendNumber(out, "next", range.next_offset);
    out += '}';
  }
  out += ']';
}

void AppendIdentifiers(std::string& out, const LedgerEntry& entry) {
  out += ",\"identifiers\":";
  CountList types(out);
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    const auto& counts = entry.identifiers[type];
    if (counts == std::remove_cvref_t<decltype(counts)>{}) continue;
    types.Key(IdentifierTypeName(static_cast<IdentifierType>(type)).view());
    CountList actions(out);
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      actions.Add(ActionKindName(static_cast<ActionKind>(action)).view(), counts[action]);
    }
    actions.Close();
  }
  types.Close();
}

void AppendText(std::string& out, std::string_view key, std::string_view text) {
  out.append(",\"").append(key).append("\":");
  AppendString(out, text);
}

void AppendAct(std::string& out, const LedgerAct& act) {
  AppendText(out, "act", act.kind);
  AppendText(out, "who", act.who);
  AppendText(out, "why", act.why);
  out += ",\"details\":{";
  for (const auto& [word, text] : act.details) {
    if (out.back() != '{') out += ',';
    AppendString(out, word);
    out += ':';
    AppendString(out, text);
  }
  out += '}';
}

void AppendBatch(std::string& out, const LedgerEntry& entry) {
  AppendRanges(out, entry.ranges);
  AppendDigest(out, "policy", entry.policy);
  AppendDigest(out, "model", entry.model);
  AppendDigest(out, "build", entry.build);
  if (entry.key != Digest()) AppendDigest(out, "key", entry.key);
  AppendNumber(out, "clean", entry.clean);
  AppendNumber(out, "quarantined", entry.quarantined);
  AppendNumber(out, "clean_bytes", entry.clean_bytes);
  AppendDigest(out, "clean_digest", entry.clean_digest);
  AppendCounts(out, "reasons", entry.quarantine_reasons);
  AppendIdentifiers(out, entry);
  if (entry.audited != 0) AppendNumber(out, "audited", entry.audited);
  if (entry.shadow) {
    out += ",\"shadow\":";
    AppendShadow(out, *entry.shadow);
  }
}

// All that the hash covers: the line without its end.
std::string SerializeHashed(const LedgerEntry& entry) {
  std::string out = "{\"v\":1,\"chain\":";
  AppendString(out, entry.chain);
  AppendNumber(out, "seq", entry.sequence);
  AppendDigest(out, "previous", entry.previous);
  AppendNumber(out, "time_ms", entry.time_ms);
  if (entry.act) {
    AppendAct(out, *entry.act);
    AppendDigest(out, "build", entry.build);
  } else {
    AppendBatch(out, entry);
  }
  return out;
}

bool ReadRanges(Reader& in, std::vector<OffsetRange>& ranges) {
  if (!in.Skip(",\"ranges\":[")) return false;
  while (in.ok() && !in.Take("]")) {
    if (!ranges.empty() && !in.Skip(",")) return false;
    std::string topic;
    OffsetRange range;
    if (!in.Skip("{\"topic\":") || !in.Read(topic) || !in.Member("partition", range.partition) ||
        !in.Member("first", range.first_offset) || !in.Member("next", range.next_offset) || !in.Skip("}")) {
      return false;
    }
    range.topic = OperatorText(std::move(topic));
    ranges.push_back(std::move(range));
  }
  return in.ok();
}

// The types and actions in the order of their enums, each at most once, as they are written.
bool ReadIdentifiers(Reader& in, LedgerEntry& entry) {
  if (!in.Skip(",\"identifiers\":{")) return false;
  bool first_type = true;
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    const std::string word = std::string(first_type ? "\"" : ",\"") +
                             std::string(IdentifierTypeName(static_cast<IdentifierType>(type)).view()) + "\":{";
    if (!in.Take(word)) continue;
    first_type = false;
    bool first_action = true;
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      const std::string name = std::string(first_action ? "\"" : ",\"") +
                               std::string(ActionKindName(static_cast<ActionKind>(action)).view()) + "\":";
      if (!in.Take(name)) continue;
      first_action = false;
      if (!in.Read(entry.identifiers[type][action])) return false;
    }
    if (!in.Skip("}")) return false;
  }
  return in.Skip("}");
}

// The types, and the actions from and to, in the order of their enums.
bool ReadChanges(Reader& in, ActionChanges& changes) {
  if (!in.Skip(",\"changes\":{")) return false;
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    const std::string word = "\"" + std::string(IdentifierTypeName(type).view()) + "\":";
    if (!in.Take((changes.empty() ? "" : ",") + word)) continue;
    std::map<std::string, std::uint64_t> counts;
    if (!in.Read(counts)) return false;
    for (std::size_t from = 0; from < kActionKindCount; ++from) {
      for (std::size_t to = 0; to < kActionKindCount; ++to) {
        const ActionChange change{type, static_cast<ActionKind>(from), static_cast<ActionKind>(to)};
        const auto count = counts.find(ChangeWord(change.from, change.to));
        if (count != counts.end()) changes[change] = count->second;
      }
    }
  }
  return in.Skip("}");
}

bool ReadShadow(Reader& in, ShadowCounts& shadow) {
  return in.Skip("\"policy\":") && in.Read(shadow.policy) && in.Member("clean", shadow.clean) &&
         in.Member("quarantined", shadow.quarantined) && in.Member("differ", shadow.differ) &&
         in.Member("reasons", shadow.quarantine_reasons) && ReadChanges(in, shadow.changes) && in.Skip("}");
}

// What is left out where there is nothing to say.
bool ReadOptional(Reader& in, LedgerEntry& entry) {
  if (in.Take(",\"audited\":") && !in.Read(entry.audited)) return false;
  return !in.Take(",\"shadow\":{") || ReadShadow(in, entry.shadow.emplace());
}

bool ReadAct(Reader& in, LedgerEntry& entry) {
  LedgerAct& act = entry.act.emplace();
  return in.Read(act.kind) && in.Member("who", act.who) && in.Member("why", act.why) &&
         in.Member("details", act.details) && in.Member("build", entry.build);
}

bool ReadBatch(Reader& in, LedgerEntry& entry) {
  const bool made = ReadRanges(in, entry.ranges) && in.Member("policy", entry.policy) &&
                    in.Member("model", entry.model) && in.Member("build", entry.build);
  if (!made || (in.Take(",\"key\":") && !in.Read(entry.key))) return false;
  return in.Member("clean", entry.clean) && in.Member("quarantined", entry.quarantined) &&
         in.Member("clean_bytes", entry.clean_bytes) && in.Member("clean_digest", entry.clean_digest) &&
         in.Member("reasons", entry.quarantine_reasons) && ReadIdentifiers(in, entry) && ReadOptional(in, entry);
}

bool Read(Reader& in, LedgerEntry& entry) {
  const bool begun = in.Skip("{\"v\":1,\"chain\":") && in.Read(entry.chain) && in.Member("seq", entry.sequence) &&
                     in.Member("previous", entry.previous) && in.Member("time_ms", entry.time_ms);
  if (!begun || !(in.Take(",\"act\":") ? ReadAct(in, entry) : ReadBatch(in, entry))) return false;
  return in.Member("hash", entry.hash) && in.Skip("}") && in.AtEnd();
}

}  // namespace

std::string LedgerString(std::string_view text) {
  std::string out;
  AppendString(out, text);
  return out;
}

std::string SerializeEntry(const LedgerEntry& entry) {
  std::string line = SerializeHashed(entry);
  AppendDigest(line, "hash", entry.hash);
  line += '}';
  return line;
}

Result<LedgerEntry> ParseEntry(std::string_view line) {
  if (line.size() > kLedgerEntryBytesMax) return Fail(ErrorCode::kAudit, "ledger entry is too long");
  Reader in(line);
  LedgerEntry entry;
  if (!Read(in, entry)) return Fail(ErrorCode::kAudit, "not a ledger entry", in.offset());
  const std::string canonical = SerializeEntry(entry);
  if (canonical != line) {
    const auto differs = std::mismatch(canonical.begin(), canonical.end(), line.begin(), line.end()).first;
    return Fail(ErrorCode::kAudit, "ledger entry is not in canonical form", differs - canonical.begin());
  }
  return entry;
}

Digest HashEntry(const LedgerEntry& entry) { return Digest::Of(SerializeHashed(entry)); }

void SealEntry(LedgerEntry& entry, const LedgerEntry* previous) {
  VEIL_CHECK(previous == nullptr || previous->chain == entry.chain);
  entry.sequence = previous == nullptr ? 1 : previous->sequence + 1;
  entry.previous = previous == nullptr ? Digest() : previous->hash;
  entry.hash = HashEntry(entry);
}

}  // namespace veil
