#include "surrogate/dates.h"

#include <random>

#include "surrogate/calendar.h"
#include "surrogate/date_text.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

using surrogate::Day;

Value Date(std::string text, ActionKind action) {
  return {.type = IdentifierType::kDate, .text = std::move(text), .action = action};
}

std::string Iso(const Day& day) {
  char text[16];
  std::snprintf(text, sizeof(text), "%04d-%02d-%02d", day.year, day.month, day.day);
  return text;
}

Day Read(const std::string& iso) { return {std::stoi(iso), std::stoi(iso.substr(5)), std::stoi(iso.substr(8))}; }

// Days between, by walking.
int Between(Day from, const Day& to) {
  for (int days = 0; days <= 400; ++days) {
    if (surrogate::Plus(from, days) == to) return days;
    if (surrogate::Plus(from, -days) == to) return -days;
  }
  return 1000;
}

TEST(CalendarTest, DaysFollowEachOther) {
  Day day{1899, 12, 31};
  for (int i = 0; i < 80000; ++i) {
    const Day next = surrogate::Plus(day, 1);
    ASSERT_TRUE(surrogate::IsValid(next));
    const bool new_month = next.day == 1;
    ASSERT_EQ(new_month, day.day == surrogate::DaysInMonth(day.year, day.month));
    ASSERT_EQ(surrogate::Plus(next, -1), day);
    day = next;
  }
}

TEST(DatesTest, AllDatesOfASeedMoveByTheSameDaysAndNeverByNone) {
  std::mt19937 dice(3);
  for (int seed = 0; seed < 200; ++seed) {
    int shift = 0;
    for (int i = 0; i < 5; ++i) {
      const Day day = surrogate::Plus({2019, 1, 1}, static_cast<int>(dice() % 2000));
      const std::string made = Replaced(Date(Iso(day), ActionKind::kShift), Seed(std::to_string(seed)));
      const int moved = Between(day, Read(made));
      EXPECT_LT(moved, -35);
      EXPECT_GT(moved, -329);
      EXPECT_NE(moved % 7, 0);
      EXPECT_TRUE(i == 0 || moved == shift);
      shift = moved;
    }
  }
}

TEST(DatesTest, EveryFormSaysTheSameDay) {
  const auto made =
      Replaced({Date("3/4/2021", ActionKind::kShift), Date("2021-03-04", ActionKind::kShift),
                Date("20210304", ActionKind::kShift), Date("March 4, 2021", ActionKind::kShift),
                Date("04MAR2021", ActionKind::kShift), Date("march fourth twenty twenty one", ActionKind::kShift)});
  const auto first = surrogate::ReadDate(made[0]);
  ASSERT_TRUE(first);
  for (const std::string& text : made) {
    const auto date = surrogate::ReadDate(text);
    ASSERT_TRUE(date);
    EXPECT_EQ(date->dates[0].year, first->dates[0].year);
    EXPECT_EQ(date->dates[0].month, first->dates[0].month);
    EXPECT_EQ(date->dates[0].day, first->dates[0].day);
  }
}

TEST(DatesTest, AWeekdayMovesWithItsDate) {
  // 4 March 2021 was a Thursday.
  const auto made = Replaced({Date("Thursday", ActionKind::kShift), Date("2021-03-04", ActionKind::kShift)});
  const int moved = Between({2021, 3, 4}, Read(made[1]));
  EXPECT_EQ(made[0], surrogate::WeekdayName(((3 + moved) % 7 + 7) % 7));
}

TEST(DatesTest, ADateWithoutAYearLiesInTheYearOfTheOthers) {
  const auto made = Replaced({Date("3/4", ActionKind::kShift), Date("3/4/2020", ActionKind::kShift)});
  EXPECT_EQ(made[1].substr(0, made[0].size() + 1), made[0] + "/");
}

TEST(DatesTest, ABirthYearThatShowsAnAgeOver89Goes) {
  const auto made = Replaced({Date("7/22/1921", ActionKind::kGeneralize), Date("3/14/2021", ActionKind::kGeneralize),
                              Date("7/22/1940", ActionKind::kGeneralize), Date("6/6/1930", ActionKind::kGeneralize)});
  EXPECT_EQ(made, (std::vector<std::string>{"1931", "2021", "1940", "1931"}));
}

TEST(DatesTest, ABirthYearAloneIsJudgedByAYearThatMayBeTooLate) {
  EXPECT_EQ(Replaced(Date("7/22/1921", ActionKind::kGeneralize)), "1936");
}

