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

// 1 for female, -1 for male.
int Sign(Gender gender) { return gender == Gender::kFemale ? 1 : gender == Gender::kMale ? -1 : 0; }

}  // namespace

void NameWords::Add(const NameWord& word, const NameContext& context, Gender guess, bool structured) {
  Entry& entry = entries_[word.folded];
  const std::size_t votes = structured ? kStructuredVotes : 1;
  if (word.role == NameRole::kGiven) entry.given += votes;
  if (word.role == NameRole::kFamily) entry.family += votes;
  entry.sex_said += Sign(context.gender);
  entry.sex_guessed += Sign(guess);
  if (context.clinician) ++entry.clinician;
  if (context.article != Article::kNone) entry.article = context.article;
  entry.structured = entry.structured || structured;
  entry.of_patient = entry.of_patient || (structured && !context.clinician);
  ++entry.count;
}

void NameWords::Suggest(const std::string& folded, Gender gender) {
  const auto found = entries_.find(folded);
  if (found != entries_.end()) found->second.sex_guessed += Sign(gender);
}

// Clinicians first: what is drawn for them depends on nothing that the message says of its patient.
void NameWords::Draw() {
  LinkForms();
  DrawAll(true);
  DrawAll(false);
  for (auto& [word, entry] : entries_) {
    if (entry.same_as.empty()) continue;
    const std::string& drawn = entries_.at(entry.same_as).drawn;
    entry.surrogate = entry.is_short ? ShortOf(word, drawn) : drawn;
  }
}

void NameWords::DrawAll(bool clinicians) {
  for (auto& [word, entry] : entries_) {
    if (!entry.same_as.empty() || IsClinicians(entry) != clinicians) continue;
    const std::string& drawn_for = entry.long_form.empty() ? word : entry.long_form;
    entry.drawn = DrawFor(drawn_for, entry);
    material_.taken.Use(entry.drawn);
    entry.surrogate = entry.is_short ? ShortOf(word, entry.drawn) : entry.drawn;
  }
}

// Half of what is said of the word at least, and no patient's or relative's by any structure.
bool NameWords::IsClinicians(const Entry& entry) const {
  return material_.clinician_seed != nullptr && !entry.of_patient && 2 * entry.clinician >= entry.count;
}

std::string_view NameWords::SurrogateOf(const std::string& folded) const {
  const auto found = entries_.find(folded);
  return found == entries_.end() ? std::string_view() : std::string_view(found->second.surrogate);
}

void NameWords::LinkForms() {
  for (auto& [word, entry] : entries_) {
    if (entry.family <= entry.given) LinkNickname(word, entry);
    const auto singular =
        word.size() > 2 && word.back() == 's' ? entries_.find(word.substr(0, word.size() - 1)) : entries_.end();
    const bool plural = singular != entries_.end() && !entry.structured && singular->second.family > 0;
    if (plural && singular->second.same_as.empty() && entry.same_as.empty()) entry.same_as = singular->first;
  }
  // "Bob" and "Rob" are one where no Robert is named.
  std::map<std::string, std::string> short_of;
  for (auto& [word, entry] : entries_) {
    if (entry.long_form.empty()) continue;
    const std::string& first = short_of.try_emplace(entry.long_form, word).first->second;
    if (first != word) entry.same_as = first;
  }
  LinkMisspelt();
}

