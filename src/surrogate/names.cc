#include "surrogate/names.h"

#include <map>
#include <unordered_set>

#include "surrogate/draws.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

NameText Read(const Original& original) { return ReadName(original.text, original.field->part); }

// Letters in the place of initials that nobody's name explains: the same for the same letter, another for another. Each
// letter becomes the next of a random cycle through the alphabet, which never gives a letter itself.
std::string InitialCycle(const HmacKey& seed) {
  std::string cycle = "abcdefghijklmnopqrstuvwxyz";
  Draws draws(seed, "initials", "");
  for (std::size_t i = cycle.size() - 1; i > 0; --i) {
    std::swap(cycle[i], cycle[draws.Below(static_cast<std::uint32_t>(i + 1))]);
  }
  return cycle;
}

char NextIn(std::string_view cycle, char letter) {
  const std::size_t at = cycle.find(letter);
  return at == std::string_view::npos ? cycle.front() : cycle[(at + 1) % cycle.size()];
}

// Words that initials must not make: "QC by at".
bool IsSmallWord(const std::string& letters) {
  static const std::unordered_set<std::string_view> kWords = {
      "am",  "an",  "as",  "at",  "be",  "by",  "do",  "go",  "he",  "hi",  "if",  "in",  "is",  "it",  "me",
      "my",  "no",  "of",  "oh",  "on",  "or",  "so",  "to",  "up",  "us",  "we",  "all", "and", "are", "but",
      "can", "day", "did", "for", "had", "has", "her", "him", "his", "how", "may", "not", "now", "off", "old",
      "one", "our", "out", "own", "she", "the", "too", "two", "was", "who", "why", "yes", "you"};
  return kWords.contains(Lower(letters));
}

std::string Spelled(std::string_view surrogate, std::string_view written) {
  std::string spelled;
  const bool upper = IsUpper(written.front());
  for (const char c : surrogate) {
    if (!spelled.empty()) spelled += written[1];
    spelled += upper ? ToUpper(c) : ToLower(c);
  }
  return spelled;
}

// The lists write "Mccurry".
std::string AsName(std::string_view surrogate, Case written) {
  constexpr std::size_t kLettersMin = 5;
  std::string name = InCase(surrogate, written);
  const bool mc = written == Case::kTitle && name.size() >= kLettersMin && name.starts_with("Mc");
  if (mc) name[2] = ToUpper(name[2]);
  return name;
}

std::string OtherDigits(const HmacKey& seed, std::string_view digits) {
  Draws draws(seed, "digits of a name", digits);
  std::string other;
  for (const char c : digits) other += static_cast<char>('0' + (c - '0' + 1 + static_cast<int>(draws.Below(9))) % 10);
  return other;
}

// The patient's sex, where the structure has a field for it (PID-8, Patient.gender).
Gender PatientsSex(const Document& document) {
  if (document.many_patients) return Gender::kUnknown;
  for (const Field& field : document.fields) {
    if (field.path != "PID-8" && field.path != "Patient.gender") continue;
    const std::string value = Lower(field.text.Expose());
    if (value == "f" || value == "female") return Gender::kFemale;
    if (value == "m" || value == "male") return Gender::kMale;
  }
  return Gender::kUnknown;
}

// The sex of the first given name that has one.
Gender GenderOf(const NameText& name, const Wordlists& lists) {
  for (const NameWord& word : name.words) {
    if (word.kind != NameWordKind::kWord || word.role == NameRole::kFamily) continue;
    const Wordlists::GivenName given = lists.FindGiven(word.folded);
    if (given.IsFemale() != given.IsMale()) return given.IsFemale() ? Gender::kFemale : Gender::kMale;
  }
  return Gender::kUnknown;
}

}  // namespace

