#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace veil {

// Which offsets of one source partition the ledger accounts for. Ranges may come in any order, as chains are written
// beside each other; ranges that touch are joined, so a sound ledger takes one element however long it is.
class CoveredOffsets {
 public:
  // An entry, for reports. `chain` is borrowed.
  struct Entry {
    const std::string* chain = nullptr;
    std::uint64_t sequence = 0;
    std::uint64_t line = 0;
  };

  // The offsets [first, next), and the entry whose range begins at `first`.
  struct Span {
    std::int64_t first = 0;
    std::int64_t next = 0;
    Entry entry;
  };

  // Adds a range; the part of it that was covered before, if any.
  std::optional<Span> Add(const Span& range);

  // What is covered, in order. More than one: offsets between two are missing.
  std::vector<Span> Spans() const;

 private:
  std::map<std::int64_t, Span> by_first_;
};

}  // namespace veil
