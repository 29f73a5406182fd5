#include "detect/check_digits.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

// Every number that differs from `valid` in one digit must fail; letters are left alone.
template <typename Check>
void ExpectOneWrongDigitIsSeen(const std::string& valid, Check holds) {
  EXPECT_TRUE(holds(valid));
  for (std::size_t i = 0; i < valid.size(); ++i) {
    if (valid[i] < '0' || valid[i] > '9') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = valid;
      changed[i] = digit;
      EXPECT_EQ(holds(changed), changed == valid) << changed;
    }
  }
}

TEST(CheckDigits, LuhnSeesOneWrongDigit) { ExpectOneWrongDigitIsSeen("79927398713", LuhnHolds); }

TEST(CheckDigits, LuhnNeedsDigits) {
  EXPECT_FALSE(LuhnHolds(""));
  EXPECT_FALSE(LuhnHolds("0"));
  EXPECT_FALSE(LuhnHolds("7992739871x"));
}

TEST(CheckDigits, NpiIsLuhnBehindItsPrefix) {
  ExpectOneWrongDigitIsSeen("1234567893", NpiHolds);  // the example of CMS
  EXPECT_FALSE(NpiHolds("3234567893"));
  EXPECT_FALSE(NpiHolds("123456789"));
}

TEST(CheckDigits, DeaWeighsEverySecondDigitTwice) {
  EXPECT_TRUE(DeaHolds("AB1234563"));
  EXPECT_TRUE(DeaHolds("a91234563"));
  EXPECT_FALSE(DeaHolds("AB1234564"));
  EXPECT_FALSE(DeaHolds("A11234563"));
  EXPECT_FALSE(DeaHolds("AB123456"));
}

TEST(CheckDigits, VinHasItsCheckDigitInPlaceNine) {
  EXPECT_TRUE(VinHolds("1M8GDM9AXKP042788"));  // the example of 49 CFR 565.15
  EXPECT_TRUE(VinHolds("1m8gdm9axkp042788"));
  EXPECT_TRUE(VinHolds("11111111111111111"));
  EXPECT_FALSE(VinHolds("1M8GDM9A1KP042788"));
  EXPECT_FALSE(VinHolds("1M8GDM9AXKP04278O"));
  EXPECT_FALSE(VinHolds("1M8GDM9AXKP04278"));
}

}  // namespace
}  // namespace veil