Names::Names(const Material& material)
    : material_(material), words_(material), initial_cycle_(InitialCycle(material.seed)) {
  const Gender patients_sex = PatientsSex(material.document);
  std::vector<std::vector<NameWord>> names;
  for (const Original& original : material.originals) {
    if (!IsName(original.type)) continue;
    NameText name = Read(original);
    NameContext context = ContextOf(original);
    const bool patients = original.field->party == Party::kPatient && original.IsStructured();
    if (patients && context.gender == Gender::kUnknown) context.gender = patients_sex;
    if (name.gender != Gender::kUnknown) context.gender = name.gender;
    const Gender guess = GenderOf(name, material.lists);
    context.clinician = context.clinician || name.clinician;
    if (name.words.size() == 1 && name.words[0].role == NameRole::kUnknown) name.words[0].role = context.role;
    const bool structured = original.IsStructured() && original.field->part != Part::kWhole;
    for (const NameWord& word : name.words) {
      if (word.kind == NameWordKind::kWord || word.kind == NameWordKind::kSpelled) {
        words_.Add(word, context, guess, structured);
      }
    }
    persons_.Add(name.words);
    const bool titled = name.words.size() == 1 && name.words[0].role == NameRole::kFamily;
    if (titled && context.gender != Gender::kUnknown) titled_[name.words[0].folded].insert(context.gender);
    names.push_back(std::move(name.words));
  }
  for (const std::vector<NameWord>& words : names) SuggestSex(words);
  AddStructured();
  words_.Draw();
}

// "Mr. Tillman" says that Juno Tillman is a man, unless there is a Mrs. Tillman too.
void Names::SuggestSex(const std::vector<NameWord>& words) {
  for (const NameWord& family : words) {
    const auto titled = family.role == NameRole::kFamily ? titled_.find(family.folded) : titled_.end();
    if (titled == titled_.end() || titled->second.size() != 1) continue;
    for (const NameWord& word : words) {
      const bool given = word.role == NameRole::kGiven && word.kind == NameWordKind::kWord;
      if (given) words_.Suggest(word.folded, *titled->second.begin());
    }
  }
}

// The name words of fields of one group are one person: PID-5.1 and PID-5.2.
void Names::AddStructured() {
  std::map<std::uint32_t, std::vector<NameWord>> groups;
  for (const Original& original : material_.originals) {
    if (!IsName(original.type) || !original.IsStructured() || original.field->group == 0) continue;
    std::vector<NameWord>& words = groups[original.field->group];
    for (NameWord& word : Read(original).words) words.push_back(std::move(word));
  }
  for (const auto& [group, words] : groups) {
    persons_.Add(words);
    SuggestSex(words);
  }
}

char Names::InitialFor(const std::string& word, char letter) const {
  const std::string_view surrogate = word.empty() ? std::string_view() : words_.SurrogateOf(word);
  return surrogate.empty() ? NextIn(initial_cycle_, letter) : ToLower(surrogate.front());
}

Made Names::SurrogateOf(const NameText& name, std::size_t at, std::string_view written) const {
  const NameWord& word = name.words[at];
  const auto cased = [&](char letter, char like) { return IsLower(like) ? letter : ToUpper(letter); };
  switch (word.kind) {
    case NameWordKind::kInitial: {
      const char letter = InitialFor(persons_.WordOfInitial(name.words, at), word.folded[0]);
      return std::string(1, cased(letter, written[0]));
    }
    case NameWordKind::kInitials: {
      if (words_.Has(word.folded)) break;
      const std::vector<std::string> words = persons_.WordsOfInitials(word.folded);
      std::string letters;
      for (std::size_t i = 0; i < words.size(); ++i) letters += cased(InitialFor(words[i], word.folded[i]), written[i]);
      // Only where no person's name says what the last letter is.
      for (int i = 0; i < 3 && words.back().empty() && IsSmallWord(letters); ++i) {
        letters.back() = cased(NextIn(initial_cycle_, ToLower(letters.back())), written.back());
      }
      return letters;
    }
    case NameWordKind::kDigits:
      return OtherDigits(material_.seed, written);
    case NameWordKind::kSpelled:
    case NameWordKind::kWord:
      break;
  }
  const std::string_view surrogate = words_.SurrogateOf(word.folded);
  if (surrogate.empty()) return std::nullopt;
  if (word.kind == NameWordKind::kSpelled) return Spelled(surrogate, written);
  return AsName(surrogate, CaseOf(written));
}

Made Names::Surrogate(const Original& original) const {
  const NameText name = Read(original);
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < name.words.size(); ++i) {
    const Span span = name.words[i].span;
    Made made = SurrogateOf(name, i, original.text.substr(span.begin, span.size()));
    if (!made) return std::nullopt;
    edits.push_back({span, std::move(*made)});
  }
  return Edited(original.text, edits);
}

}  // namespace veil::surrogate
