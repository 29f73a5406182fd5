#include "policy/policy.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <vector>

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

std::vector<std::string> AllErrorsOf(const std::string& yaml) {
  const std::string path = testing::TempDir() + "veil-policy-" + std::to_string(getpid()) + ".yaml";
  std::ofstream(path) << yaml;
  std::vector<std::string> errors;
  for (ConfigError error : Policy::Lint(path, "")) {
    error.file = "p.yaml";
    errors.push_back(error.ToString());
  }
  std::filesystem::remove(path);
  return errors;
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
  const auto changed = Policy::Parse(Replaced(text, "  ID: surrogate", "  ID: redact"), "c");
  ASSERT_TRUE(policy && changed);
  EXPECT_NE(policy->digest(), changed->digest());
  std::vector<std::string> actions;
  std::istringstream lines(text.substr(text.find("actions:\n") + 9));
  for (std::string line; std::getline(lines, line);) {
    if (line.find(':') != std::string::npos) actions.push_back(line.substr(2, line.find(" #") - 2));
  }
  std::vector<std::string> rest = {"name:   'safe-harbor'   # quoted", "basis: \"safe_harbor\"",
                                   "derivation: forbidden"};
  std::mt19937 dice(3);
  for (int i = 0; i < 50; ++i) {
    std::shuffle(actions.begin(), actions.end(), dice);
    std::shuffle(rest.begin(), rest.end(), dice);
    std::string moved = "# another comment\n" + rest[0] + "\nactions: {";
    for (const std::string& action : actions) moved += (moved.back() == '{' ? "" : ",\n\n   ") + action;
    const auto read = Policy::Parse(moved + "}\n" + rest[1] + "\n" + rest[2] + "\n", "b");
    ASSERT_TRUE(read) << read.error().ToString();
    EXPECT_EQ(read->digest(), policy->digest());
  }
}

TEST(PolicyTest, TheCanonicalFormParsesToItself) {
  const std::string odd =
      Shipped("research-dateshift") +
      "providers: kept\nfields:\n  - {path: 'PID-5', action: mask}\n  - {path: 'a: \"b\"', action: redact}\n"
      "columns: {'Last \"Name\" \\': NAME_PATIENT/family, '\xC3\xA9, #1': free_text, 'true': safe}\n"
      "members: {a.b: DATE}\n";
  for (const std::string& text : {Shipped("safe-harbor"), Shipped("limited-data-set"), Shipped("research-dateshift"),
                                  Shipped("audit-only"), odd}) {
    const auto policy = Policy::Parse(text, "p.yaml");
    ASSERT_TRUE(policy) << policy.error().ToString();
    const auto again = Policy::Parse(policy->canonical(), "canonical.yaml");
    ASSERT_TRUE(again) << again.error().ToString();
    EXPECT_EQ(again->canonical(), policy->canonical());
    EXPECT_EQ(again->digest(), policy->digest());
    EXPECT_EQ(again->columns(), policy->columns());
    EXPECT_EQ(again->fields(), policy->fields());
    EXPECT_EQ(again->providers(), policy->providers());
    EXPECT_EQ(again->output(), policy->output());
  }
}

TEST(PolicyTest, ALimitedDataSetKeepsDatesAndPlacesAndNoDirectIdentifier) {
  const auto policy = Policy::Load("limited-data-set", kFolder);
  ASSERT_TRUE(policy) << policy.error().ToString();
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    const auto type = static_cast<IdentifierType>(i);
    const bool may_stay = MayStay(type) || type == IdentifierType::kDate || type == IdentifierType::kCity ||
                          type == IdentifierType::kZip || type == IdentifierType::kAgeOver89;
    EXPECT_EQ(policy->ActionFor(type, "text") == ActionKind::kKeep, may_stay) << IdentifierTypeName(type).view();
  }
  const std::string text = Shipped("limited-data-set");
  for (const char* type : {"STREET", "PHONE", "EMAIL", "SSN", "MRN", "HEALTH_PLAN", "ACCOUNT", "LICENSE", "VEHICLE",
                           "DEVICE", "URL", "IP", "BIOMETRIC", "FACILITY", "NAME"}) {
    const std::string word = type;
    EXPECT_NE(ErrorOf(Replaced(text, "  " + word + ": surrogate", "  " + word + ": keep")).find("to be kept"),
              std::string::npos)
        << word;
  }
  EXPECT_NE(ErrorOf(text + "fields: [{path: PID-5, action: keep}]\n").find("field PID-5 to be kept"),
            std::string::npos);
}

