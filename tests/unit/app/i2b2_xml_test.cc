#include "app/i2b2_xml.h"

#include <gtest/gtest.h>

#include <string>

#include "app/i2b2_types.h"

namespace veil {
namespace {

std::string Note(const std::string& text, const std::string& tags) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<deIdi2b2>\n<TEXT><![CDATA[" + text + "]]></TEXT>\n<TAGS>\n" +
         tags + "</TAGS>\n</deIdi2b2>\n";
}

std::string Tag(const std::string& element, const std::string& type, int begin, int end, const std::string& text) {
  return "<" + element + " id=\"P0\" start=\"" + std::to_string(begin) + "\" end=\"" + std::to_string(end) +
         "\" text=\"" + text + "\" TYPE=\"" + type + "\" comment=\"\" />\n";
}

TEST(I2b2XmlTest, TagsAreSpansOfTheText) {
  const auto gold =
      ParseI2b2(Note("\nDr. Ose\xC3\xAF saw Ada & son, 93, a welder, in 2067.",
                     Tag("NAME", "DOCTOR", 5, 9, "Ose\xC3\xAF") + Tag("NAME", "PATIENT", 14, 23, "Ada &amp; son") +
                         Tag("AGE", "AGE", 25, 27, "93") + Tag("PROFESSION", "PROFESSION", 31, 37, "welder") +
                         Tag("DATE", "DATE", 42, 46, "2067")));
  ASSERT_TRUE(gold) << gold.error().what.view();
  EXPECT_EQ(gold->text, "\nDr. Ose\xC3\xAF saw Ada & son, 93, a welder, in 2067.");
  EXPECT_EQ(gold->spans, (std::vector<GoldSpan>{{{5, 10}, IdentifierType::kNameProvider},
                                                {{15, 24}, IdentifierType::kNamePatient},
                                                {{26, 28}, IdentifierType::kAgeOver89},
                                                {{43, 47}, IdentifierType::kYear}}));
}

TEST(I2b2XmlTest, LineEndsAreOneCharacter) {
  const auto gold = ParseI2b2(Note("a\r\nb\r\nAda\r\nBerg", Tag("NAME", "PATIENT", 4, 12, "Ada&#10;Berg")));
  ASSERT_TRUE(gold) << gold.error().what.view();
  EXPECT_EQ(gold->text, "a\nb\nAda\nBerg");
}

TEST(I2b2XmlTest, TextNeedsNoCdata) {
  const auto gold = ParseI2b2("<deIdi2b2><TEXT>A &lt; B, <![CDATA[Ada]]>&#233;</TEXT><TAGS>" +
                              Tag("NAME", "PATIENT", 7, 11, "Ada\xC3\xA9") + "</TAGS></deIdi2b2>");
  ASSERT_TRUE(gold) << gold.error().what.view();
  EXPECT_EQ(gold->text, "A < B, Ada\xC3\xA9");
}

TEST(I2b2XmlTest, AWrongTagIsRefusedWhereItStands) {
  const std::string wrong[] = {Tag("NAME", "PATIENT", 0, 3, "Eda"),  Tag("NAME", "PATIENT", 0, 30, "Ada"),
                               Tag("NAME", "PATIENTS", 0, 3, "Ada"), Tag("DATE", "PATIENT", 0, 3, "Ada"),
                               Tag("NAME", "PATIENT", -1, 3, "Ada"), "<NAME start=\"0\" end=\"3\" TYPE=\"PATIENT\"/>"};
  for (const std::string& tag : wrong) {
    const std::string xml = Note("Ada\r\n", Tag("ID", "IDNUM", 0, 3, "Ada") + tag);
    const auto gold = ParseI2b2(xml);
    ASSERT_FALSE(gold) << tag;
    EXPECT_EQ(gold.error().code, ErrorCode::kMalformed);
    EXPECT_EQ(gold.error().offset, static_cast<std::int64_t>(xml.find(tag)) + 1) << tag;
  }
}

TEST(I2b2XmlTest, OtherFilesAreRefused) {
  for (const char* xml :
       {"", "<ClinicalDocument/>", "<deIdi2b2/>", "<deIdi2b2><TEXT>a</TEXT>",
        "<deIdi2b2><TEXT>a</TEXT><TEXT>b</TEXT></deIdi2b2>", "<!DOCTYPE x><deIdi2b2><TEXT>a</TEXT></deIdi2b2>"}) {
    EXPECT_FALSE(ParseI2b2(xml)) << xml;
  }
}

TEST(I2b2TypesTest, TheTextDecidesWhatMayStay) {
  const auto of = [](std::string_view element, std::string_view type, std::string_view text) {
    return I2b2Type(element, type, text).value();
  };
  EXPECT_EQ(of("AGE", "AGE", "89"), IdentifierType::kAge);
  EXPECT_EQ(of("AGE", "AGE", "90"), IdentifierType::kAgeOver89);
  EXPECT_EQ(of("AGE", "AGE", "102 yo"), IdentifierType::kAgeOver89);
  EXPECT_EQ(of("AGE", "AGE", "Ninety-one"), IdentifierType::kAgeOver89);
  EXPECT_EQ(of("AGE", "AGE", "nineteen"), IdentifierType::kAge);
  EXPECT_EQ(of("AGE", "AGE", "60s"), IdentifierType::kAge);
  EXPECT_EQ(of("DATE", "DATE", "1990's"), IdentifierType::kYear);
  EXPECT_EQ(of("DATE", "DATE", "2067-05-03"), IdentifierType::kDate);
  EXPECT_EQ(of("DATE", "DATE", "20670503"), IdentifierType::kDate);
  EXPECT_EQ(of("LOCATION", "COUNTRY", "Peru"), IdentifierType::kState);
  EXPECT_EQ(of("PROFESSION", "PROFESSION", "welder"), std::nullopt);
}

}  // namespace
}  // namespace veil
