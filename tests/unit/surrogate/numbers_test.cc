#include <algorithm>
#include <set>

#include "base/fold.h"
#include "surrogate/check_digits.h"
#include "surrogate/text.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

using surrogate::Bare;
using surrogate::CheckDigit;
using surrogate::CheckDigitOf;

// A subject whose numbers are enciphered under a key.
Subject Keyed(std::string_view seed, std::string_view key = "a key") { return {Digest::Of(seed), Digest::Of(key)}; }

std::string One(const Value& value, const Subject& subject, CheckDigitRule rule = CheckDigitRule::kValid) {
  return Replaced(std::vector<Value>{value}, subject, rule).front();
}

std::string OneId(const std::string& text, const Subject& subject) {
  return One({.type = IdentifierType::kId, .text = text}, subject);
}

struct Proven {
  const char* text;
  CheckDigit kind;
};
constexpr Proven kProven[] = {{"1234567893", CheckDigit::kNpi},        {"4111111111111111", CheckDigit::kLuhn},
                              {"1M8GDM9AXKP042788", CheckDigit::kVin}, {"AB1234563", CheckDigit::kDea},
                              {"123456780", CheckDigit::kAba},         {"490154203237518", CheckDigit::kLuhn}};

TEST(NumbersTest, CheckDigitsStayRightOrBecomeWrongAsThePolicySays) {
  for (const auto& [text, kind] : kProven) {
    ASSERT_EQ(CheckDigitOf(Bare(text)), kind) << text;
    for (int seed = 0; seed < 50; ++seed) {
      for (const Subject& subject : {Subject{Seed(std::to_string(seed))}, Keyed("s", std::to_string(seed))}) {
        const Value value{.type = IdentifierType::kId, .text = text};
        EXPECT_EQ(CheckDigitOf(Bare(One(value, subject))), kind) << text;
        EXPECT_EQ(CheckDigitOf(Bare(One(value, subject, CheckDigitRule::kInvalid))), CheckDigit::kNone) << text;
      }
    }
  }
}

TEST(NumbersTest, NoSurrogateProvesItselfWhereItsOriginalDoesNot) {
  for (const char* text :
       {"1234567894", "2034567891", "4111111111111112", "1M8GDM9A1KP042788", "AB1234564", "123456781"}) {
    ASSERT_EQ(CheckDigitOf(Bare(text)), CheckDigit::kNone) << text;
    for (int seed = 0; seed < 100; ++seed) {
      EXPECT_EQ(CheckDigitOf(Bare(OneId(text, {Seed(std::to_string(seed))}))), CheckDigit::kNone) << text;
      EXPECT_EQ(CheckDigitOf(Bare(OneId(text, Keyed("s", std::to_string(seed))))), CheckDigit::kNone) << text;
    }
  }
}

TEST(NumbersTest, WhatIsIssuedToSomebodyIsNotHit) {
  for (int seed = 0; seed < 200; ++seed) {
    const Subject subject{Seed(std::to_string(seed))};
    EXPECT_EQ(OneId("1234567893", subject)[0], '2') << "no NPI begins with 2";
    EXPECT_EQ(OneId("1M8GDM9AXKP042788", subject)[9], 'U') << "no model year is U";
    const std::string ssn = One({.type = IdentifierType::kSsn, .text = "531-88-4406"}, subject);
    EXPECT_EQ(ssn[0], '9');
    EXPECT_TRUE(ssn[4] >= '1' && ssn[4] <= '4') << "a group of taxpayer numbers";
  }
}

TEST(NumbersTest, UnderAKeyOneNumberIsOneSurrogateForAllSubjects) {
  for (const char* text : {"5519027", "00418-226", "RX-44871/B", "8e0d7712-09c4-4418-b1b0-c0ffee9d30f5", "1234567893",
                           "AB1234563", "1M8GDM9AXKP042788", "7TR2-AB4-QP19"}) {
    EXPECT_EQ(OneId(text, Keyed("one")), OneId(text, Keyed("two"))) << text;
    EXPECT_NE(OneId(text, Keyed("one")), OneId(text, Keyed("one", "another key"))) << text;
    EXPECT_NE(OneId(text, {Seed("one")}), OneId(text, {Seed("two")})) << text;
  }
}

TEST(NumbersTest, UnderAKeyNeitherLabelNorPunctuationMatters) {
  const std::string mrn = One({.type = IdentifierType::kMrn, .text = "00418-2265"}, Keyed("one"));
  const std::string account = One({.type = IdentifierType::kAccount, .text = "004182265"}, Keyed("two"));
  EXPECT_EQ(Bare(mrn), account);
}

TEST(NumbersTest, UnderAKeyWhatIsTooShortComesFromTheSeed) {
  EXPECT_EQ(OneId("217-A", Keyed("one")), OneId("217-A", {Seed("one")}));
  EXPECT_EQ(OneId("44871", Keyed("one", "a")), OneId("44871", Keyed("one", "b")));
}

TEST(NumbersTest, UnderAKeyTheFormStays) {
  for (int key = 0; key < 50; ++key) {
    const std::string made = OneId("RX-44871/B", Keyed("s", std::to_string(key)));
    ASSERT_EQ(made.size(), 10U);
    EXPECT_TRUE(surrogate::IsUpper(made[0]) && surrogate::IsUpper(made[1]) && surrogate::IsUpper(made[9])) << made;
    EXPECT_TRUE(made[2] == '-' && made[8] == '/' && surrogate::AllDigits(made.substr(3, 5))) << made;
    EXPECT_NE(made[3], '0') << made;
    EXPECT_EQ(OneId("000412", Keyed("s", std::to_string(key)))[0], '0');
  }
}

TEST(NumbersTest, UnderAKeyNoTwoNumbersOfAllMessagesShareASurrogate) {
  std::set<std::string> made;
  constexpr int kCount = 6000;
  for (int i = 0; i < kCount; ++i) made.insert(OneId(std::to_string(4000000 + i), Keyed(std::to_string(i))));
  EXPECT_EQ(made.size(), std::size_t{kCount});
}

TEST(NumbersTest, AVeryLongCodeIsReplaced) {
  const std::string text(5000, '7');
  const std::string made = OneId(text, Keyed("s"));
  EXPECT_EQ(made.size(), text.size());
  EXPECT_NE(made, text);
}

// The leak check would find such a word in the output.
TEST(NumbersTest, NoSurrogateShowsACodeOfTheMessage) {
  std::vector<Value> values;
  std::set<std::string> codes;
  for (int i = 0; i < 60000; ++i) codes.insert(std::to_string(20000 + i));
  for (const std::string& code : codes) values.push_back({IdentifierType::kZip, code, ActionKind::kGeneralize});
  for (int i = 0; i < 200; ++i) values.push_back({IdentifierType::kMrn, "R-" + std::to_string(81000 + i) + "/4"});
  for (const Subject& subject : {Subject{Seed()}, Keyed("s")}) {
    const std::vector<std::string> made = Replaced(values, subject);
    for (std::size_t i = codes.size(); i < made.size(); ++i) {
      EXPECT_FALSE(codes.contains(made[i].substr(2, 5))) << made[i];
    }
  }
}

}  // namespace
}  // namespace veil
