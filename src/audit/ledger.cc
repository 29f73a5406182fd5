#include "audit/ledger.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <type_traits>

#include "base/check.h"

namespace veil {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

// Characters outside printable ASCII are written as \u00XX, one a byte, so that a line is ASCII whatever a topic is
// called.
void AppendString(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte > 0x7E) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void AppendDigest(std::string& out, std::string_view key, const Digest& digest) {
  out.append(",\"").append(key).append("\":\"").append(digest.Hex()) += '"';
}

template <typename Number>
void AppendNumber(std::string& out, std::string_view key, Number number) {
  out.append(",\"").append(key).append("\":").append(std::to_string(number));
}

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

// "word":count pairs; counts of zero are left out.
class CountList {
 public:
  explicit CountList(std::string& out) : out_(out) { out_ += '{'; }
  void Add(std::string_view word, std::uint64_t count) {
    if (count == 0) return;
    Key(word);
    out_ += std::to_string(count);
  }
  void Key(std::string_view word) {
    if (out_.back() != '{') out_ += ',';
    AppendString(out_, word);
    out_ += ':';
  }
  void Close() { out_ += '}'; }

 private:
  std::string& out_;
};

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
  out += ",\"reasons\":";
  CountList reasons(out);
  for (const auto& [reason, count] : entry.quarantine_reasons) reasons.Add(reason, count);
  reasons.Close();
  AppendIdentifiers(out, entry);
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

std::optional<std::uint8_t> HexValue(char c) {
  const std::size_t at = kHex.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(at);
}

// Reads a line from left to right. It accepts somewhat more than the canonical form (zeros, order of words);
// ParseEntry compares with the bytes that SerializeEntry writes and so refuses the rest. After a failure every step
// fails, so callers check once.
class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && at_ == line_.size(); }
  std::int64_t offset() const { return static_cast<std::int64_t>(at_); }

  bool Skip(std::string_view text) {
    if (!Peek(text)) return Stop();
    at_ += text.size();
    return true;
  }

  bool Take(std::string_view text) { return Peek(text) && Skip(text); }

  template <typename Number>
  bool Read(Number& number) {
    if (!ok_) return false;
    const char* begin = line_.data() + at_;
    const auto [end, error] = std::from_chars(begin, line_.data() + line_.size(), number);
    if (error != std::errc{}) return Stop();
    at_ += static_cast<std::size_t>(end - begin);
    return true;
  }

  bool Read(std::string& text) {
    text.clear();
    if (!Skip("\"")) return false;
    while (at_ < line_.size() && line_[at_] != '"') {
      if (!ReadCharacter(text)) return Stop();
    }
    return Skip("\"");
  }

  bool Read(Digest& digest) {
    if (!Skip("\"")) return false;
    Digest::Bytes bytes{};
    for (std::uint8_t& byte : bytes) {
      if (!ReadHexByte(byte)) return Stop();
    }
    digest = Digest(bytes);
    return Skip("\"");
  }

  template <typename Value>
  bool Member(std::string_view key, Value& value) {
    return Skip(",\"") && Skip(key) && Skip("\":") && Read(value);
  }

  bool Stop() {
    ok_ = false;
    return false;
  }

 private:
  bool Peek(std::string_view text) const { return ok_ && line_.substr(at_).starts_with(text); }

  bool ReadCharacter(std::string& text) {
    if (Take("\\u00")) {
      std::uint8_t byte = 0;
      if (!ReadHexByte(byte)) return false;
      text += static_cast<char>(byte);
      return true;
    }
    Take("\\");
    if (at_ == line_.size()) return false;
    text += line_[at_++];
    return true;
  }

  bool ReadHexByte(std::uint8_t& byte) {
    if (line_.size() - at_ < 2) return false;
    const auto high = HexValue(line_[at_]);
    const auto low = HexValue(line_[at_ + 1]);
    if (!high || !low) return false;
    byte = static_cast<std::uint8_t>(*high << 4 | *low);
    at_ += 2;
    return true;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

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

bool ReadReasons(Reader& in, std::map<std::string, std::uint64_t>& reasons) {
  if (!in.Skip(",\"reasons\":{")) return false;
  while (in.ok() && !in.Take("}")) {
    if (!reasons.empty() && !in.Skip(",")) return false;
    std::string reason;
    std::uint64_t count = 0;
    if (!in.Read(reason) || !in.Skip(":") || !in.Read(count)) return false;
    if (!reasons.emplace(std::move(reason), count).second) return in.Stop();
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

bool ReadDetails(Reader& in, std::map<std::string, std::string>& details) {
  if (!in.Skip(",\"details\":{")) return false;
  while (in.ok() && !in.Take("}")) {
    if (!details.empty() && !in.Skip(",")) return false;
    std::string word;
    std::string text;
    if (!in.Read(word) || !in.Skip(":") || !in.Read(text)) return false;
    if (!details.emplace(std::move(word), std::move(text)).second) return in.Stop();
  }
  return in.ok();
}

bool ReadAct(Reader& in, LedgerEntry& entry) {
  LedgerAct& act = entry.act.emplace();
  return in.Read(act.kind) && in.Member("who", act.who) && in.Member("why", act.why) && ReadDetails(in, act.details) &&
         in.Member("build", entry.build);
}

bool ReadBatch(Reader& in, LedgerEntry& entry) {
  const bool made = ReadRanges(in, entry.ranges) && in.Member("policy", entry.policy) &&
                    in.Member("model", entry.model) && in.Member("build", entry.build);
  if (!made || (in.Take(",\"key\":") && !in.Read(entry.key))) return false;
  return in.Member("clean", entry.clean) && in.Member("quarantined", entry.quarantined) &&
         in.Member("clean_bytes", entry.clean_bytes) && in.Member("clean_digest", entry.clean_digest) &&
         ReadReasons(in, entry.quarantine_reasons) && ReadIdentifiers(in, entry);
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
