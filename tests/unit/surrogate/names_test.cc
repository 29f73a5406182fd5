#include <algorithm>
#include <chrono>
#include <set>

#include "surrogate/text.h"
#include "surrogate/wordlists.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

Value Name(std::string text) { return {.type = IdentifierType::kNamePatient, .text = std::move(text)}; }

Value Part5(std::string text, Part part) {
  return {.type = IdentifierType::kNamePatient, .text = std::move(text), .structured = true, .part = part, .group = 1};
}

std::vector<std::string> Names(const std::vector<std::string>& texts, const Digest& seed = Seed()) {
  std::vector<Value> values;
  for (const std::string& text : texts) values.push_back(Name(text));
  return Replaced(values, seed);
}

bool IsShortOf(const std::string& short_form, const std::string& given) {
  const auto* forms = surrogate::Wordlists::Embedded().LongForms(surrogate::Lower(short_form));
  return forms != nullptr && std::find(forms->begin(), forms->end(), surrogate::Lower(given)) != forms->end();
}

std::string GivenOf(const std::string& made) { return made.substr(0, made.find(' ')); }

bool IsWoman(const std::string& given) {
  return surrogate::Wordlists::Embedded().FindGiven(surrogate::Lower(given)).IsFemale();
}

TEST(NamesTest, OnePersonHasOneSurrogateInAllForms) {
  const auto made =
      Names({"Gregor Tillman", "Tillman, Gregor", "Mr. Tillman", "TILLMAN", "Gregor", "G. Tillman", "G.T."});
  const std::size_t blank = made[0].find(' ');
  const std::string given = made[0].substr(0, blank);
  const std::string family = made[0].substr(blank + 1);
  EXPECT_EQ(made[1], family + ", " + given);
  EXPECT_EQ(made[2], "Mr. " + family);
  EXPECT_EQ(made[4], given);
  EXPECT_EQ(made[5], given.substr(0, 1) + ". " + family);
  EXPECT_EQ(made[6], given.substr(0, 1) + "." + family.substr(0, 1) + ".");
}

TEST(NamesTest, AStructureAndTheNarrativeAgree) {
  const auto made = Replaced({Part5("TILLMAN", Part::kFamily), Part5("GREGOR", Part::kGiven), Part5("Q", Part::kMiddle),
                              Part5("JR", Part::kSuffix), Name("Gregor Tillman")});
  EXPECT_EQ(made[3], "JR");
  const std::string upper = [&] {
    std::string text = made[4];
    for (char& c : text) c = static_cast<char>(std::toupper(c));
    return text;
  }();
  EXPECT_EQ(upper, made[1] + " " + made[0]);
}

TEST(NamesTest, ANicknameASlipAndAPluralFollowTheirName) {
  const auto made = Replaced({Part5("WASHBURN", Part::kFamily), Part5("WILLIAM", Part::kGiven), Name("Bill Washburn"),
                              Name("Washbrun"), Name("Washburns"), Name("William Washburn")});
  const std::string family = made[5].substr(made[5].find(' ') + 1);
  EXPECT_TRUE(made[2].ends_with(" " + family));
  EXPECT_TRUE(IsShortOf(made[2].substr(0, made[2].find(' ')), made[5].substr(0, made[5].find(' ')))) << made[2];
  EXPECT_EQ(made[3], family);
}

TEST(NamesTest, RelativesShareASurrogateSurname) {
  const auto made = Names({"Gregor Tillman", "Paulette Tillman"});
  EXPECT_EQ(made[0].substr(made[0].find(' ')), made[1].substr(made[1].find(' ')));
  EXPECT_NE(made[0], made[1]);
}

