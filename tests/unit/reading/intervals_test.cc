#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <regex>
#include <set>

#include "unit/reading/rewritten.h"

namespace veil {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kAgeShown = 90;

// Reads whole dates in four forms with nothing of the program's own.
std::optional<sys_days> ReadDay(const std::string& text) {
  struct Form {
    std::regex pattern;
    int year, month, day;
  };
  static const Form kForms[] = {
      {std::regex(R"(\D*(\d{1,2})[/-](\d{1,2})[/-](\d{4}))"), 3, 1, 2},
      {std::regex(R"((\d{4})-(\d{2})-(\d{2}))"), 1, 2, 3},
      {std::regex(R"((19\d\d|20\d\d)(\d{2})(\d{2})(\d{4}|\d{6})?)"), 1, 2, 3},
  };
  static const std::regex kWritten(R"((Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d{1,2}), (\d{4}))");
  std::smatch parts;
  std::array<int, 3> numbers{};
  if (std::regex_match(text, parts, kWritten)) {
    const std::string months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    numbers = {std::stoi(parts[3]), static_cast<int>(months.find(parts[1].str()) / 3) + 1, std::stoi(parts[2])};
  } else {
    for (const Form& form : kForms) {
      if (!std::regex_match(text, parts, form.pattern)) continue;
      numbers = {std::stoi(parts[form.year]), std::stoi(parts[form.month]), std::stoi(parts[form.day])};
      break;
    }
  }
  const year_month_day date{std::chrono::year(numbers[0]), std::chrono::month(static_cast<unsigned>(numbers[1])),
                            std::chrono::day(static_cast<unsigned>(numbers[2]))};
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

// "MD", "Jr": no part of a name. A year that may stay, "weekends", a day of some month; three digits of a ZIP code.
bool MayReadTheSame(const Change& change) {
  static const std::regex kSuffixes("(Sr|Jr|III|MD)\\.?", std::regex::icase);
  static const std::regex kVague("(19|20)..|week(end|day)s|(the )?\\d{1,2}(st|nd|rd|th)?");
  if (IsName(change.type)) return std::regex_match(change.original, kSuffixes);
  if (change.type == IdentifierType::kDate) return std::regex_match(change.original, kVague);
  return change.type == IdentifierType::kYear || change.type == IdentifierType::kZip;
}

TEST(IntervalsTest, AllDatesOfAMessageMoveToEarlierDaysByTheSameNumber) {
  const Rewriter rewriter("research-dateshift");
  std::size_t pairs = 0;
  for (const MarkedNote& note : NotesOf("dev")) {
    std::vector<std::pair<sys_days, sys_days>> days;
    sys_days newest{};
    for (const Change& change : rewriter.Rewrite(note).changes) {
      if (change.type != IdentifierType::kDate) continue;
      const auto before = ReadDay(change.original);
      if (!before) continue;
      const auto after = ReadDay(change.made);
      ASSERT_TRUE(after) << note.name;
      days.emplace_back(*before, *after);
      newest = std::max(newest, *before);
    }
    // Births alone do not say when the message was written, nor so what age they show.
    if (newest < sys_days(std::chrono::year(1990) / 1 / 1)) continue;
    std::set<std::chrono::days::rep> shifts;
    for (const auto& [before, after] : days) {
      // What shows an age over 89 does not keep its distance.
      if (newest - before < std::chrono::days(kAgeShown * 365)) shifts.insert((after - before).count());
      EXPECT_LT(after, newest) << note.name;
    }
    EXPECT_LE(shifts.size(), 1U) << note.name;
    if (!shifts.empty()) {
      EXPECT_LT(*shifts.begin(), 0);
    }
    pairs += days.size() * (days.size() - 1) / 2;
  }
  EXPECT_GT(pairs, 350U);
}

TEST(IntervalsTest, NoMessageDependsOnThoseBeforeIt) {
  for (const char* policy : {"safe-harbor", "research-dateshift"}) {
    const Rewriter rewriter(policy);
    std::vector<MarkedNote> notes = NotesOf("dev", 3);
    std::map<std::string, std::string> texts;
    for (const MarkedNote& note : notes) texts[note.text] = rewriter.Rewrite(note).text;
    std::reverse(notes.begin(), notes.end());
    for (const MarkedNote& note : notes) EXPECT_EQ(rewriter.Rewrite(note).text, texts[note.text]) << note.name;
  }
}

TEST(IntervalsTest, NothingStaysWhatItWas) {
  for (const char* policy : {"safe-harbor", "research-dateshift"}) {
    const Rewriter rewriter(policy);
    for (const MarkedNote& note : NotesOf("dev")) {
      for (const Change& change : rewriter.Rewrite(note).changes) {
        EXPECT_TRUE(change.made != change.original || MayReadTheSame(change))
            << policy << " " << note.name << " " << IdentifierTypeName(change.type).view() << " " << change.original;
      }
    }
  }
}

}  // namespace
}  // namespace veil
