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
      EXPECT_NE(moved, 0);
      EXPECT_LE(std::abs(moved), 365);
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

}  // namespace
}  // namespace veil
