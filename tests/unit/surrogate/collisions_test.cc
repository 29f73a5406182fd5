#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/fold.h"
#include "surrogate/text.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

using T = IdentifierType;

// What one surrogate of a message is most easily taken for: another identifier of it. Dates shift to other dates of the
// message, and ages go into bands, as they must.
TEST(CollisionsTest, NoSurrogateIsAnIdentifierOfItsMessage) {
  std::mt19937 dice(29);
  const auto number = [&](int below) {
    return std::to_string(static_cast<int>(dice() % static_cast<unsigned>(below)));
  };
  for (int round = 0; round < 60; ++round) {
    std::vector<Value> values;
    for (int i = 0; i < 12; ++i) {
      values.push_back({T::kMrn, number(400)});
      values.push_back({T::kId, "R-" + number(30)});
      values.push_back({T::kAccount, number(100000)});
      values.push_back({T::kZip, std::to_string(84000 + static_cast<int>(dice() % 1000))});
      values.push_back({T::kPhone, "435-555-01" + std::to_string(10 + dice() % 90)});
      values.push_back({T::kPhone, "555-01" + std::to_string(10 + dice() % 90)});
      values.push_back({T::kIp, "192.0.2." + number(255)});
      values.push_back({T::kEmail, "mary.alvarado" + number(20) + "@example.com"});
    }
    for (const char* city : {"Logan", "Ogden", "Provo", "Lehi"})
      values.push_back({T::kCity, city, ActionKind::kSurrogate, "", ", UT"});
    for (const char* state : {"Utah", "ID", "Nevada"}) values.push_back({T::kState, state});
    for (const char* place : {"Alder Heights Hospital", "Cedar Summit Clinic"}) values.push_back({T::kFacility, place});
    for (const char* street : {"12 Alder Glen Ave", "44 Cedar Hollow Rd"}) values.push_back({T::kStreet, street});
    std::set<std::string> originals;
    for (const Value& value : values) originals.insert(surrogate::Bare(value.text));
    const auto made = Replaced(values, Seed(std::to_string(round)));
    for (std::size_t i = 0; i < made.size(); ++i) {
      EXPECT_FALSE(originals.contains(surrogate::Bare(made[i]))) << values[i].text << " became " << made[i];
    }
  }
}

struct Spread {
  Value value;
  double surrogates;  // how many there are to draw from, at least
};

// An observer of many clean messages sees as many surrogates of one original as there are, evenly: counting them tells
// neither that the originals are one nor how frequent it is.
TEST(CollisionsTest, EqualOriginalsInTwoMessagesHaveIndependentSurrogates) {
  const std::vector<Spread> kSpreads = {{{T::kMrn, "5519027"}, 9e6},
                                        {{T::kPhone, "(509) 326-8842"}, 6e4},
                                        {{T::kIp, "10.44.17.203"}, 762},
                                        {{T::kEmail, "a.berg@mail.test"}, 1e6},
                                        {{T::kNamePatient, "Anna Qerith"}, 1e5},
                                        {{T::kCity, "Qerith"}, 1500},
                                        {{T::kFacility, "Qerith Hospital"}, 1600},
                                        {{T::kStreet, "771 Qerith Ave"}, 1e5},
                                        {{T::kZip, "84074"}, 2000},
                                        {{T::kSsn, "531-88-4406"}, 2e7}};
  constexpr int kMessages = 1500;
  for (const Spread& spread : kSpreads) {
    std::map<std::string, int> counts;
    for (int i = 0; i < kMessages; ++i) ++counts[Replaced(spread.value, Seed("m" + std::to_string(i)))];
    double alike = 0;
    int most = 0;
    for (const auto& [text, count] : counts) {
      alike += 0.5 * count * (count - 1);
      most = std::max(most, count);
    }
    const double expected = 0.5 * kMessages * (kMessages - 1) / spread.surrogates;
    EXPECT_LE(alike, 1.3 * expected + 5) << IdentifierTypeName(spread.value.type).view();
    EXPECT_LE(most, 12) << IdentifierTypeName(spread.value.type).view();
  }
}

}  // namespace
}  // namespace veil
