#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "base/format.h"

namespace veil {

// What no table knew in many messages: how many of them had it, as rows for the tables under dictionaries/ to decide on
// (docs/formats/learn.md). It holds paths, which name things by words of a format only, and never a value.
class LearnReport {
 public:
  // The unknown paths of one message; each counts once.
  void Add(Format format, std::span<const std::string> unknown_paths);

  // The rows, tab-separated, with comments. Pasted into the tables they change nothing but that what they name is no
  // longer counted, until somebody decides what it is.
  std::string Draft() const;

 private:
  using Counts = std::map<std::string, std::uint64_t>;

  std::map<Format, Counts> counts_;
  std::size_t paths_ = 0;
  std::uint64_t further_ = 0;  // beyond the limit of paths
};

}  // namespace veil
