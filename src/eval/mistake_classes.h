#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "eval/mistakes.h"

namespace veil {

// Mistakes of one kind, type and detail.
struct MistakeClass {
  MistakeKind kind = MistakeKind::kMissed;
  IdentifierType type = IdentifierType::kUnknown;
  std::string detail;
  std::size_t count = 0;
  std::size_t documents = 0;       // that hold one
  std::vector<std::string> lines;  // one a mistake, with annotated text (ShowMistake)
};

// Gathers the mistakes of a corpus.
class MistakeClasses {
 public:
  void Add(const std::string& name, const Gold& gold, std::span<const Mistake> mistakes);

  // The largest first; equal ones in order of kind, type, detail.
  std::vector<MistakeClass> Sorted() const;

 private:
  using Key = std::tuple<MistakeKind, IdentifierType, std::string>;
  std::map<Key, MistakeClass> classes_;
};

// All mistakes, class after class, with annotated text:
//   # 12 MISSED DATE 9/9
//   MISSED DATE notes/a.txt:123 seen on «3/4» by the surgeon
std::string MistakeListing(std::span<const MistakeClass> classes);

// One line a class, with counts; no text.
std::string MistakeTable(std::span<const MistakeClass> classes);

// The same as a JSON array.
std::string MistakeJson(std::span<const MistakeClass> classes);

}  // namespace veil
