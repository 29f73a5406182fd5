#include "codec/schema_words.h"

#include <algorithm>
#include <array>
#include <vector>

namespace veil {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLetter(char c) { return IsUpper(c) || (c >= 'a' && c <= 'z'); }
bool IsJoint(char c) { return c == '-' || c == '_'; }

// "birthDate-x": birth, date, x. A capital begins a word, unless one stands before it ("ID").
std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words;
  bool open = false;
  bool upper = false;
  for (const char c : name) {
    if (IsJoint(c)) {
      open = false;
      continue;
    }
    if (!open || (IsUpper(c) && !upper)) words.emplace_back();
    words.back() += IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    open = true;
    upper = IsUpper(c);
  }
  return words;
}

}  // namespace

void SchemaWords::Add(std::string_view name) {
  for (std::string& word : WordsOf(name)) words_.insert(std::move(word));
}

bool SchemaWords::Holds(std::string_view name) const {
  const bool plain =
      !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return IsLetter(c) || IsJoint(c); });
  if (!plain) return false;
  const auto words = WordsOf(name);
  return !words.empty() &&
         std::all_of(words.begin(), words.end(), [&](const std::string& word) { return words_.contains(word); });
}

std::string SchemaWords::Shown(std::string_view name) const {
  return Holds(name) ? std::string(name) : LengthClass(name);
}

std::string SchemaWords::LengthClass(std::string_view name) {
  std::size_t from = 0;
  for (const std::size_t to : std::array<std::size_t, 5>{4, 8, 16, 32, 64}) {
    if (name.size() <= to) return "*(" + std::to_string(from) + "-" + std::to_string(to) + ")";
    from = to + 1;
  }
  return "*(65-)";
}

}  // namespace veil
