#include "surrogate/holidays.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace veil::surrogate {
namespace {

Day On(std::string_view name, int year) {
  const auto holiday = HolidayOfWords(name);
  EXPECT_TRUE(holiday) << name;
  return holiday ? DayOfHoliday(*holiday, year) : Day{};
}

TEST(HolidaysTest, DaysOfTheWeekAndOfTheYearFallWhereTheyFell) {
  EXPECT_EQ(On("thanksgiving", 2023), (Day{2023, 11, 23}));
  EXPECT_EQ(On("blackfriday", 2019), (Day{2019, 11, 29}));
  EXPECT_EQ(On("memorialday", 2024), (Day{2024, 5, 27}));
  EXPECT_EQ(On("laborday", 2025), (Day{2025, 9, 1}));
  EXPECT_EQ(On("mlkday", 2022), (Day{2022, 1, 17}));
  EXPECT_EQ(On("mothersday", 2021), (Day{2021, 5, 9}));
  EXPECT_EQ(On("electionday", 2022), (Day{2022, 11, 8}));
  EXPECT_EQ(On("victoriaday", 2023), (Day{2023, 5, 22}));
  EXPECT_EQ(On("superbowl", 2021), (Day{2021, 2, 7}));
  EXPECT_EQ(On("superbowlsunday", 2024), (Day{2024, 2, 11}));
  EXPECT_EQ(On("leapday", 2024), (Day{2024, 2, 29}));
}

TEST(HolidaysTest, EasterAndWhatIsCountedFromItFallWhereTheyFell) {
  EXPECT_EQ(On("easter", 2000), (Day{2000, 4, 23}));
  EXPECT_EQ(On("easter", 2024), (Day{2024, 3, 31}));
  EXPECT_EQ(On("goodfriday", 2021), (Day{2021, 4, 2}));
  EXPECT_EQ(On("ashwednesday", 2024), (Day{2024, 2, 14}));
  EXPECT_EQ(On("mardigras", 2025), (Day{2025, 3, 4}));
}

TEST(HolidaysTest, FeastsOfTheMoonAreAtMostADayOff) {
  const auto near = [](std::string_view name, const Day& day) {
    EXPECT_LE(std::abs(DaysBetween(On(name, day.year), day)), 1) << name << " " << day.year;
  };
  near("passover", {2020, 4, 9});
  near("passover", {2023, 4, 6});
  near("passover", {2024, 4, 23});
  near("roshhashanah", {2022, 9, 26});
  near("yomkippur", {2024, 10, 12});
  near("hanukkah", {2021, 11, 29});
  near("ramadan", {2021, 4, 13});
  near("ramadan", {2024, 3, 11});
  near("eidalfitr", {2023, 4, 21});
  near("eidaladha", {2022, 7, 9});
  near("lunarnewyear", {2023, 1, 22});
  near("lunarnewyear", {2025, 1, 29});
  near("diwali", {2022, 10, 24});
  near("diwali", {2023, 11, 12});
}

}  // namespace
}  // namespace veil::surrogate
