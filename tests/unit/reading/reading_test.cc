#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>

#include "surrogate/name_context.h"
#include "surrogate/name_text.h"
#include "surrogate/text.h"
#include "surrogate/wordlists.h"
#include "unit/reading/rewritten.h"

namespace veil {
namespace {

// What a reader stumbles over. Each rule sees one change and says whether it reads wrong there.
using Rule = bool (*)(const Change& change);

bool Matches(const std::string& text, const char* pattern) {
  return std::regex_search(text, std::regex(pattern, std::regex::ECMAScript | std::regex::icase));
}

std::string LastWord(const std::string& text) {
  std::size_t begin = text.size();
  while (begin > 0 && (surrogate::IsLetter(text[begin - 1]) || static_cast<unsigned char>(text[begin - 1]) >= 0x80))
    --begin;
  return surrogate::Lower(text.substr(begin));
}

std::string FirstWord(const std::string& text) {
  std::size_t size = 0;
  while (size < text.size() && surrogate::IsLetter(text[size])) ++size;
  return surrogate::Lower(text.substr(0, size));
}

// "[NAME]" where no redaction was asked for. Codes of other countries than the United States have no less precise form.
bool IsTag(const Change& change) {
  const bool asked = change.action == ActionKind::kRedact || change.type == IdentifierType::kZip;
  return !asked && Matches(change.made, R"(\[[A-Z_]+\])");
}

// "an Cutler", where the original agreed.
bool BreaksArticle(const Change& change) {
  const std::string article =
      change.before.ends_with(' ') ? LastWord(change.before.substr(0, change.before.size() - 1)) : "";
  if (article != "a" && article != "an") return false;
  const auto agrees = [&](const std::string& text) {
    const std::string word = FirstWord(text);
    const bool eight = text.starts_with("8") || text.starts_with("11") || text.starts_with("18");
    const bool vowel = eight || (!word.empty() && std::string("aeiou").find(word[0]) != std::string::npos);
    return vowel == (article == "an");
  };
  return agrees(change.original) && !agrees(change.made);
}

bool DoublesAWord(const Change& change) {
  const auto doubles = [](const std::string& before, const std::string& text, const std::string& after) {
    const auto joined = [](std::string left, std::string right) {
      const bool blank = left.ends_with(' ') != right.starts_with(' ');
      if (!blank) return false;
      if (left.ends_with(' ')) left.pop_back();
      const std::string word = LastWord(left);
      return word.size() > 1 && word == FirstWord(right.substr(right.starts_with(' ') ? 1 : 0));
    };
    return joined(before, text) || joined(text, after);
  };
  return doubles(change.new_before, change.made, change.new_after) &&
         !doubles(change.before, change.original, change.after);
}

// Brackets and quotation marks that the original has not, or a possessive after a possessive.
bool BreaksMarks(const Change& change) {
  if (change.type == IdentifierType::kUrl || change.made.starts_with('[')) return false;
  for (const char mark : {'(', ')', '"', '\''}) {
    if (std::count(change.made.begin(), change.made.end(), mark) >
        std::count(change.original.begin(), change.original.end(), mark)) {
      return true;
    }
  }
  return change.made.ends_with("'s") && change.new_after.starts_with("'s");
}

bool BreaksCase(const Change& change) {
  const bool word = IsName(change.type) && !change.original.empty() && surrogate::IsLetter(change.original[0]);
  return word && surrogate::IsUpper(change.original[0]) != surrogate::IsUpper(change.made[0]);
}

bool BreaksBlanks(const Change& change) {
  const auto edges = [](const std::string& text) {
    return text.empty() || text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string::npos;
  };
  return !change.structured && edges(change.made) && !edges(change.original);
}

bool SaysOnAYear(const Change& change) {
  return change.type == IdentifierType::kDate && Matches(change.new_before + change.made, R"(\bon (19|20)\d\d$)");
}

// "Mrs. Gregor Tillman", "his wife Gregor".
bool ContradictsSex(const Change& change) {
  if (!IsName(change.type) || change.structured) return false;
  Field field;
  surrogate::Original original{.text = change.made, .before = change.new_before, .after = change.new_after};
  original.field = &field;
  const auto said = surrogate::ContextOf(original).gender;
  const surrogate::NameText name = surrogate::ReadName(change.made, Part::kWhole);
  for (const surrogate::NameWord& word : name.words) {
    if (word.kind != surrogate::NameWordKind::kWord || word.role == surrogate::NameRole::kFamily) continue;
    const auto sex = surrogate::Wordlists::Embedded().FindGiven(word.folded);
    const bool surname = name.words.size() == 1 && surrogate::Wordlists::Embedded().IsSurname(word.folded);
    if (surname) return false;
    if (said == surrogate::Gender::kFemale) return sex.IsMale();
    if (said == surrogate::Gender::kMale) return sex.IsFemale();
    return false;
  }
  return false;
}

constexpr std::pair<const char*, Rule> kRules[] = {
    {"tag", IsTag},       {"article", BreaksArticle}, {"doubled word", DoublesAWord}, {"marks", BreaksMarks},
    {"case", BreaksCase}, {"blanks", BreaksBlanks},   {"on a year", SaysOnAYear},     {"sex", ContradictsSex},
};

// The notes are invented, so what reads wrong may be shown.
std::map<std::string, int> Stumbles(const char* policy, const std::vector<MarkedNote>& notes) {
  const Rewriter rewriter(policy);
  std::map<std::string, int> counts;
  for (const MarkedNote& note : notes) {
    for (const Change& change : rewriter.Rewrite(note).changes) {
      for (const auto& [name, rule] : kRules) {
        if (!rule(change)) continue;
        ++counts[name];
        ADD_FAILURE() << policy << ", " << note.name << ": " << name << ": ..."
                      << change.new_before.substr(change.new_before.size() -
                                                  std::min<std::size_t>(change.new_before.size(), 30))
                      << "<" << change.original << " => " << change.made << ">" << change.new_after.substr(0, 15);
      }
    }
  }
  return counts;
}

constexpr std::size_t kEveryOf40 = 38;  // of some fifteen hundred training notes

TEST(ReadingTest, FortyNotesReadLikeNotesUnderSafeHarbor) {
  EXPECT_TRUE(Stumbles("safe-harbor", NotesOf("train", kEveryOf40)).empty());
}

TEST(ReadingTest, FortyNotesReadLikeNotesWithShiftedDates) {
  EXPECT_TRUE(Stumbles("research-dateshift", NotesOf("train", kEveryOf40)).empty());
}

TEST(ReadingTest, NotesOfTheDevelopmentCorpusReadLikeNotes) {
  const std::vector<MarkedNote> notes = NotesOf("dev/notes");
  EXPECT_TRUE(Stumbles("safe-harbor", notes).empty());
  EXPECT_TRUE(Stumbles("research-dateshift", notes).empty());
}

}  // namespace
}  // namespace veil
