#include "detect/resolve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace veil {
namespace {

constexpr std::size_t kFields = 3;
constexpr std::size_t kBytes = 60;

using Cover = std::vector<std::vector<bool>>;

Cover CoverOf(const Findings& findings) {
  Cover cover(kFields, std::vector<bool>(kBytes));
  for (const Finding& finding : findings) {
    for (std::size_t i = finding.span.begin; i < finding.span.end; ++i) cover[finding.field][i] = true;
  }
  return cover;
}

Findings RandomFindings(std::mt19937& random) {
  Findings findings(random() % 12);
  for (Finding& finding : findings) {
    finding.field = random() % kFields;
    finding.span.begin = random() % kBytes;
    finding.span.end = finding.span.begin + random() % (kBytes - finding.span.begin + 1);
    finding.type = static_cast<IdentifierType>(random() % kIdentifierTypeCount);
    finding.evidence = static_cast<Evidence>(random() % 6);
    finding.confidence = static_cast<float>(random() % 4) / 4;
  }
  return findings;
}

TEST(Resolve, NeverUncoversAByte) {
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    const Findings findings = RandomFindings(random);
    ASSERT_EQ(CoverOf(Resolve(findings)), CoverOf(findings));
  }
}

TEST(Resolve, GivesSortedDisjointFindings) {
  std::mt19937 random(2);
  for (int round = 0; round < 5000; ++round) {
    const Findings resolved = Resolve(RandomFindings(random));
    for (std::size_t i = 1; i < resolved.size(); ++i) {
      const bool later_field = resolved[i - 1].field < resolved[i].field;
      ASSERT_TRUE(later_field || resolved[i - 1].span.end <= resolved[i].span.begin);
    }
  }
}

TEST(Resolve, DoesNotDependOnTheOrderOfFindings) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    Findings findings = RandomFindings(random);
    const Findings resolved = Resolve(findings);
    std::shuffle(findings.begin(), findings.end(), random);
    ASSERT_EQ(Resolve(findings), resolved);
  }
}

TEST(Resolve, TheStrongestEvidenceGivesTheType) {
  const Findings resolved = Resolve({{0, {0, 9}, IdentifierType::kCity, Evidence::kDictionary, 1},
                                     {0, {4, 6}, IdentifierType::kNamePatient, Evidence::kField, 0.5F}});
  ASSERT_EQ(resolved.size(), 1U);
  EXPECT_EQ(resolved[0].type, IdentifierType::kNamePatient);
  EXPECT_EQ(resolved[0].span, (Span{0, 9}));
}

TEST(Resolve, AnAddressOfTheNetIsNoNameThoughItHoldsOne) {
  const Findings resolved = Resolve({{0, {2, 8}, IdentifierType::kNamePatient, Evidence::kKnown, 1},
                                     {0, {0, 20}, IdentifierType::kEmail, Evidence::kPattern, 1}});
  ASSERT_EQ(resolved.size(), 1U);
  EXPECT_EQ(resolved[0].type, IdentifierType::kEmail);
  EXPECT_EQ(resolved[0].span, (Span{0, 20}));
}

TEST(Resolve, WhatMayStayYieldsToAnIdentifier) {
  const Findings resolved = Resolve({{0, {0, 10}, IdentifierType::kYear, Evidence::kField, 1},
                                     {0, {2, 3}, IdentifierType::kDate, Evidence::kConsistency, 0.1F}});
  ASSERT_EQ(resolved.size(), 1U);
  EXPECT_EQ(resolved[0].type, IdentifierType::kDate);
}

}  // namespace
}  // namespace veil
