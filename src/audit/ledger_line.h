#pragma once

#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "audit/ledger_entry.h"
#include "base/digest.h"

// The parts of a line of the ledger: how each is written, and read back.
namespace veil::ledger_line {

// As a JSON string. Characters outside printable ASCII are written as \u00XX, one a byte, so that a line is ASCII
// whatever a topic is called.
void AppendString(std::string& out, std::string_view text);
void AppendDigest(std::string& out, std::string_view key, const Digest& digest);

template <typename Number>
void AppendNumber(std::string& out, std::string_view key, Number number) {
  out.append(",\"").append(key).append("\":").append(std::to_string(number));
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

void AppendCounts(std::string& out, std::string_view key, const std::map<std::string, std::uint64_t>& counts);

// "generalize>shift": what the policy in force does with a type, and what the other would.
std::string ChangeWord(ActionKind from, ActionKind to);
void AppendShadow(std::string& out, const ShadowCounts& shadow);  // the object alone

// Reads a line from left to right. It accepts somewhat more than the canonical form (zeros, order of words);
// ParseEntry compares with the bytes that SerializeEntry writes and so refuses the rest. After a failure every step
// fails, so callers check once.
class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  bool ok() const { return ok_; }
  bool AtEnd() const { return ok_ && at_ == line_.size(); }
  std::int64_t offset() const { return static_cast<std::int64_t>(at_); }

  bool Skip(std::string_view text);                                      // `text` must stand here
  bool Take(std::string_view text) { return Peek(text) && Skip(text); }  // it may

  template <typename Number>
  bool Read(Number& number) {
    if (!ok_) return false;
    const char* begin = line_.data() + at_;
    const auto [end, error] = std::from_chars(begin, line_.data() + line_.size(), number);
    if (error != std::errc{}) return Stop();
    at_ += static_cast<std::size_t>(end - begin);
    return true;
  }
  bool Read(std::string& text);
  bool Read(Digest& digest);
  // {"word":value,...}; no word twice.
  template <typename Value>
  bool Read(std::map<std::string, Value>& values) {
    if (!Skip("{")) return false;
    while (ok_ && !Take("}")) {
      if (!values.empty() && !Skip(",")) return false;
      std::string word;
      Value value{};
      if (!Read(word) || !Skip(":") || !Read(value)) return false;
      if (!values.emplace(std::move(word), std::move(value)).second) return Stop();
    }
    return ok_;
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
  bool ReadCharacter(std::string& text);
  bool ReadHexByte(std::uint8_t& byte);

  std::string_view line_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace veil::ledger_line