TEST(DatesTest, TwoDigitsAreNoYearAfterTheMessage) {
  const auto made = Replaced({Date("3/11/47", ActionKind::kGeneralize), Date("3/14/2021", ActionKind::kGeneralize)});
  EXPECT_EQ(made[0], "1947");
}

TEST(DatesTest, AShiftedBirthShowsNoAgeOver90) {
  const auto made = Replaced({Date("1921-07-22", ActionKind::kShift), Date("2021-03-14", ActionKind::kShift),
                              Date("1931-03-14", ActionKind::kShift), Date("1931-03-15", ActionKind::kShift)});
  const Day written = Read(made[1]);
  // The 90th birthday is the last that shows.
  EXPECT_EQ(Read(made[0]).year, surrogate::Plus({1930, 7, 22}, Between({2021, 3, 14}, written)).year);
  EXPECT_EQ(Read(made[2]), surrogate::Plus({1931, 3, 14}, Between({2021, 3, 14}, written)));
  EXPECT_EQ(Read(made[3]), surrogate::Plus({1931, 3, 15}, Between({2021, 3, 14}, written)));
}

TEST(DatesTest, WhereOneDatePutsTheDayFirstAllDo) {
  const auto made = Replaced({Date("04/03/2021", ActionKind::kShift), Date("25/03/2021", ActionKind::kShift),
                              Date("2021-03-04", ActionKind::kShift)});
  const Day day = Read(made[2]);
  char text[16];
  std::snprintf(text, sizeof(text), "%02d/%02d/%04d", day.day, day.month, day.year);
  EXPECT_EQ(made[0], text);
}

TEST(DatesTest, DaysOfTwoMonthsThatSharedOneNameBoth) {
  int crossed = 0;
  for (int seed = 0; seed < 60; ++seed) {
    for (const char* text : {"March 3-9, 2021", "3-9 March 2021", "3/3-3/9/2021"}) {
      const std::string made = Replaced(Date(text, ActionKind::kShift), Seed(std::to_string(seed)));
      const auto date = surrogate::ReadDate(made);
      ASSERT_TRUE(date && date->is_range) << made;
      const auto day = [&](std::size_t i) {
        return Day{date->dates[i].year, date->dates[i].month, date->dates[i].day};
      };
      EXPECT_EQ(surrogate::DaysBetween(day(0), day(1)), 6) << made;
      crossed += date->dates[0].month != date->dates[1].month ? 1 : 0;
    }
  }
  EXPECT_GT(crossed, 10);
}

TEST(DatesTest, AHolidayMovesAsItsDateDoes) {
  const auto made = Replaced({Date("Thanksgiving", ActionKind::kShift), Date("November 23", ActionKind::kShift),
                              Date("2023-12-01", ActionKind::kShift)});
  EXPECT_EQ(made[0], made[1]);
}

TEST(DatesTest, ADateWithoutAYearLiesInTheYearThatIsClosest) {
  const auto made = Replaced({Date("12/28", ActionKind::kGeneralize), Date("1/6", ActionKind::kGeneralize),
                              Date("1/3/2022", ActionKind::kGeneralize)});
  EXPECT_EQ(made, (std::vector<std::string>{"2021", "2022", "2022"}));
}

TEST(DatesTest, ABirthDoesNotSayWhenTheMessageWasWritten) {
  Value birth = Date("5/2/2011", ActionKind::kGeneralize);
  birth.before = "DOB: ";
  Value seen = Date("3/4", ActionKind::kGeneralize);
  seen.before = "seen ";
  EXPECT_EQ(Replaced({birth, seen}), (std::vector<std::string>{"2011", "that day"}));
}

TEST(DatesTest, NoDateHidesBehindATimeOfDay) {
  for (const char* text : {"3/14/2021 10:30 3/15/2021", "3/14/2021 @ 1030 March 15, 2021", "3/14/2021 10:30 - 2021",
                           "3/14/2021 10:30-03/15/2021", "2021-03-14T10:30 2021-03-15"}) {
    const std::string made = Replaced(Date(text, ActionKind::kGeneralize));
    EXPECT_EQ(made.find("15"), std::string::npos) << made;
    const std::string moved = Replaced(Date(text, ActionKind::kShift));
    EXPECT_EQ(moved.find("/15"), std::string::npos) << moved;
    EXPECT_EQ(moved.find("March"), std::string::npos) << moved;
    EXPECT_EQ(moved.find("-03-15"), std::string::npos) << moved;
  }
}

}  // namespace
}  // namespace veil
