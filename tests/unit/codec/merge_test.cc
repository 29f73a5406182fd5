#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "codec/codec.h"

namespace veil {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// From and into, of the document that a message opens into.
Pairs Merges(const std::string& bytes) {
  static const auto codecs = MakeCodecs({});
  RawMessage message;
  message.bytes = PhiString(bytes);
  const auto codec = ChooseCodec(codecs, message);
  EXPECT_TRUE(codec);
  const auto document = (*codec)->Decode(message);
  EXPECT_TRUE(document) << (document ? "" : document.error().what.view());
  Pairs pairs;
  if (!document) return pairs;
  for (const Merge& merge : document->merges) pairs.emplace_back(merge.from.Expose(), merge.into.Expose());
  return pairs;
}

std::string Hl7(const std::string& type, const std::string& segments) {
  return "MSH|^~\\&|A|B|C|D|20240101||" + type + "|1|P|2.5.1\r" + segments;
}

TEST(MergeTest, AMergeNamesThePriorNumbersAndTheSurvivor) {
  EXPECT_EQ(Merges(Hl7("ADT^A40^ADT_A39", "EVN|A40\rPID|1||222^^^G^MR||DOE^J\rMRG|111^^^G^MR~5^^^H^MR||A1||||DOE^K\r")),
            (Pairs{{"111", "222"}, {"5", "222"}}));
  EXPECT_EQ(Merges(Hl7("ADT^A18", "PID|1||222||DOE^J\rMRG|111|||110\r")), (Pairs{{"111", "222"}, {"110", "222"}}));
}

TEST(MergeTest, EachPatientOfARepeatedGroupHasItsOwn) {
  EXPECT_EQ(Merges(Hl7("ADT^A40", "PID|1||222||DOE^J\rMRG|111\rPID|1||444||ROE^J\rMRG|333\r")),
            (Pairs{{"111", "222"}, {"333", "444"}}));
}

TEST(MergeTest, WhatMovesAccountsOrVisitsJoinsNobody) {
  for (const char* type : {"ADT^A43", "ADT^A44", "ADT^A41", "ADT^A01", "ADT", ""}) {
    EXPECT_TRUE(Merges(Hl7(type, "PID|1||222||DOE^J\rMRG|111\r")).empty()) << type;
  }
  EXPECT_TRUE(Merges(Hl7("ADT^A40", "PID|1||222||DOE^J\rMRG|222\r")).empty());
  EXPECT_TRUE(Merges(Hl7("ADT^A40", "PID|1||||DOE^J\rMRG|111\r")).empty());
}

std::string Patient(const std::string& id, const std::string& number, const std::string& link) {
  return R"({"resourceType":"Patient","id":")" + id +
         R"(","identifier":[{"type":{"coding":[{"code":"MR"}]},"value":")" + number + R"("}])" +
         (link.empty() ? "" : R"(,"link":[)" + link + "]") + "}";
}

TEST(MergeTest, APatientLinkByIdentifierJoins) {
  const std::string other = R"({"other":{"identifier":{"type":{"coding":[{"code":"MR"}]},"value":"111"}},"type":")";
  EXPECT_EQ(Merges(Patient("a", "222", other + R"(replaces"})")), (Pairs{{"111", "222"}}));
  EXPECT_EQ(Merges(Patient("a", "222", other + R"(replaced-by"})")), (Pairs{{"222", "111"}}));
  EXPECT_TRUE(Merges(Patient("a", "222", other + R"(seealso"})")).empty());
}

TEST(MergeTest, APatientLinkByReferenceJoinsWithinTheMessage) {
  const std::string link = R"({"other":{"reference":"Patient/b"},"type":"replaced-by"})";
  EXPECT_TRUE(Merges(Patient("a", "222", link)).empty());
  const std::string bundle = R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":)" +
                             Patient("a", "222", link) + R"(},{"resource":)" + Patient("b", "111", "") + "}]}";
  EXPECT_EQ(Merges(bundle), (Pairs{{"222", "111"}}));
}

}  // namespace
}  // namespace veil