void NameWords::LinkNickname(const std::string& word, Entry& entry) {
  const Wordlists::Words* long_forms = material_.lists.LongForms(word);
  if (long_forms == nullptr) return;
  entry.is_short = true;
  for (const std::string_view form : *long_forms) {
    const auto found = entries_.find(std::string(form));
    if (found == entries_.end() || found->first == word || !found->second.same_as.empty()) continue;
    if (found->second.given < found->second.family) continue;
    entry.same_as = found->first;
    found->second.sex_said += entry.sex_said;
    found->second.sex_guessed += entry.sex_guessed;
    return;
  }
  // Another message may have the long form.
  for (const std::string_view form : *long_forms) {
    const Wordlists::GivenName given = material_.lists.FindGiven(form);
    const bool other_sex = entry.sex_said > 0 ? given.IsMale() : entry.sex_said < 0 && given.IsFemale();
    if (!other_sex && entry.long_form.empty()) entry.long_form = form;
  }
  if (entry.long_form.empty()) entry.is_short = false;
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

bool NameWords::IsGiven(const std::string& word, const Entry& entry) const {
  return entry.given == entry.family ? material_.lists.FindGiven(word).IsGiven() : entry.given > entry.family;
}

bool NameWords::IsFemale(const std::string& word, const Entry& entry) const {
  if (entry.sex_said != 0) return entry.sex_said > 0;
  const Wordlists::GivenName name = material_.lists.FindGiven(word);
  if (name.IsFemale() != name.IsMale()) return name.IsFemale();
  if (entry.sex_guessed != 0) return entry.sex_guessed > 0;
  return word.back() == 'a' || Draws(material_.seed, "sex of name", word).Below(2) == 0;
}

const Wordlists::Words& NameWords::ListFor(const std::string& word, const Entry& entry) const {
  const Wordlists& lists = material_.lists;
  if (!IsGiven(word, entry)) return lists.surnames(lists.OriginOfSurname(word));
  const bool female = IsFemale(word, entry);
  const Origin origin = lists.OriginOfGiven(word);
  if (origin == Origin::kGeneral && lists.ShortForms(word) != nullptr) return lists.given_with_short(female);
  return female ? lists.given_female(origin) : lists.given_male(origin);
}

std::string_view NameWords::DrawFor(const std::string& word, const Entry& entry) {
  const Wordlists::Words& list = ListFor(word, entry);
  if (exhausted_.contains({&list, word[0]})) return {};
  const auto agrees = [&](std::string_view name) {
    constexpr std::string_view kVowels = "aeiou";
    const bool vowel = kVowels.find(ToLower(name[0])) != std::string_view::npos;
    return entry.article == Article::kNone || vowel == (entry.article == Article::kAn);
  };
  const auto fits = [&](std::string_view name) { return ToLower(name[0]) != word[0] && !material_.taken.Has(name); };
  Draws draws(IsClinicians(entry) ? *material_.clinician_seed : material_.seed, "name", word);
  for (int i = 0; i < kDrawsMax; ++i) {
    const std::string_view name = draws.Of(list);
    if (fits(name) && agrees(name)) return name;
  }
  const std::size_t start = draws.Below(static_cast<std::uint32_t>(list.size()));
  for (const bool any : {false, true}) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string_view name = list[(start + i) % list.size()];
      if (fits(name) && (any || agrees(name))) return name;
    }
  }
  exhausted_.insert({&list, word[0]});  // names are only ever taken, never given back
  return {};
}

// A short form of the surrogate, or the surrogate itself where it has none that may stand here.
std::string NameWords::ShortOf(const std::string& word, const std::string& surrogate) const {
  const Wordlists::Words* forms = material_.lists.ShortForms(Lower(surrogate));
  if (forms == nullptr) return surrogate;
  const Wordlists::GivenName given = material_.lists.FindGiven(Lower(surrogate));
  const auto contradicts = [&](std::string_view form) {
    const Wordlists::GivenName named = material_.lists.FindGiven(form);
    return given.IsFemale() ? named.IsMale() : given.IsMale() && named.IsFemale();
  };
  Draws draws(material_.seed, "short name", word);
  const std::size_t start = draws.Below(static_cast<std::uint32_t>(forms->size()));
  std::string chosen;
  for (std::size_t i = 0; i < forms->size(); ++i) {
    const std::string_view form = (*forms)[(start + i) % forms->size()];
    if (form == word || entries_.contains(std::string(form)) || material_.taken.Has(form) || contradicts(form))
      continue;
    if (chosen.empty() || chosen[0] == word[0]) chosen = form;
  }
  if (chosen.empty()) return surrogate;
  chosen[0] = ToUpper(chosen[0]);
  return chosen;
}

}  // namespace veil::surrogate
