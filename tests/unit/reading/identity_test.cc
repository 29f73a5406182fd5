#include <gtest/gtest.h>

#include <cctype>
#include <regex>
#include <string>

#include "pipeline/deidentifier.h"

namespace veil {
namespace {

constexpr const char* kMrn = "44719023";

// What one message shows of its patient, in capitals, and of when it was born and seen.
struct Shown {
  std::string family, given, birth, seen;
};

RawMessage Raw(std::string bytes) {
  RawMessage message;
  message.bytes = PhiString(std::move(bytes));
  message.key = PhiString(kMrn);
  return message;
}

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(c));
  return text;
}

class IdentityTest : public testing::Test {
 protected:
  explicit IdentityTest(char key = 'k')
      : deidentifier_({}, *Policy::Load("research-dateshift", VEIL_SOURCE_DIR "/deploy/policies"),
                      SurrogateKey(std::string(32, key))) {}

  std::string Clean(std::string bytes) const {
    const Processed processed = deidentifier_.Process(Raw(std::move(bytes)));
    const auto* clean = std::get_if<CleanMessage>(&processed.outcome);
    EXPECT_NE(clean, nullptr);
    return clean == nullptr ? "" : clean->bytes();
  }

  // What the first groups of the patterns match in the clean message; dates without their hyphens.
  Shown Read(std::string bytes, const char* family, const char* given, const char* birth, const char* seen) const {
    const std::string clean = Clean(std::move(bytes));
    const auto value = [&](const char* pattern) {
      std::smatch parts;
      EXPECT_TRUE(std::regex_search(clean, parts, std::regex(pattern))) << pattern << "\n" << clean;
      return parts.size() < 2 ? std::string() : std::regex_replace(parts[1].str(), std::regex("-"), "");
    };
    return {Upper(value(family)), Upper(value(given)), value(birth), value(seen)};
  }

  static void ExpectSame(const Shown& one, const Shown& other) {
    EXPECT_EQ(one.family, other.family);
    EXPECT_EQ(one.given, other.given);
    EXPECT_EQ(one.birth, other.birth);
    EXPECT_EQ(one.seen, other.seen);
  }

  Deidentifier deidentifier_;
};

constexpr const char* kHl7 =
    "MSH|^~\\&|ADT|CRESCENT|LAB|CRESCENT|20210314101500||ADT^A01|MSG00001|P|2.5.1\r"
    "EVN|A01|20210314101500\r"
    "PID|1||44719023^^^CRESCENT^MR||TILLMAN^GREGOR||19570722|M\r"
    "PV1|1|I|4W^412^A\r";
constexpr const char* kFhir =
    R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient",)"
    R"("identifier":[{"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},)"
    R"("value":"44719023"}],"name":[{"family":"Tillman","given":["Gregor"]}],"gender":"male",)"
    R"("birthDate":"1957-07-22"}},{"resource":{"resourceType":"Encounter","status":"finished","class":{"code":"AMB"},)"
    R"("period":{"start":"2021-03-14"}}}]})";
constexpr const char* kCda =
    R"(<?xml version="1.0" encoding="UTF-8"?><ClinicalDocument xmlns="urn:hl7-org:v3">)"
    R"(<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/><effectiveTime value="20210314"/>)"
    R"(<recordTarget><patientRole><id root="2.16.840.1.113883.19.5" extension="44719023"/><patient>)"
    R"(<name><given>Gregor</given><family>Tillman</family></name>)"
    R"(<administrativeGenderCode code="M" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="19570722"/>)"
    R"(</patient></patientRole></recordTarget></ClinicalDocument>)";
constexpr const char* kNote =
    "Patient: Gregor Tillman   MRN: 44719023   DOB: 1957-07-22\n"
    "Mr. Tillman was seen on 2021-03-14 by Dr. Imani Washburn for cough.\n";

TEST_F(IdentityTest, OnePatientIsOnePersonInHl7FhirCdaAndText) {
  const Shown hl7 =
      Read(kHl7, R"(MR\|\|([A-Z]+)\^)", R"(MR\|\|[A-Z]+\^([A-Z]+))", R"(\|\|(\d{8})\|M)", R"(\|(\d{8})\d{6}\|\|)");
  EXPECT_NE(hl7.family, "TILLMAN");
  EXPECT_NE(hl7.birth, "19570722");
  ExpectSame(hl7, Read(kFhir, R"re("family":"([A-Za-z]+)")re", R"re("given":\["([A-Za-z]+)")re",
                       R"re("birthDate":"([-0-9]+)")re", R"re("start":"([-0-9]+)")re"));
  ExpectSame(hl7, Read(kCda, "<family>([A-Za-z]+)<", "<given>([A-Za-z]+)<", R"re(birthTime value="(\d+)")re",
                       R"re(effectiveTime value="(\d+)")re"));
  ExpectSame(hl7, Read(kNote, "Patient: [A-Za-z]+ ([A-Za-z]+) ", "Patient: ([A-Za-z]+) ", "DOB: ([-0-9]+)",
                       "on ([-0-9]+) by"));
}

TEST_F(IdentityTest, AClinicianIsOnePersonForTwoPatients) {
  const auto clinician = [&](const char* patient, const char* mrn) {
    RawMessage message;
    message.bytes = PhiString("Patient: " + std::string(patient) + "\nSeen by Dr. Imani Washburn today.\n");
    message.key = PhiString(mrn);
    const Processed processed = deidentifier_.Process(std::move(message));
    const std::string& clean = std::get<CleanMessage>(processed.outcome).bytes();
    return clean.substr(clean.find("Dr. "));
  };
  EXPECT_EQ(clinician("Gregor Tillman", "44719023"), clinician("Paulette Bergeron", "50012345"));
}

// Of a list of some thousand names a few hundred words of a message are seldom met: then a name is another one there.
TEST_F(IdentityTest, OfAThousandPatientsFewHaveAnotherNameInAMessageThatHoldsTheirSurrogate) {
  int other = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto name_in = [&](const std::string& text) {
      RawMessage message;
      message.bytes = PhiString("Patient: Gregor Tillman\n" + text);
      message.key = PhiString("447" + std::to_string(10000 + i));
      const Processed processed = deidentifier_.Process(std::move(message));
      const std::string& clean = std::get<CleanMessage>(processed.outcome).bytes();
      return clean.substr(0, clean.find('\n'));
    };
    other += name_in("Seen for cough.\n") != name_in("Wife Paulette Tillman and son Bruno visited with Dr. Abell.\n")
                 ? 1
                 : 0;
  }
  EXPECT_LT(other, 10);
}

}  // namespace
}  // namespace veil
