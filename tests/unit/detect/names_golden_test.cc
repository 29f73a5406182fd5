#include "golden.h"

namespace veil {
namespace {

TEST(NamesGolden, FindsWhatIsMarkedAndNothingElse) {
  const golden::Detectors detectors = MakeDetectors({});
  const std::size_t lines = golden::ForEachLine("names", [&](const golden::Case& expected, const std::string& where) {
    golden::ExpectCovered(expected, golden::Find(detectors, expected.text), where);
  });
  EXPECT_GT(lines, 0U);
}

}  // namespace
}  // namespace veil
