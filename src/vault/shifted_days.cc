#include "vault/shifted_days.h"

#include <algorithm>
#include <array>

#include "surrogate/date_form.h"
#include "surrogate/date_text.h"

namespace veil {
namespace {

using surrogate::DateOrder;
using surrogate::DateText;
using surrogate::Day;

constexpr std::array<DateOrder, 2> kOrders = {DateOrder::kMonthFirst, DateOrder::kDayFirst};

struct Read {
  DateText text;
  Day day;
};

// A date with year, month and day. Two digits of a year are of this century up to 2049.
std::optional<Read> ReadWhole(std::string_view text, DateOrder order) {
  constexpr int kPivot = 50;
  auto date = surrogate::ReadDate(text, order);
  if (!date || date->is_range) return std::nullopt;
  const surrogate::PartialDate& said = date->dates[0];
  if (said.year < 0 || said.month < 1 || said.day < 1) return std::nullopt;
  const int year = !said.year2 ? said.year : said.year < kPivot ? 2000 + said.year : 1900 + said.year;
  const Day day{year, said.month, said.day};
  if (!surrogate::IsValid(day)) return std::nullopt;
  return Read{std::move(*date), day};
}

struct Pair {
  Day shifted;
  Day original;
};

std::vector<Pair> PairsOf(const VaultEntry& entry) {
  std::vector<Pair> pairs;
  for (const DateOrder order : kOrders) {
    const auto shifted = ReadWhole(entry.surrogate.Expose(), order);
    const auto original = ReadWhole(entry.original.Expose(), order);
    if (shifted && original) pairs.push_back({shifted->day, original->day});
  }
  return pairs;
}

}  // namespace

void ShiftedDays::Add(const std::vector<VaultEntry>& entries) {
  std::vector<std::vector<Pair>> dates;
  std::map<int, int> votes;
  for (const VaultEntry& entry : entries) {
    if (entry.type != IdentifierType::kDate) continue;
    std::set<int> shifts;
    for (const Pair& pair : dates.emplace_back(PairsOf(entry))) shifts.insert(DaysBetween(pair.original, pair.shifted));
    for (const int shift : shifts) ++votes[shift];
  }
  if (votes.empty()) return;
  const auto shift =
      std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (const auto& pairs : dates) {
    for (const Pair& pair : pairs) {
      if (DaysBetween(pair.original, pair.shifted) == shift->first) originals_[pair.shifted].insert(pair.original);
    }
  }
}

ShiftedDays::Answer ShiftedDays::Restore(std::string_view text, std::string& restored) const {
  std::set<Day> shifted;
  std::set<Day> originals;
  std::optional<Read> read;
  bool is_date = false;
  for (const DateOrder order : kOrders) {
    auto one = ReadWhole(text, order);
    is_date = is_date || one.has_value();
    const auto found = one ? originals_.find(one->day) : originals_.end();
    if (found == originals_.end()) continue;
    shifted.insert(one->day);
    originals.insert(found->second.begin(), found->second.end());
    if (!read) read = std::move(one);
  }
  if (!is_date) return Answer::kNoDate;
  if (!read) return Answer::kUnknown;
  if (originals.size() > 1 || shifted.size() > 1) return Answer::kAmbiguous;
  const Day original = *originals.begin();
  restored = surrogate::Reprinted(text, read->text, {original, original}, DaysBetween(read->day, original));
  return Answer::kRestored;
}

}  // namespace veil
