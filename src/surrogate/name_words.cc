#include "surrogate/name_words.h"

#include "surrogate/draws.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::size_t kEditLettersMin = 5;
constexpr std::size_t kEditLettersMax = 24;
constexpr std::size_t kStructuredVotes = 100;  // a structure knows which part of a name is which

bool CouldBeMisspelt(const std::string& word) {
  return word.size() >= kEditLettersMin && word.size() <= kEditLettersMax;
}

// The word itself and all forms of it that lack one letter: words one edit apart, or with two letters exchanged, have
// one of these in common.
template <typename Each>
void EachNear(const std::string& word, Each each) {
  each(word);
  for (std::size_t i = 0; i < word.size(); ++i) each(word.substr(0, i) + word.substr(i + 1));
}

// A draw is given up for a look at every word after this many; a list of thousands against a message of few names
// needs one or two.
constexpr int kDrawsMax = 64;

}  // namespace

void NameWords::Add(const NameWord& word, Gender gender, bool structured) {
  Entry& entry = entries_[word.folded];
  const std::size_t votes = structured ? kStructuredVotes : 1;
  if (word.role == NameRole::kGiven) entry.given += votes;
  if (word.role == NameRole::kFamily) entry.family += votes;
  if (gender == Gender::kFemale) ++entry.female;
  if (gender == Gender::kMale) ++entry.male;
  entry.structured = entry.structured || structured;
  ++entry.count;
}

void NameWords::Draw() {
  LinkForms();
  for (auto& [word, entry] : entries_) {
    if (!entry.same_as.empty()) continue;
    entry.surrogate = DrawFor(word, entry);
    material_.taken.Use(entry.surrogate);
  }
}

std::string_view NameWords::SurrogateOf(const std::string& folded) const {
  const auto found = entries_.find(folded);
  if (found == entries_.end()) return {};
  if (found->second.same_as.empty()) return found->second.surrogate;
  return entries_.at(found->second.same_as).surrogate;
}

void NameWords::LinkForms() {
  for (auto& [word, entry] : entries_) {
    if (entry.family <= entry.given) LinkNickname(word, entry);
    const auto singular =
        word.size() > 2 && word.back() == 's' ? entries_.find(word.substr(0, word.size() - 1)) : entries_.end();
    const bool plural = singular != entries_.end() && !entry.structured && singular->second.family > 0;
    if (plural && singular->second.same_as.empty() && entry.same_as.empty()) entry.same_as = singular->first;
  }
  LinkMisspelt();
}

void NameWords::LinkNickname(const std::string& word, Entry& entry) {
  const Wordlists::Words* long_forms = material_.lists.LongForms(word);
  if (long_forms == nullptr) return;
  for (const std::string_view form : *long_forms) {
    const auto found = entries_.find(std::string(form));
    if (found == entries_.end() || found->first == word || !found->second.same_as.empty()) continue;
    if (found->second.given < found->second.family) continue;
    entry.same_as = found->first;
    found->second.female += entry.female;
    found->second.male += entry.male;
    return;
  }
}

// A rare word that is no name of the lists and one edit from a word that the structure gives, or that is frequent, is a
// slip of that word.
void NameWords::LinkMisspelt() {
  std::unordered_map<std::string, std::string> near;  // to the word that has the form
  for (const auto& [word, entry] : entries_) {
    const bool sure = entry.structured || entry.count > 1;
    if (!sure || !entry.same_as.empty() || !CouldBeMisspelt(word)) continue;
    EachNear(word, [&, &word = word](const std::string& form) { near.emplace(form, word); });
  }
  for (auto& [word, entry] : entries_) {
    const bool listed = material_.lists.IsSurname(word) || material_.lists.FindGiven(word).IsGiven();
    if (entry.structured || entry.count > 1 || !entry.same_as.empty() || listed || !CouldBeMisspelt(word)) continue;
    EachNear(word, [&, &misspelt = entry](const std::string& form) {
      const auto found = near.find(form);
      if (misspelt.same_as.empty() && found != near.end()) misspelt.same_as = found->second;
    });
  }
}

const Wordlists::Words& NameWords::ListFor(const std::string& word, const Entry& entry) const {
  const Wordlists& lists = material_.lists;
  const Wordlists::GivenName name = lists.FindGiven(word);
  const bool given = entry.given == entry.family ? name.IsGiven() : entry.given > entry.family;
  if (!given) return lists.surnames();
  if (name.IsFemale() != name.IsMale()) return name.IsFemale() ? lists.given_female() : lists.given_male();
  if (entry.female != entry.male) return entry.female > entry.male ? lists.given_female() : lists.given_male();
  if (word.back() == 'a') return lists.given_female();
  return Draws(material_.seed, "sex of name", word).Below(2) == 0 ? lists.given_female() : lists.given_male();
}

std::string_view NameWords::DrawFor(const std::string& word, const Entry& entry) {
  const Wordlists::Words& list = ListFor(word, entry);
  if (exhausted_.contains({&list, word[0]})) return {};
  const auto fits = [&](std::string_view name) { return ToLower(name[0]) != word[0] && !material_.taken.Has(name); };
  Draws draws(material_.seed, "name", word);
  for (int i = 0; i < kDrawsMax; ++i) {
    const std::string_view name = draws.Of(list);
    if (fits(name)) return name;
  }
  const std::size_t start = draws.Below(static_cast<std::uint32_t>(list.size()));
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string_view name = list[(start + i) % list.size()];
    if (fits(name)) return name;
  }
  exhausted_.insert({&list, word[0]});  // names are only ever taken, never given back
  return {};
}

}  // namespace veil::surrogate
