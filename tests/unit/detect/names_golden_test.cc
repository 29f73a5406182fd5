#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "detect/detector.h"
#include "detect/resolve.h"

namespace veil {
namespace {

// One annotated line (corpus markup), without its markup, with what every byte is.
struct Case {
  std::string text;
  std::vector<char> gold;  // 1: identifier; 0: must survive; 2: may stay
};

Case Read(const std::string& line) {
  Case result;
  for (std::size_t i = 0; i < line.size();) {
    if (line.compare(i, 2, "{{") != 0) {
      result.text += line[i++];
      result.gold.push_back(0);
      continue;
    }
    const std::size_t colon = line.find(':', i);
    const std::size_t end = line.find("}}", colon);
    const std::string type = line.substr(i + 2, colon - i - 2);
    const std::string words = line.substr(colon + 1, end - colon - 1);
    const bool stays = type == "YEAR" || type == "AGE" || type == "STATE";
    result.text += words;
    result.gold.insert(result.gold.end(), words.size(), static_cast<char>(type == "KEEP" ? 0 : stays ? 2 : 1));
    i = end + 2;
  }
  return result;
}

std::vector<bool> Covered(const std::string& text) {
  Document document;
  document.fields.emplace_back().text = PhiString(text);
  Findings findings;
  for (const auto& detector : MakeDetectors({})) EXPECT_TRUE(detector->Detect(document, findings));
  std::vector<bool> covered(text.size());
  for (const Finding& finding : Resolve(findings)) {
    for (std::size_t i = finding.span.begin; i < finding.span.end; ++i) covered[i] = true;
  }
  return covered;
}

bool IsLetterOrDigit(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

TEST(NamesGolden, FindsWhatIsMarkedAndNothingElse) {
  std::size_t lines = 0;
  for (const auto& file : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/golden/names")) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line); ++lines) {
      const Case expected = Read(line);
      const std::vector<bool> covered = Covered(expected.text);
      for (std::size_t i = 0; i < covered.size(); ++i) {
        if (expected.gold[i] == 2 || !IsLetterOrDigit(expected.text[i])) continue;
        EXPECT_EQ(covered[i], expected.gold[i] == 1) << file.path().filename() << ": " << line << " at byte " << i;
      }
    }
  }
  EXPECT_GT(lines, 0U);
}

}  // namespace
}  // namespace veil
