#include "surrogate/persons.h"

#include <algorithm>

namespace veil::surrogate {
namespace {

// More namesakes than this tell nobody whose initial it is.
constexpr std::size_t kNamesakesMax = 16;
// A longer run of words is a list of names, or no name.
constexpr std::size_t kNameWordsMax = 16;

}  // namespace

void Persons::Add(const std::vector<NameWord>& words) {
  if (words.size() > kNameWordsMax) return;
  Person person;
  for (const NameRole role : {NameRole::kGiven, NameRole::kFamily}) {
    for (const NameWord& word : words) {
      if (word.kind == NameWordKind::kWord && word.role == role) person.words.push_back(word.folded);
    }
    if (role == NameRole::kGiven) person.given = person.words.size();
  }
  if (person.given == 0 || person.given == person.words.size()) return;
  const auto keep = [&](auto& persons) {
    if (persons.size() < kNamesakesMax) persons.emplace(person.words, person);
  };
  for (const std::string& word : person.words) keep(by_word_[word]);
  keep(by_initials_[{person.words.front()[0], person.words.back()[0]}]);
  keep(by_initials_[{person.words.front()[0], person.words[person.given][0]}]);
}

// The first word of the person that begins with the initial and that no other word of the name stands for.
std::string Persons::Unclaimed(const Person& person, const std::vector<NameWord>& words, std::size_t at) {
  for (const std::string& word : person.words) {
    if (word[0] != words[at].folded[0]) continue;
    const bool claimed = std::any_of(words.begin(), words.end(), [&](const NameWord& other) {
      return other.kind == NameWordKind::kWord && other.folded == word;
    });
    if (!claimed) return word;
  }
  return {};
}

std::string Persons::WordOfInitial(const std::vector<NameWord>& words, std::size_t at) const {
  if (words.size() > kNameWordsMax) return {};
  std::string letters;
  std::size_t index = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind == NameWordKind::kInitial) {
      if (i == at) index = letters.size();
      letters += words[i].folded[0];
      continue;
    }
    const auto namesakes = by_word_.find(words[i].folded);
    if (namesakes == by_word_.end()) continue;
    for (const auto& [key, person] : namesakes->second) {
      if (std::string word = Unclaimed(person, words, at); !word.empty()) return word;
    }
  }
  return letters.size() == words.size() ? WordsOfInitials(letters)[index] : std::string();
}

std::vector<std::string> Persons::WordsOfInitials(std::string_view letters) const {
  std::vector<std::string> found(letters.size());
  if (letters.size() < 2) return found;
  const auto namesakes = by_initials_.find({letters.front(), letters.back()});
  if (namesakes == by_initials_.end()) return found;
  const Person& person = namesakes->second.begin()->second;
  found.front() = person.words.front();
  const auto last = std::find_if(person.words.begin() + static_cast<std::ptrdiff_t>(person.given), person.words.end(),
                                 [&](const std::string& word) { return word[0] == letters.back(); });
  found.back() = *last;
  for (std::size_t i = 1; i + 1 < letters.size(); ++i) {
    for (const std::string& word : person.words) {
      const bool used = word == found.front() || word == found.back();
      if (!used && word[0] == letters[i] && found[i].empty()) found[i] = word;
    }
  }
  return found;
}

}  // namespace veil::surrogate
