#include "detect/patterns.h"
#include "golden.h"

namespace veil {
namespace {

TEST(PatternsGolden, FindsWhatIsMarkedAndNothingElse) {
  golden::Detectors detectors;
  detectors.push_back(std::make_unique<PatternDetector>());
  const std::size_t lines =
      golden::ForEachLine("patterns", [&](const golden::Case& expected, const std::string& where) {
        const Findings findings = golden::Find(detectors, expected.text);
        golden::ExpectCovered(expected, findings, where);
        golden::ExpectTypes(expected, findings, where);
      });
  EXPECT_GT(lines, 0U);
}

}  // namespace
}  // namespace veil
