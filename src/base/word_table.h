#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace veil {

// Numbers words, each once, from 0 in the order in which they come. The words are views that must outlive the table;
// whoever gives them gives their hash too, always made in the same way. A word may be in several groups; a tree of
// phrases has one for each node.
class WordTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  bool empty() const { return entries_.empty(); }

  // kNone: it was not added.
  std::uint32_t Find(std::string_view word, std::uint64_t hash, std::uint32_t group = 0) const {
    if (entries_.empty()) return kNone;
    const std::uint64_t key = Key(hash, group);
    for (std::size_t at = key & mask_; places_[at] != kNone; at = (at + 1) & mask_) {
      const Entry& entry = entries_[places_[at]];
      if (entry.key == key && entry.group == group && entry.word == word) return places_[at];
    }
    return kNone;
  }

  // FNV-1a, for who has no hash of his own.
  static constexpr std::uint64_t Hash(std::string_view word) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
  }

  // The number of the word, which is size() before the call when it is new.
  std::uint32_t Add(std::string_view word, std::uint64_t hash, std::uint32_t group = 0) {
    if (const std::uint32_t known = Find(word, hash, group); known != kNone) return known;
    entries_.push_back({Key(hash, group), word, group});
    if (entries_.size() * kPlacesPerWord > places_.size()) {
      Grow();
    } else {
      Place(size() - 1);
    }
    return size() - 1;
  }

 private:
  static constexpr std::size_t kPlacesPerWord = 4;  // so most words that were not added meet an empty place at once
  static constexpr std::size_t kPlacesMin = 64;

  struct Entry {
    std::uint64_t key = 0;
    std::string_view word;
    std::uint32_t group = 0;
  };

  static std::uint64_t Key(std::uint64_t hash, std::uint32_t group) {
    const std::uint64_t mixed = (hash ^ (hash >> 32) ^ (std::uint64_t{group} << 20)) * 0x9E3779B97F4A7C15;
    return mixed ^ (mixed >> 32);
  }

  void Place(std::uint32_t number) {
    std::size_t at = entries_[number].key & mask_;
    while (places_[at] != kNone) at = (at + 1) & mask_;
    places_[at] = number;
  }

  void Grow() {
    places_.assign(places_.empty() ? kPlacesMin : places_.size() * 2, kNone);
    mask_ = places_.size() - 1;
    for (std::uint32_t i = 0; i < size(); ++i) Place(i);
  }

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> places_;
  std::size_t mask_ = 0;
};

}  // namespace veil
