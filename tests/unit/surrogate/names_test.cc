#include <chrono>
#include <set>

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
  EXPECT_EQ(made[2], made[5]);
  const std::string family = made[5].substr(made[5].find(' ') + 1);
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
