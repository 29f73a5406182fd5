#include <algorithm>
#include <random>
#include <set>

#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

constexpr IdentifierType kNumbers[] = {IdentifierType::kSsn,     IdentifierType::kMrn,     IdentifierType::kHealthPlan,
                                       IdentifierType::kAccount, IdentifierType::kLicense, IdentifierType::kVehicle,
                                       IdentifierType::kDevice,  IdentifierType::kId};

// A value of each type, as people write it.
const std::vector<Value>& Examples() {
  using T = IdentifierType;
  static const std::vector<Value> kExamples = {
      {T::kNamePatient, "Gregor Tillman"},
      {T::kNameRelative, "Paulette"},
      {T::kNameProvider, "Dr. I. Washburn"},
      {T::kStreet, "771 Cottonwood Ave"},
      {T::kCity, "Tooele"},
      {T::kZip, "84074"},
      {T::kFacility, "Stansbury Clinic"},
      {T::kDate, "3/14/2021"},
      {T::kAgeOver89, "93"},
      {T::kPhone, "(435) 555-0128"},
      {T::kEmail, "g.tillman@mail.test"},
      {T::kSsn, "531-88-4406"},
      {T::kMrn, "5519027"},
      {T::kHealthPlan, "7TR2-AB4-QP19"},
      {T::kAccount, "30088117"},
      {T::kLicense, "BM3308613"},
      {T::kVehicle, "842 MKT"},
      {T::kDevice, "SU-118377"},
      {T::kUrl, "https://portal.test/gt"},
      {T::kIp, "10.44.17.203"},
      {T::kBiometric, "gt_face.jpg"},
      {T::kId, "217-A"},
      {T::kYear, "2021"},
      {T::kAge, "43"},
      {T::kState, "UT"},
  };
  return kExamples;
}

std::string Shape(const std::string& text) {
  std::string shape;
  for (const char c : text) {
    shape += c >= '0' && c <= '9' ? '9' : c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : c;
  }
  return shape;
}

TEST(SurrogateContractTest, NoSurrogateIsItsOriginalAndAReplayGivesTheSame) {
  for (const Value& value : Examples()) {
    for (int i = 0; i < 60; ++i) {
      const Digest seed = Seed(std::to_string(i));
      const std::string made = Replaced(value, seed);
      // A shift of a few days leaves the year.
      EXPECT_TRUE(made != value.text || value.type == IdentifierType::kYear);
      EXPECT_FALSE(made.empty());
      EXPECT_EQ(made.find('\n'), std::string::npos);
      EXPECT_EQ(made, Replaced(value, seed));
    }
  }
}

TEST(SurrogateContractTest, NothingDependsOnTheOrderOfTheMessage) {
  std::vector<Value> values = Examples();
  std::vector<std::pair<std::string, std::string>> made;
  std::mt19937 dice(5);
  for (int round = 0; round < 10; ++round) {
    const std::vector<std::string> texts = Replaced(values);
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 0; i < values.size(); ++i) pairs.emplace_back(values[i].text, texts[i]);
    std::sort(pairs.begin(), pairs.end());
    if (round == 0) made = pairs;
    EXPECT_EQ(made, pairs);
    std::shuffle(values.begin(), values.end(), dice);
  }
}

TEST(SurrogateContractTest, EveryActionHasAReplacementForEveryType) {
  std::vector<Value> values = Examples();
  values.push_back({IdentifierType::kUnknown, "anything"});
  for (std::size_t action = 0; action < kActionKindCount; ++action) {
    for (const bool structured : {false, true}) {
      for (Value& value : values) {
        value.action = static_cast<ActionKind>(action);
        value.structured = structured;
      }
      const bool kept = static_cast<ActionKind>(action) == ActionKind::kKeep;
      EXPECT_EQ(Replaced(values).size(), kept ? 0U : values.size());
    }
  }
}

TEST(SurrogateContractTest, MadeUpTextOfEveryTypeIsReplaced) {
  std::mt19937 dice(17);
  const std::string_view alphabet = "abzAZ019 -/.,'@:()#\xC3\xA9";
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (std::uint32_t size = 1 + static_cast<std::uint32_t>(dice() % 24); size > 0; --size) {
      const char c = alphabet[dice() % alphabet.size()];
      text += c == '\xC3' || c == '\xA9' ? std::string("\xC3\xA9") : std::string(1, c);
    }
    std::vector<Value> values;
    for (std::size_t type = 0; type < kIdentifierTypeCount; ++type) {
      for (const ActionKind action : {ActionKind::kSurrogate, ActionKind::kShift, ActionKind::kGeneralize}) {
        values.push_back({static_cast<IdentifierType>(type), text, action});
      }
    }
    EXPECT_EQ(Replaced(values).size(), values.size());
  }
}

TEST(SurrogateContractTest, NumbersKeepTheirShape) {
  std::mt19937 dice(23);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::uint32_t size = 4 + static_cast<std::uint32_t>(dice() % 14); size > 0; --size) {
      text += "0123456789ABxy-. "[dice() % 17];
    }
    text += "7";
    const std::string made = Replaced({.type = kNumbers[round % 8], .text = text});
    EXPECT_EQ(Shape(made), Shape(text));
    EXPECT_NE(made, text);
  }
}

TEST(SurrogateContractTest, OneNumberInTwoWaysOfWritingIsOne) {
  const auto made = Replaced({{IdentifierType::kMrn, "00418-226"}, {IdentifierType::kId, "00418226"}});
  EXPECT_EQ(made[0].substr(0, 5) + made[0].substr(6), made[1]);
}

TEST(SurrogateContractTest, TheLastFourDigitsAreThoseOfTheKnownNumber) {
  const auto made = Replaced({{IdentifierType::kSsn, "4406"}, {IdentifierType::kSsn, "531-88-4406"}});
  EXPECT_EQ(made[0], made[1].substr(7));
}

TEST(SurrogateContractTest, DifferentNumbersNeverShareASurrogate) {
  std::vector<Value> values;
  for (int i = 0; i < 90; ++i) values.push_back({IdentifierType::kPhone, "509-326-88" + std::to_string(10 + i)});
  for (int i = 0; i < 500; ++i) values.push_back({IdentifierType::kMrn, std::to_string(1000 + i)});
  const auto made = Replaced(values);
  EXPECT_EQ(std::set<std::string>(made.begin(), made.end()).size(), made.size());
}

TEST(SurrogateContractTest, AnAddressAgreesWithItself) {
  const Value city{.type = IdentifierType::kCity, .text = "Tooele", .after = ", UT", .group = 3};
  const auto made = Replaced({city, {.type = IdentifierType::kZip, .text = "84074", .group = 3}});
  EXPECT_EQ(made[1][0], '8') << "a city of Utah has a code of Utah";
  EXPECT_EQ(made[1][1], '4');
}

TEST(SurrogateContractTest, AShortFormOfAFacilityFollowsItsName) {
  const auto made = Replaced({{IdentifierType::kFacility, "Stansbury Creek Hospital"},
                              {IdentifierType::kFacility, "Stansbury"},
                              {IdentifierType::kFacility, "SCH"}});
  EXPECT_TRUE(made[0].starts_with(made[1] + " "));
  EXPECT_EQ(made[2][0], made[1][0]);
  EXPECT_EQ(made[2][2], 'H');
}

}  // namespace
}  // namespace veil
