#include <functional>
#include <set>

#include "surrogate/text.h"
#include "unit/surrogate/replaced.h"

namespace veil {
namespace {

std::size_t Distinct(const std::vector<std::string>& texts) {
  return std::set<std::string>(texts.begin(), texts.end()).size();
}

std::vector<Value> Many(IdentifierType type, int count, const std::function<std::string(int)>& text) {
  std::vector<Value> values;
  for (int i = 0; i < count; ++i) values.push_back({type, text(i)});
  return values;
}

std::string FourNumbers(int i) { return "10.7." + std::to_string(i / 250) + "." + std::to_string(1 + i % 250); }

TEST(NetTest, ManyAddressesOfAMessageNeverShareASurrogate) {
  constexpr int kCount = 6000;
  using T = IdentifierType;
  const std::pair<T, std::function<std::string(int)>> kKinds[] = {
      {T::kEmail, [](int i) { return "q" + std::to_string(i) + "@mail.test"; }},
      {T::kUrl, [](int i) { return "https://portal.test/u/" + std::to_string(i); }},
      {T::kIp, FourNumbers},
      {T::kPhone, [](int i) {
         return "509-3" + std::to_string(100000 + i).substr(0, 2) + "-" + std::to_string(100000 + i).substr(2);
       }}};
  for (const auto& [type, text] : kKinds) {
    EXPECT_EQ(Distinct(Replaced(Many(type, kCount, text))), std::size_t{kCount});
  }
}

TEST(NetTest, TheRangesKeptForOthersComeFirst) {
  const auto few = Replaced(Many(IdentifierType::kIp, 300, FourNumbers));
  for (const std::string& address : few) {
    EXPECT_TRUE(address.starts_with("192.0.2.") || address.starts_with("198.51.100.") ||
                address.starts_with("203.0.113."))
        << address;
  }
  for (const std::string& address : Replaced(Many(IdentifierType::kIp, 2000, FourNumbers))) {
    const int first = std::stoi(address);
    EXPECT_TRUE(first == 192 || first == 198 || first == 203 || (first >= 240 && first < 255)) << address;
  }
}

TEST(NetTest, OneAddressInTwoWaysOfWritingIsOne) {
  const auto mac = Replaced({{IdentifierType::kIp, "F0-45-DA-11-9C-2E"}, {IdentifierType::kIp, "f0:45:da:11:9c:2e"}});
  EXPECT_EQ(surrogate::Bare(mac[0]), surrogate::Bare(mac[1]));
  const auto ip = Replaced({{IdentifierType::kIp, "10.44.17.203:8080"}, {IdentifierType::kIp, "10.44.17.203"}});
  EXPECT_EQ(ip[0], ip[1] + ":8080");
  const auto mail =
      Replaced({{IdentifierType::kEmail, "mailto:a.berg@mail.test"}, {IdentifierType::kEmail, "A.Berg@mail.test"}});
  EXPECT_EQ(mail[0], "mailto:" + mail[1]);
}

TEST(PhonesTest, AHundredLinesAreForFictionAndTheRestNobodyCanDial) {
  const auto made =
      Replaced(Many(IdentifierType::kPhone, 400, [](int i) { return "(509) 326-" + std::to_string(2000 + i); }));
  int fiction = 0;
  for (const std::string& number : made) {
    const bool reserved = number.substr(6, 6) == "555-01";
    fiction += reserved ? 1 : 0;
    EXPECT_TRUE(reserved || number[6] == '0' || number[6] == '1') << number;
  }
  EXPECT_EQ(fiction, 100);
}

TEST(PhonesTest, ANumberOfFictionInTheMessageIsNoSurrogateOfAnother) {
  auto values = Many(IdentifierType::kPhone, 100, [](int i) { return "555-01" + std::to_string(100 + i).substr(1); });
  std::set<std::string> originals;
  for (const Value& value : values) originals.insert(value.text);
  for (const std::string& number : Replaced(values)) EXPECT_FALSE(originals.contains(number)) << number;
}

TEST(PhonesTest, OneLineInTwoAreasIsTwoNumbers) {
  const auto made = Replaced({{IdentifierType::kPhone, "(509) 326-8842"},
                              {IdentifierType::kPhone, "(360) 326-8842"},
                              {IdentifierType::kPhone, "326-8842"}});
  EXPECT_NE(made[0], made[1]);
  EXPECT_EQ(made[0].substr(6), made[2]);
  EXPECT_EQ(made[1].substr(6), made[2]);
}

}  // namespace
}  // namespace veil
