#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "detect/detector.h"
#include "detect/resolve.h"

namespace veil::golden {

// A marked span of an annotated line (docs: tests/corpus/ANNOTATION.md).
struct Mark {
  Span span;
  std::string type;

  bool MustBeFound() const { return type != "KEEP" && !MayStay(); }
  bool MayStay() const { return type == "YEAR" || type == "AGE" || type == "STATE"; }
};

// One annotated line without its markup.
struct Case {
  std::string text;
  std::vector<Mark> marks;
};

inline Case ReadCase(const std::string& line) {
  Case result;
  for (std::size_t i = 0; i < line.size();) {
    if (line.compare(i, 2, "{{") != 0) {
      result.text += line[i++];
      continue;
    }
    const std::size_t colon = line.find(':', i);
    const std::size_t end = line.find("}}", colon);
    const std::size_t begin = result.text.size();
    result.text += line.substr(colon + 1, end - colon - 1);
    result.marks.push_back({{begin, result.text.size()}, line.substr(i + 2, colon - i - 2)});
    i = end + 2;
  }
  return result;
}

using Detectors = std::vector<std::unique_ptr<const Detector>>;

inline Findings Find(const Detectors& detectors, const std::string& text) {
  Document document;
  document.fields.emplace_back().text = PhiString(text);
  Findings findings;
  const Readings readings(document, Lexicon::Embedded());
  for (const auto& detector : detectors) EXPECT_TRUE(detector->Detect(document, readings, findings));
  return Resolve(findings);
}

inline bool IsLetterOrDigit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// Every letter and digit of what must be found is covered and nothing else is; what may stay may be either.
inline void ExpectCovered(const Case& expected, const Findings& findings, const std::string& where) {
  std::vector<char> gold(expected.text.size(), 0);
  std::vector<char> covered(expected.text.size(), 0);
  for (const Mark& mark : expected.marks) {
    for (std::size_t i = mark.span.begin; i < mark.span.end; ++i) gold[i] = mark.MayStay() ? 2 : mark.MustBeFound();
  }
  for (const Finding& finding : findings) {
    for (std::size_t i = finding.span.begin; i < finding.span.end; ++i) covered[i] = 1;
  }
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (gold[i] == 2 || !IsLetterOrDigit(expected.text[i])) continue;
    EXPECT_EQ(covered[i] == 1, gold[i] == 1) << where << " at byte " << i;
  }
}

// Every marked span has a finding of its own type in it; names and unknown numbers count as PublicTypeName says.
inline void ExpectTypes(const Case& expected, const Findings& findings, const std::string& where) {
  for (const Mark& mark : expected.marks) {
    if (mark.type == "KEEP") continue;
    bool right = false;
    for (const Finding& finding : findings) {
      right = right || (finding.span.Overlaps(mark.span) && IdentifierTypeName(finding.type).view() == mark.type);
    }
    EXPECT_TRUE(right) << where << " has no " << mark.type << " at byte " << mark.span.begin;
  }
}

// Calls `check(case, where)` for each line of each file of tests/golden/<folder>. A line that begins with # is a
// comment. Golden lines are invented, so a failure may quote them. Returns how many lines there were.
template <typename Check>
std::size_t ForEachLine(const std::string& folder, const Check& check) {
  std::size_t lines = 0;
  for (const auto& file : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/golden/" + folder)) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line.front() == '#') continue;
      check(ReadCase(line), file.path().filename().string() + ": " + line);
      ++lines;
    }
  }
  return lines;
}

}  // namespace veil::golden
