#include "audit/report.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "audit/ledger.h"
#include "audit/safe_harbor.h"
#include "audit/shadow_report.h"
#include "base/unix_time.h"

namespace veil {
namespace {

constexpr std::size_t kLabelWidth = 38;
constexpr std::size_t kNumberWidth = 12;
constexpr std::size_t kDigestDigits = 12;  // of 64, for people; the JSON has all

std::string Left(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

std::string Right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string Number(std::uint64_t number) { return Right(std::to_string(number), kNumberWidth); }

template <typename Counts>
std::uint64_t Total(const Counts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::string Key(std::string_view key) { return "\"" + std::string(key) + "\":"; }

// Adds `item` to a JSON list or object that is being written.
void Append(std::string& list, const std::string& item) {
  if (!list.empty()) list += ',';
  list += item;
}

std::string TypeName(IdentifierType type) { return std::string(IdentifierTypeName(type).view()); }
std::string ActionName(std::size_t action) {
  return std::string(ActionKindName(static_cast<ActionKind>(action)).view());
}

template <typename Counts>
std::string Row(const std::string& label, const Counts& counts) {
  std::string row = Left(label, kLabelWidth);
  for (const std::uint64_t count : counts) row += Number(count);
  return row + Number(Total(counts)) + "\n";
}

std::string ItemJson(const SafeHarborItem& item) {
  std::string types;
  for (const IdentifierType type : item.types) Append(types, "\"" + TypeName(type) + "\"");
  return "{\"item\":\"" + std::string(item.letter.view()) + "\",\"types\":[" + types + "]}";
}

std::string KeyJson(const Digest& key) { return key == Digest() ? "" : "\",\"key\":\"" + key.Hex(); }

std::string ActJson(std::int64_t time_ms, const LedgerAct& act) {
  std::string details;
  for (const auto& [word, value] : act.details) Append(details, LedgerString(word) + ":" + LedgerString(value));
  return "{\"time_ms\":" + std::to_string(time_ms) + ",\"act\":" + LedgerString(act.kind) +
         ",\"who\":" + LedgerString(act.who) + ",\"why\":" + LedgerString(act.why) + ",\"details\":{" + details + "}}";
}

}  // namespace

void LedgerReport::Add(const LedgerEntry& entry) {
  if (entry.act) {
    acts_.emplace(entry.time_ms, *entry.act);
    return;
  }
  first_ms_ = entries_ == 0 ? entry.time_ms : std::min(first_ms_, entry.time_ms);
  last_ms_ = entries_ == 0 ? entry.time_ms : std::max(last_ms_, entry.time_ms);
  ++entries_;
  clean_ += entry.clean;
  quarantined_ += entry.quarantined;
  audited_ += entry.audited;
  if (entry.shadow) AddShadow(shadows_[entry.shadow->policy], *entry.shadow);
  clean_bytes_ += entry.clean_bytes;
  for (const auto& [reason, count] : entry.quarantine_reasons) reasons_[reason] += count;
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      identifiers_[type][action] += entry.identifiers[type][action];
    }
  }
  for (const OffsetRange& range : entry.ranges) AddRange(range, {entry.policy, entry.model, entry.build, entry.key});
}

// Joins the range with its neighbours of the same digests, so the report is as long as the number of changes.
void LedgerReport::AddRange(const OffsetRange& range, const Digests& digests) {
  if (range.first_offset >= range.next_offset) return;
  auto& spans = in_force_[{range.topic, range.partition}];
  auto at = spans.insert_or_assign(range.first_offset, InForce{range.next_offset, digests}).first;
  if (at != spans.begin()) {
    const auto before = std::prev(at);
    if (before->second.next == at->first && before->second.digests == digests) {
      before->second.next = range.next_offset;
      spans.erase(at);
      at = before;
    }
  }
  const auto after = std::next(at);
  if (after != spans.end() && after->first == at->second.next && after->second.digests == digests) {
    at->second.next = after->second.next;
    spans.erase(after);
  }
}

std::string LedgerReport::Text() const {
  return TextOfTotals() + TextOfIdentifiers() + TextOfDigests() + TextOfShadows() + TextOfActs();
}

std::string LedgerReport::TextOfTotals() const {
  std::string text = "Batches" + Right(std::to_string(entries_), 20) + "\n";
  if (entries_ > 0) text += "From, to        " + UtcTime(first_ms_) + "  " + UtcTime(last_ms_) + "\n";
  text += "Clean messages" + Right(std::to_string(clean_), 13) + "  (" + std::to_string(clean_bytes_) + " bytes)\n";
  text += "Quarantined" + Right(std::to_string(quarantined_), 16) + "\n";
  for (const auto& [reason, count] : reasons_) {
    text += "  " + Left(LedgerString(reason), 22) + Number(count) + "\n";
  }
  if (audited_ == 0) return text;
  return text + "Counted alone" + Right(std::to_string(audited_), 14) + "  (under a policy that publishes nothing)\n";
}

std::string LedgerReport::TextOfIdentifiers() const {
  std::string text =
      "\nIdentifiers in clean and in counted messages, by item of 45 CFR 164.514(b)(2)(i)\n" + Left("", kLabelWidth);
  for (std::size_t action = 0; action < kActionKindCount; ++action) text += Right(ActionName(action), kNumberWidth);
  text += Right("all", kNumberWidth) + "\n";
  for (const SafeHarborItem& item : SafeHarborItems()) {
    const std::string label = "(" + std::string(item.letter.view()) + ") " + std::string(item.words.view());
    if (item.types.empty()) {
      text += label + (item.letter == Literal("E") ? ": counted under (D)\n" : ": not looked for; Veil reads text\n");
      continue;
    }
    text += label + "\n";
    for (const IdentifierType type : item.types) {
      text += Row("    " + TypeName(type), identifiers_[static_cast<std::size_t>(type)]);
    }
  }
  text += "May stay under Safe Harbor\n";
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    if (MayStay(type)) text += Row("    " + TypeName(type), identifiers_[i]);
  }
  return text;
}

