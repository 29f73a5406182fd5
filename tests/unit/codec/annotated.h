#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "eval/gold.h"

namespace veil {

// An annotated message without its markup, and the spans that must be found.
struct Annotated {
  std::string name;
  std::string bytes;
  std::vector<Span> identifiers;
};

// The messages of a folder of tests/corpus/dev whose names end with `ending`.
inline std::vector<Annotated> AnnotatedMessages(const std::string& folder, std::string_view ending = ".txt") {
  std::vector<Annotated> all;
  for (const auto& entry : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/corpus/dev/" + folder)) {
    const std::string name = entry.path().filename();
    if (!name.ends_with(ending)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    auto gold = ParseGold(std::string(std::istreambuf_iterator<char>(file), {}));
    EXPECT_TRUE(gold) << name;
    if (!gold) continue;
    Annotated message{name, std::move(gold->text), {}};
    for (const GoldSpan& span : gold->spans) {
      if (span.IsIdentifier()) message.identifiers.push_back(span.span);
    }
    all.push_back(std::move(message));
  }
  EXPECT_FALSE(all.empty()) << folder;
  return all;
}

}  // namespace veil
