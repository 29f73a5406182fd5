#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "surrogate/states.h"
#include "surrogate/wordlists.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

using surrogate::City;
using surrogate::StateAfter;
using surrogate::Wordlists;
using T = IdentifierType;

const std::vector<City>& Cities() { return Wordlists::Embedded().cities(); }

std::set<std::string> StatesOf(const std::string& city) {
  std::set<std::string> states;
  for (const City& known : Cities()) {
    if (known.name == city) states.emplace(known.state);
  }
  return states;
}

bool IsZipOf(const std::string& zip, const std::string& city) {
  for (const City& known : Cities()) {
    if (known.name == city && std::find(known.zips.begin(), known.zips.end(), zip) != known.zips.end()) return true;
  }
  return false;
}

Digest Seed(int i) { return Digest::Of(std::to_string(i)); }

TEST(PlacesTest, AStateIsReadInEveryFormBehindItsPlace) {
  const std::pair<const char*, const char*> kAfter[] = {{", UT 84074", "UT"},
                                                        {", Utah", "UT"},
                                                        {" Ill. 61602", "IL"},
                                                        {", New Mexico.", "NM"},
                                                        {" W.Va. 26101", "WV"},
                                                        {" Wash 98902", "WA"},
                                                        {",\nOR 97301", "OR"},
                                                        {", N.H.", "NH"},
                                                        {" in the morning", ""},
                                                        {", or Ogden", ""},
                                                        {" Ill appearing", ""},
                                                        {" Miss Joy came", ""},
                                                        {" and Provo, UT", ""},
                                                        {"", ""},
                                                        {"UT", ""},
                                                        {", Indiana University", "IN"}};
  for (const auto& [after, code] : kAfter) {
    const surrogate::State* state = StateAfter(after);
    EXPECT_EQ(state == nullptr ? "" : std::string(state->code), code) << after;
  }
}

TEST(PlacesTest, ACityIsOfTheStateBesideIt) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(
        StatesOf(Replaced(Value{.type = T::kCity, .text = "Tooele", .after = ", Utah"}, Seed(i))).contains("UT"));
    EXPECT_TRUE(StatesOf(Replaced(Value{.type = T::kCity, .text = "Hilo", .after = " HI"}, Seed(i))).contains("HI"));
  }
}

TEST(PlacesTest, ACityWithoutAStateIsOfTheOnlyStateOfTheMessage) {
  for (int i = 0; i < 50; ++i) {
    const auto made =
        Replaced({{T::kCity, "Tooele", ActionKind::kSurrogate, "", ", UT"}, {T::kCity, "Grantsville"}}, Seed(i));
    EXPECT_TRUE(StatesOf(made[1]).contains("UT")) << made[1];
  }
}

TEST(PlacesTest, ACityBesideACodeThatStaysIsOfItsArea) {
  for (int i = 0; i < 50; ++i) {
    Value city{.type = T::kCity, .text = "Phila"};
    Value zip{.type = T::kZip, .text = "19148", .action = ActionKind::kGeneralize};
    city.group = zip.group = 7;
    EXPECT_TRUE(StatesOf(Replaced({city, zip}, Seed(i))[0]).contains("PA"));
  }
}

TEST(PlacesTest, ACityIsOfTheSurrogateStateWhereStatesAreReplaced) {
  for (int i = 0; i < 50; ++i) {
    Value city{.type = T::kCity, .text = "Tooele"};
    Value state{.type = T::kState, .text = "Utah", .structured = true};
    city.group = state.group = 4;
    const auto made = Replaced({city, state}, Seed(i));
    EXPECT_NE(made[1], "Utah");
    const surrogate::State* other = surrogate::FindState(made[1]);
    ASSERT_NE(other, nullptr);
    EXPECT_TRUE(StatesOf(made[0]).contains(std::string(other->code))) << made[0] << ", " << made[1];
  }
}

TEST(PlacesTest, ACodeIsOneOfItsCity) {
  for (int i = 0; i < 100; ++i) {
    Value city{.type = T::kCity, .text = "Tooele", .after = ", UT"};
    Value zip{.type = T::kZip, .text = "84074-1187"};
    city.group = zip.group = 3;
    const auto made = Replaced({city, zip}, Seed(i));
    EXPECT_TRUE(IsZipOf(made[1].substr(0, 5), made[0])) << made[0] << " " << made[1];
  }
}

TEST(PlacesTest, TwoCodesOfOneCityStayTwo) {
  std::vector<Value> values;
  for (int i = 0; i < 40; ++i) {
    values.push_back({.type = T::kCity, .text = "Tooele", .after = ", UT", .group = 1 + static_cast<std::uint32_t>(i)});
    values.push_back({.type = T::kZip, .text = std::to_string(84000 + i), .group = values.back().group});
  }
  const auto made = Replaced(values);
  std::set<std::string> codes;
  for (std::size_t i = 1; i < made.size(); i += 2) codes.insert(made[i]);
  EXPECT_EQ(codes.size(), 40U);
}

// 45 CFR 164.514(b)(2)(i)(B), by the data of both censuses.
TEST(PlacesTest, APrefixStandsOnlyWhereBothCensusesLetIt) {
  std::map<std::string, std::string> vintages;
  std::set<std::string> restricted;
  for (const char* name : {"prefixes", "restricted"}) {
    std::ifstream in(std::string(VEIL_SOURCE_DIR "/dictionaries/zip/") + name + ".tsv");
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#') continue;
      ASSERT_EQ(line[3], '\t');
      if (name[0] == 'p') vintages[line.substr(0, 3)] = line.substr(4, line.find('\t', 4) - 4);
      if (name[0] == 'r') restricted.insert(line.substr(0, 3));
    }
  }
  EXPECT_EQ(restricted.size(), 18U);
  std::size_t shown = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string prefix = std::to_string(1000 + i).substr(1);
    const bool may = vintages[prefix] == "2010 2020" && !restricted.contains(prefix);
    const std::string made = Replaced({.type = T::kZip, .text = prefix + "41", .action = ActionKind::kGeneralize});
    EXPECT_EQ(made, (may ? prefix : "000") + "**");
    shown += may ? 1 : 0;
  }
  EXPECT_EQ(shown, 876U);
}

TEST(PlacesTest, NoSurrogateCodeHasARestrictedPrefix) {
  for (const City& city : Cities()) {
    for (const std::string_view zip : city.zips) {
      EXPECT_TRUE(Wordlists::Embedded().MayShowZip3(zip.substr(0, 3))) << zip;
    }
  }
}

TEST(PlacesTest, ManyPlacesOfAMessageAreReplacedThoughTheListsEnd) {
  std::vector<Value> values;
  for (int i = 0; i < 4000; ++i) {
    std::string name = "Qu";
    for (int rest = i; name.size() < 6; rest /= 20) name += static_cast<char>('a' + rest % 20);
    values.push_back({T::kFacility, name + " Hospital"});
    values.push_back({T::kStreet, std::to_string(100 + i) + " " + name + " Ave"});
  }
  for (const std::string& text : Replaced(values)) EXPECT_EQ(text.find('['), std::string::npos) << text;
}

TEST(PlacesTest, TwoHousesStayTwo) {
  std::vector<Value> values;
  for (int i = 0; i < 300; ++i) values.push_back({T::kStreet, std::to_string(1000 + i) + " Larkin Ave"});
  const auto made = Replaced(values);
  EXPECT_EQ(std::set<std::string>(made.begin(), made.end()).size(), 300U);
}

}  // namespace
}  // namespace veil