TEST(NamesTest, ManyNamesNeverShareASurrogateAndNeverMeetAnOriginal) {
  const std::vector<std::string> given = {"Ada", "Bruno", "Chidi", "Dora", "Emeka", "Farida", "Gunnar", "Hilde"};
  const std::vector<std::string> family = {"Abad",   "Escobar",  "Lear",  "Dandrea",
                                           "Malloy", "Bergeron", "Abell", "Abeyta"};
  std::vector<std::string> originals;
  for (std::size_t i = 0; i < given.size(); ++i) originals.push_back(given[i] + " " + family[i]);
  for (int seed = 0; seed < 50; ++seed) {
    std::set<std::string> words;
    for (const std::string& made : Names(originals, Seed(std::to_string(seed)))) {
      const std::size_t blank = made.find(' ');
      EXPECT_TRUE(words.insert(made.substr(0, blank)).second);
      EXPECT_TRUE(words.insert(made.substr(blank + 1)).second);
    }
    for (const std::string& word : given) EXPECT_FALSE(words.contains(word));
    for (const std::string& word : family) EXPECT_FALSE(words.contains(word));
  }
}

TEST(NamesTest, ASurrogateIsNoWordOfTheMessage) {
  for (int seed = 0; seed < 200; ++seed) {
    Value value = Name("Okafor");
    const std::string plain = Replaced(value, Seed(std::to_string(seed)));
    value.after = " and then " + plain;
    EXPECT_NE(Replaced(value, Seed(std::to_string(seed))), plain);
  }
}

TEST(NamesTest, AShortFormIsThatOfTheLongFormInAnotherMessage) {
  for (int seed = 0; seed < 40; ++seed) {
    const Digest digest = Seed(std::to_string(seed));
    const std::string given = GivenOf(Names({"Robert Tillman"}, digest)[0]);
    EXPECT_TRUE(IsShortOf(GivenOf(Names({"Bob Tillman"}, digest)[0]), given)) << given;
    const auto both = Names({"Bob Tillman", "Rob Tillman"}, digest);
    EXPECT_TRUE(IsShortOf(GivenOf(both[0]), given) && IsShortOf(GivenOf(both[1]), given)) << given;
  }
}

TEST(NamesTest, TheWordsAroundANameSayTheSexOfWhoBearsIt) {
  struct Case {
    const char* before;
    const char* after;
    bool woman;
  };
  constexpr Case kCases[] = {{"his wife ", " called", true},
                             {"brother ", ".", false},
                             {"Mother-in-law (", ") asks", true},
                             {"sons Bruno and ", " live near", false},
                             {"the patient, ", ", 45 yo F, is", true},
                             {"", " is a 61-year-old man", false},
                             {"Aunt ", "", true},
                             {"Mr. ", " Tillman", false}};
  for (const Case& c : kCases) {
    for (int seed = 0; seed < 20; ++seed) {
      Value value = Name("Juno");
      value.before = c.before;
      value.after = c.after;
      if (std::string_view(c.before) == "Mr. ") value = {.type = value.type, .text = "Juno Tillman", .before = "Mr. "};
      EXPECT_EQ(IsWoman(GivenOf(Replaced(value, Seed(std::to_string(seed))))), c.woman) << c.before << c.after;
    }
  }
}

TEST(NamesTest, ALoneWordAfterATitleIsASurnameAndAfterKinAGivenName) {
  const surrogate::Wordlists& lists = surrogate::Wordlists::Embedded();
  for (int seed = 0; seed < 20; ++seed) {
    Value hope = Name("Hope");
    hope.before = "seen by Dr. ";
    EXPECT_TRUE(lists.IsSurname(surrogate::Lower(Replaced(hope, Seed(std::to_string(seed))))));
    Value tillman = Name("Tillman");
    tillman.before = "her daughter ";
    EXPECT_TRUE(IsWoman(Replaced(tillman, Seed(std::to_string(seed)))));
  }
}

