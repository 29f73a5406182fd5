#include "surrogate/months.h"

#include <string>
#include <unordered_map>

#include "base/fold.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kMonths = 12;

struct Names {
  std::string_view full[kMonths];
  std::string_view abbreviated[kMonths];
};

constexpr Names kNames[] = {
    {{"Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre",
      "Décembre"},
     {"Janv", "Févr", "Mars", "Avr", "Mai", "Juin", "Juil", "Août", "Sept", "Oct", "Nov", "Déc"}},
    {{"Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre",
      "Diciembre"},
     {"Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"}},
    {{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
      "Dezember"},
     {"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"}},
};

using Words = std::unordered_map<std::string, ForeignMonth>;

// What two languages share is the first one's. "Ago" and "mar" are English words.
Words ReadWords() {
  Words words;
  for (std::size_t language = 0; language < std::size(kNames); ++language) {
    for (std::size_t month = 0; month < kMonths; ++month) {
      const auto add = [&](std::string_view name, bool abbreviated) {
        words.try_emplace(Fold(name),
                          ForeignMonth{static_cast<int>(month + 1), static_cast<Language>(language), abbreviated});
      };
      add(kNames[language].full[month], false);
      add(kNames[language].abbreviated[month], true);
    }
  }
  words.erase("ago");
  words.erase("mar");
  words.emplace("fev", ForeignMonth{2, Language::kFrench, true});
  return words;
}

}  // namespace

std::optional<ForeignMonth> ForeignMonthOfWord(std::string_view folded) {
  static const Words kWords = ReadWords();
  const auto found = kWords.find(std::string(folded));
  return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

std::string_view ForeignMonthName(const ForeignMonth& month) {
  const Names& names = kNames[static_cast<std::size_t>(month.language)];
  const auto index = static_cast<std::size_t>(month.month - 1);
  return month.abbreviated ? names.abbreviated[index] : names.full[index];
}

}  // namespace veil::surrogate