std::string LedgerReport::TextOfDigests() const {
  std::string text = "\nIn force (policy, model, build, surrogate key if known)\n";
  for (const auto& [partition, spans] : in_force_) {
    for (const auto& [first, span] : spans) {
      text += "  " + LedgerString(partition.first.str()) + " [" + std::to_string(partition.second) + "] " +
              std::to_string(first) + " to " + std::to_string(span.next - 1) + ":";
      for (const Digest* digest : {&span.digests.policy, &span.digests.model, &span.digests.build}) {
        text += " " + digest->Hex().substr(0, kDigestDigits);
      }
      if (span.digests.key != Digest()) text += " " + span.digests.key.Hex().substr(0, kDigestDigits);
      text += "\n";
    }
  }
  return text;
}

std::string LedgerReport::TextOfShadows() const {
  std::string text;
  for (const auto& [policy, shadow] : shadows_) text += "\n" + ShadowText(shadow);
  return text;
}

std::string LedgerReport::TextOfActs() const {
  std::string text = acts_.empty() ? "" : "\nActs of people\n";
  for (const auto& [time_ms, act] : acts_) {
    text += "  " + UtcTime(time_ms) + "  " + LedgerString(act.kind) + " by " + LedgerString(act.who) + ": " +
            LedgerString(act.why);
    for (const auto& [word, value] : act.details) text += " " + LedgerString(word) + "=" + LedgerString(value);
    text += "\n";
  }
  return text;
}

std::string LedgerReport::Json() const {
  std::string reasons;
  for (const auto& [reason, count] : reasons_) Append(reasons, LedgerString(reason) + ":" + std::to_string(count));
  std::string identifiers;
  for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
    std::string counts;
    for (std::size_t action = 0; action < kActionKindCount; ++action) {
      const std::uint64_t count = identifiers_[type][action];
      if (count != 0) Append(counts, Key(ActionName(action)) + std::to_string(count));
    }
    if (!counts.empty()) Append(identifiers, Key(TypeName(static_cast<IdentifierType>(type))) + "{" + counts + "}");
  }
  std::string items;
  for (const SafeHarborItem& item : SafeHarborItems()) Append(items, ItemJson(item));
  std::string in_force;
  for (const auto& [partition, spans] : in_force_) {
    for (const auto& [first, span] : spans) {
      Append(in_force, "{\"topic\":" + LedgerString(partition.first.str()) +
                           ",\"partition\":" + std::to_string(partition.second) +
                           ",\"first\":" + std::to_string(first) + ",\"next\":" + std::to_string(span.next) +
                           ",\"policy\":\"" + span.digests.policy.Hex() + "\",\"model\":\"" + span.digests.model.Hex() +
                           "\",\"build\":\"" + span.digests.build.Hex() + KeyJson(span.digests.key) + "\"}");
    }
  }
  std::string shadows;
  for (const auto& [policy, shadow] : shadows_) Append(shadows, ShadowJson(shadow));
  std::string acts;
  for (const auto& [time_ms, act] : acts_) Append(acts, ActJson(time_ms, act));
  return "{\"batches\":" + std::to_string(entries_) + ",\"first_ms\":" + std::to_string(first_ms_) +
         ",\"last_ms\":" + std::to_string(last_ms_) + ",\"clean\":" + std::to_string(clean_) +
         ",\"clean_bytes\":" + std::to_string(clean_bytes_) + ",\"quarantined\":" + std::to_string(quarantined_) +
         ",\"reasons\":{" + reasons + "},\"identifiers\":{" + identifiers + "},\"safe_harbor\":[" + items +
         "],\"in_force\":[" + in_force + "],\"audited\":" + std::to_string(audited_) + ",\"shadows\":[" + shadows +
         "],\"acts\":[" + acts + "]}";
}

}  // namespace veil