TEST(NamesTest, ASurrogateIsOfTheOriginThatTheListsTell) {
  const surrogate::Wordlists& lists = surrogate::Wordlists::Embedded();
  for (int seed = 0; seed < 20; ++seed) {
    const auto made = Names({"Jose Garcia", "Priya Patel", "Gregor Tillman"}, Seed(std::to_string(seed)));
    const surrogate::Origin origins[] = {surrogate::Origin::kHispanic, surrogate::Origin::kAsian,
                                         surrogate::Origin::kGeneral};
    for (std::size_t i = 0; i < made.size(); ++i) {
      EXPECT_EQ(lists.OriginOfGiven(surrogate::Lower(GivenOf(made[i]))), origins[i]) << made[i];
      EXPECT_EQ(lists.OriginOfSurname(surrogate::Lower(made[i].substr(made[i].find(' ') + 1))), origins[i]) << made[i];
    }
  }
}

TEST(NamesTest, AnArticleStaysRight) {
  for (int seed = 0; seed < 50; ++seed) {
    Value value = Name("Okafor");
    value.before = "is an ";
    const std::string made = Replaced(value, Seed(std::to_string(seed)));
    EXPECT_NE(std::string_view("AEIOU").find(made[0]), std::string_view::npos) << made;
  }
}

TEST(NamesTest, AClinicianIsOnePersonForAllPatients) {
  const auto made = [](const char* patient, const char* seed, bool shared) {
    const Value washburn = {.type = IdentifierType::kNameProvider, .text = "Dr. Imani Washburn"};
    Subject subject{Seed(seed)};
    if (shared) subject.clinician_seed = Seed("all");
    return Replaced({Name(patient), washburn}, subject)[1];
  };
  EXPECT_EQ(made("Gregor Tillman", "one", true), made("Paulette Lear", "two", true));
  EXPECT_NE(made("Gregor Tillman", "one", false), made("Paulette Lear", "two", false));
}

TEST(NamesTest, ATitleBeforeTheSurnameAloneSaysTheSexOfTheWholeName) {
  for (int seed = 0; seed < 20; ++seed) {
    Value titled = Name("Kealoha");
    titled.before = "Mr. ";
    const auto made = Replaced({Name("Kealoha, Ikaika P"), titled}, Seed(std::to_string(seed)));
    EXPECT_FALSE(IsWoman(GivenOf(made[0].substr(made[0].find(", ") + 2)))) << made[0];
  }
}

TEST(NamesTest, WhatSomebodyIsCalledIsNoSurname) {
  const surrogate::Wordlists& lists = surrogate::Wordlists::Embedded();
  for (int seed = 0; seed < 20; ++seed) {
    const std::string made = Names({"Gregor Castellano (\"Wren\")"}, Seed(std::to_string(seed)))[0];
    const std::size_t family = made.find(' ') + 1;
    EXPECT_TRUE(lists.IsSurname(surrogate::Lower(made.substr(family, made.find(' ', family) - family)))) << made;
  }
}

TEST(NamesTest, TheDotOfAnAbbreviatedNameGoesWithIt) {
  EXPECT_EQ(Names({"Wm. Tillman"})[0].find('.'), std::string::npos);
}

TEST(NamesTest, InitialsMakeNoWord) {
  for (int seed = 0; seed < 300; ++seed) {
    const std::string made = Names({"bh"}, Seed(std::to_string(seed)))[0];
    EXPECT_TRUE(made != "at" && made != "is" && made != "on" && made != "bh") << made;
  }
}

// Of what costs the square of its length, each of these takes minutes.
TEST(NamesTest, NamesWithoutEndAreReplacedInTimeThatGrowsWithTheirLength) {
  constexpr int kWords = 60000;
  std::string names;
  std::string initials = "Smith";
  std::vector<Value> phones;
  for (int i = 0; i < kWords; ++i) {
    names += "John Tillman, ";
    initials += " J";
    const std::string number = std::to_string(2000000 + i);
    phones.push_back({.type = IdentifierType::kPhone, .text = "509-" + number.substr(0, 3) + "-" + number.substr(3)});
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_NE(Replaced(Name(names)).find(", "), std::string::npos);
  EXPECT_NE(Replaced(Name(initials)), initials);
  EXPECT_EQ(Replaced(phones).size(), phones.size());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

}  // namespace
}  // namespace veil
