#include "policy/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace veil {
namespace {

const std::string kFolder = std::string(VEIL_SOURCE_DIR) + "/deploy/policies";

std::string Shipped(const std::string& name) {
  std::ifstream in(kFolder + "/" + name + ".yaml");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

std::string ErrorOf(const std::string& yaml) {
  const auto policy = Policy::Parse(yaml, "p.yaml");
  return policy ? "" : policy.error().ToString();
}

TEST(PolicyTest, SafeHarborReplacesEveryIdentifierAndKeepsWhatMayStay) {
  const auto policy = Policy::Load("safe-harbor", kFolder);
  ASSERT_TRUE(policy) << policy.error().ToString();
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    // A year goes where it shows an age over 89.
    const bool kept = MayStay(type) && type != IdentifierType::kYear;
    EXPECT_EQ(policy->ActionFor(type, "text") == ActionKind::kKeep, kept) << IdentifierTypeName(type).view();
  }
  EXPECT_EQ(policy->derivation(), Derivation::kForbidden);
}

TEST(PolicyTest, TheDigestDoesNotDependOnLayout) {
  const std::string text = Shipped("safe-harbor");
  const auto policy = Policy::Parse(text, "a");
  const auto moved = Policy::Parse(
      Replaced(Replaced(text, "  ID: surrogate\n", ""), "actions:\n", "actions:\n  ID:   surrogate # x\n"), "b");
  const auto changed = Policy::Parse(Replaced(text, "  ID: surrogate", "  ID: redact"), "c");
  ASSERT_TRUE(policy && moved && changed);
  EXPECT_EQ(policy->digest(), moved->digest());
  EXPECT_NE(policy->digest(), changed->digest());
}

TEST(PolicyTest, TheLongestFieldPathWins) {
  const auto policy = Policy::Parse(Shipped("research-dateshift") +
                                        "fields:\n  - {path: PID, action: redact}\n  - {path: PID-5, action: mask}\n"
                                        "  - {path: PV1-3, action: keep}\n",
                                    "p.yaml");
  ASSERT_TRUE(policy) << policy.error().ToString();
  EXPECT_EQ(policy->ActionFor(IdentifierType::kNamePatient, "PID-5.1"), ActionKind::kMask);
  EXPECT_EQ(policy->ActionFor(IdentifierType::kId, "PV1-3.2"), ActionKind::kKeep);
  EXPECT_EQ(policy->ActionFor(IdentifierType::kId, "PV1-30"), ActionKind::kSurrogate) << "PV1-3 is not PV1-30";
}

TEST(PolicyTest, ColumnsAndMembersAreIdentifiersFreeTextSafeOrUnknown) {
  const std::string text = Shipped("safe-harbor");
  const auto policy = Policy::Parse(
      text + "columns: {Last Name: NAME_PATIENT/family, MRN: MRN, Note: free_text}\nmembers: {a.b: safe, c: unknown}\n",
      "p.yaml");
  ASSERT_TRUE(policy) << policy.error().ToString();
  ASSERT_EQ(policy->columns().size(), 3U);
  EXPECT_EQ(policy->columns()[0].name, "Last Name");
  EXPECT_EQ(policy->columns()[0].part, NamedPart::kFamily);
  EXPECT_EQ(policy->columns()[1].type, IdentifierType::kMrn);
  EXPECT_EQ(policy->columns()[2].named_class, NamedClass::kFreeText);
  ASSERT_EQ(policy->members().size(), 2U);
  EXPECT_EQ(policy->members()[0].named_class, NamedClass::kSafe);
  EXPECT_NE(policy->digest(), Policy::Parse(text, "p.yaml")->digest());
}

TEST(PolicyTest, CheckDigitsAreValidUnlessThePolicySaysOtherwise) {
  const std::string text = Shipped("safe-harbor");
  const auto silent = Policy::Parse(text, "a");
  const auto valid = Policy::Parse(text + "check_digits: valid\n", "b");
  const auto invalid = Policy::Parse(text + "check_digits: invalid\n", "c");
  ASSERT_TRUE(silent && valid && invalid);
  EXPECT_EQ(silent->check_digits(), CheckDigitRule::kValid);
  EXPECT_EQ(invalid->check_digits(), CheckDigitRule::kInvalid);
  EXPECT_EQ(silent->digest(), valid->digest());
  EXPECT_NE(silent->digest(), invalid->digest());
}

TEST(PolicyTest, ErrorsHaveAPlace) {
  const std::string text = "name: x\nbasis: safe_harbor\nderivation: forbidden\nactions:\n";
  EXPECT_TRUE(ErrorOf(text + "  DATE: shift\n  NAMES: keep\n").starts_with("p.yaml:6:10: actions.NAMES: "));
  const std::string whole = Shipped("safe-harbor");
  const auto lines = std::to_string(std::count(whole.begin(), whole.end(), '\n') + 2);
  EXPECT_TRUE(
      ErrorOf(whole + "columns:\n  A. Name: NAMEE\n").starts_with("p.yaml:" + lines + ":12: columns.A. Name: "));
  EXPECT_TRUE(ErrorOf(whole + "members:\n  a.b: MRN/given\n").starts_with("p.yaml:" + lines + ":8: members.a.b: "));
}

TEST(PolicyTest, ErrorsSayWhatIsWrong) {
  const std::string text = Shipped("safe-harbor");
  EXPECT_NE(ErrorOf(Replaced(text, "  ID: surrogate\n", "")).find("ID has no action"), std::string::npos);
  EXPECT_NE(ErrorOf(Replaced(text, "  ID:", "  IDD:")).find("'IDD' is no identifier type"), std::string::npos);
  EXPECT_NE(ErrorOf(Replaced(text, "DATE: generalize", "DATE: shift")).find("does not allow dates to be shifted"),
            std::string::npos);
  EXPECT_NE(ErrorOf(Replaced(text, "SSN: surrogate", "SSN: keep")).find("does not allow SSN to be kept"),
            std::string::npos);
  EXPECT_NE(ErrorOf(Replaced(text, "derivation: forbidden", "derivation: keyed")).find("164.514(c)"),
            std::string::npos);
  EXPECT_NE(ErrorOf(Replaced(text, "SSN: surrogate", "SSN: shift")).find("SSN cannot be 'shift'"), std::string::npos);
  EXPECT_FALSE(Policy::Load("no-such-policy", kFolder));
}

}  // namespace
}  // namespace veil
