#include "audit/ledger_line.h"

#include <optional>

namespace veil::ledger_line {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

std::optional<std::uint8_t> HexValue(char c) {
  const std::size_t at = kHex.find(c);
  if (at == std::string_view::npos) return std::nullopt;
  return static_cast<std::uint8_t>(at);
}

void AppendChanges(std::string& out, const ActionChanges& changes) {
  out += ",\"changes\":";
  CountList types(out);
  for (auto at = changes.begin(); at != changes.end();) {
    const IdentifierType type = at->first.type;
    types.Key(IdentifierTypeName(type).view());
    CountList counts(out);
    for (; at != changes.end() && at->first.type == type; ++at) {
      counts.Add(ChangeWord(at->first.from, at->first.to), at->second);
    }
    counts.Close();
  }
  types.Close();
}

}  // namespace

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

void AppendCounts(std::string& out, std::string_view key, const std::map<std::string, std::uint64_t>& counts) {
  out.append(",\"").append(key).append("\":");
  CountList list(out);
  for (const auto& [word, count] : counts) list.Add(word, count);
  list.Close();
}

std::string ChangeWord(ActionKind from, ActionKind to) {
  return std::string(ActionKindName(from).view()) + ">" + std::string(ActionKindName(to).view());
}

void AppendShadow(std::string& out, const ShadowCounts& shadow) {
  out += "{\"policy\":\"" + shadow.policy.Hex() + "\"";
  AppendNumber(out, "clean", shadow.clean);
  AppendNumber(out, "quarantined", shadow.quarantined);
  AppendNumber(out, "differ", shadow.differ);
  AppendCounts(out, "reasons", shadow.quarantine_reasons);
  AppendChanges(out, shadow.changes);
  out += '}';
}

bool Reader::Skip(std::string_view text) {
  if (!Peek(text)) return Stop();
  at_ += text.size();
  return true;
}

bool Reader::Read(std::string& text) {
  text.clear();
  if (!Skip("\"")) return false;
  while (at_ < line_.size() && line_[at_] != '"') {
    if (!ReadCharacter(text)) return Stop();
  }
  return Skip("\"");
}

bool Reader::Read(Digest& digest) {
  if (!Skip("\"")) return false;
  Digest::Bytes bytes{};
  for (std::uint8_t& byte : bytes) {
    if (!ReadHexByte(byte)) return Stop();
  }
  digest = Digest(bytes);
  return Skip("\"");
}

bool Reader::ReadCharacter(std::string& text) {
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

bool Reader::ReadHexByte(std::uint8_t& byte) {
  if (line_.size() - at_ < 2) return false;
  const auto high = HexValue(line_[at_]);
  const auto low = HexValue(line_[at_ + 1]);
  if (!high || !low) return false;
  byte = static_cast<std::uint8_t>(*high << 4 | *low);
  at_ += 2;
  return true;
}

}  // namespace veil::ledger_line