TEST(PolicyTest, APolicyThatPublishesNothingSaysNothingOfActions) {
  const auto policy = Policy::Load("audit-only", kFolder);
  ASSERT_TRUE(policy) << policy.error().ToString();
  EXPECT_EQ(policy->output(), PolicyOutput::kNone);
  const std::vector<std::string> errors = AllErrorsOf(Replaced(Shipped("safe-harbor"), "name:", "output: none\nname:"));
  EXPECT_EQ(errors.size(), 3U);
  EXPECT_NE(errors.at(0).find("a policy with output none publishes nothing, so it has no 'basis'"), std::string::npos);
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
  const std::string whole = Shipped("safe-harbor");
  const auto lines = std::to_string(std::count(whole.begin(), whole.end(), '\n') + 2);
  EXPECT_TRUE(
      ErrorOf(whole + "columns:\n  A. Name: NAMEE\n").starts_with("p.yaml:" + lines + ":12: columns.A. Name: "));
  EXPECT_TRUE(ErrorOf(whole + "members:\n  a.b: MRN/given\n").starts_with("p.yaml:" + lines + ":8: members.a.b: "));
  EXPECT_TRUE(ErrorOf(whole + "fields:\n  - {path: PID, action: mask}\n  - {path: PID-7, action: keep}\n")
                  .starts_with("p.yaml:" + std::to_string(std::stoi(lines) + 1) + ":27: fields.1.action: "));
}

TEST(PolicyTest, AllThatIsWrongIsSaidInTheOrderOfTheFile) {
  const std::string text = "name: x\nbasis: safe_harbor\nderivation: forbidden\nactions:\n";
  const std::vector<std::string> errors =
      AllErrorsOf(text + "  DATE: shift\n  STRET: mask\n  SSN: keep\n  NAMES: keep\n");
  ASSERT_GE(errors.size(), 4U);
  EXPECT_TRUE(errors[0].starts_with("p.yaml:5:9: actions.DATE: basis safe_harbor does not allow dates to be shifted"));
  EXPECT_EQ(errors[1], "p.yaml:6:3: actions.STRET: 'STRET' is no identifier type; did you mean 'STREET'?");
  EXPECT_TRUE(errors[2].starts_with("p.yaml:7:8: actions.SSN: basis safe_harbor does not allow SSN to be kept"));
  EXPECT_EQ(errors[3], "p.yaml:8:3: actions.NAMES: 'NAMES' is no identifier type; did you mean 'NAME'?");
  EXPECT_NE(errors[4].find("NAME_PATIENT has no action"), std::string::npos);
  const std::vector<std::string> schema =
      AllErrorsOf("nam: x\nbasis: safe_harbour\nderivation: keyd\nactions: {DATE: shfit}\n");
  EXPECT_EQ(schema, (std::vector<std::string>{
                        "p.yaml:1:1: unknown key 'nam'; did you mean 'name'?",
                        "p.yaml:2:8: 'safe_harbour' is not a value of 'basis'; did you mean 'safe_harbor'?",
                        "p.yaml:3:13: 'keyd' is not a value of 'derivation'; did you mean 'keyed'?",
                        "p.yaml:4:17: 'shfit' is not a value of 'value'; did you mean 'shift'?"}));
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
  EXPECT_NE(ErrorOf(text + "fields: [{path: A, action: mask}, {path: A, action: redact}]\n").find("A is given twice"),
            std::string::npos);
  const auto unknown = Policy::Load("safe-habor", kFolder);
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().what.find("did you mean 'safe-harbor'?"), std::string::npos);
}

}  // namespace
}  // namespace veil
