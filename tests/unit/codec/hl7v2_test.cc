#include "unit/codec/decoded.h"

namespace veil {
namespace {

constexpr std::string_view kHeader = "MSH|^~\\&|APP|FAC|B|C|20240102||ADT^A01|77|P|2.5.1\r";

Opened OpenHl7(std::string_view segments) { return Open(std::string(kHeader) + std::string(segments)); }

TEST(Hl7v2, OpensAPersonIntoParts) {
  const Opened opened = OpenHl7("PID|1||77^^^A^MR||Roe^Ann^B||19470311081500|F\r");
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Text("PID-5.1"), "Roe");
  EXPECT_EQ(opened.At("PID-5.1").front()->type, IdentifierType::kNamePatient);
  EXPECT_EQ(opened.At("PID-5.1").front()->group, opened.At("PID-5.2").front()->group);
  EXPECT_EQ(opened.At("PID-3.1").front()->type, IdentifierType::kMrn);
  EXPECT_EQ(opened.Text("PID-7"), "19470311");
  EXPECT_EQ(opened.At("PID-7")[1]->field_class, FieldClass::kSafe);
}

TEST(Hl7v2, JoinsANoteOverSegmentsAndKeepsTheJoint) {
  const Opened opened = OpenHl7("OBX|1|TX|N||by VAN DER||||||F\rOBX|2|TX|N||BERG now||||||F\r");
  EXPECT_EQ(opened.Text("OBX-5"), "by VAN DER\nBERG now");
  EXPECT_EQ(opened.Replace("VAN DER\nBERG", "OLE HANSEN"),
            std::string(kHeader) + "OBX|1|TX|N||by OLE||||||F\rOBX|2|TX|N||HANSEN now||||||F\r");
}

TEST(Hl7v2, DecodesAndWritesEscapes) {
  const Opened opened = OpenHl7("NTE|1||a \\T\\ b\\.br\\\\H\\Sm\\N\\ith \\X41\\ C:\\x\r");
  EXPECT_EQ(opened.Text("NTE-3"), "a & b\nSmith A C:\\x");
  EXPECT_EQ(opened.Replace("Smith", "O|K"),
            std::string(kHeader) + "NTE|1||a \\T\\ b\\.br\\\\H\\O\\F\\K \\X41\\ C:\\x\r");
}

TEST(Hl7v2, HonoursOwnDelimitersAndCharset) {
  const Opened opened = Open("MSH*:;!%*A*B*C*D*2024**ADT*1*P*2.5******8859/1\nPID*1**5**Mu\xF1oz:A\n");
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Text("PID-5.1"), "Muñoz");
  EXPECT_EQ(opened.Replace("Muñoz", "Zo\xC3\xAB"),
            "MSH*:;!%*A*B*C*D*2024**ADT*1*P*2.5******8859/1\nPID*1**5**Zo\xEB:A\n");
}

TEST(Hl7v2, UnknownSegmentsAndFieldsAreUnknown) {
  const Opened opened = OpenHl7("ZPI|1|x^y\rPID|1||||||||||||||||||||||||||||||||||||||||||||z\r");
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.document->unknown_paths, (std::vector<std::string>{"ZPI-1", "ZPI-2", "PID-45"}));
}

TEST(Hl7v2, AnAgeOf90IsAnIdentifier) {
  const Opened opened = OpenHl7("OBX|1|NM|30525-0^Age^LN||95|a|||||F\rOBX|2|NM|1^Weight||95|kg|||||F\r");
  EXPECT_EQ(opened.At("OBX-5")[0]->type, IdentifierType::kAgeOver89);
  EXPECT_EQ(opened.At("OBX-5")[1]->field_class, FieldClass::kSafe);
}

TEST(Hl7v2, TheGuarantorMayBeThePatient) {
  EXPECT_EQ(OpenHl7("GT1|1||Roe^Ann||||||||SEL\r").At("GT1-3.1").front()->type, IdentifierType::kNamePatient);
  EXPECT_EQ(OpenHl7("GT1|1||Roe^Bob||||||||SPO\r").At("GT1-3.1").front()->type, IdentifierType::kNameRelative);
}

TEST(Hl7v2, AMemberNumberWhereACodeBelongsIsLookedAt) {
  const Opened member = OpenHl7("IN1|1" + std::string(34, '|') + "7TR2AB4QP19\r");
  ASSERT_EQ(member.At("IN1-35").size(), 1U);
  EXPECT_EQ(member.At("IN1-35")[0]->field_class, FieldClass::kFreeText);
  EXPECT_EQ(OpenHl7("IN1|1" + std::string(34, '|') + "2106-3\r").At("IN1-35")[0]->field_class, FieldClass::kSafe);
}

TEST(Hl7v2, WordsWhereACodeBelongsAreLookedAt) {
  const Opened opened =
      OpenHl7("PID|1|||||||Ada Okafor||||||||||||||||||||||AB-00418226\rDG1|1|ICD|I10^Hypertension^I10\r");
  EXPECT_EQ(opened.At("PID-8").front()->field_class, FieldClass::kFreeText);
  EXPECT_EQ(opened.At("PID-30").front()->field_class, FieldClass::kFreeText);
  EXPECT_EQ(opened.At("DG1-3.1").front()->field_class, FieldClass::kSafe);
  EXPECT_EQ(opened.At("DG1-3.3").front()->field_class, FieldClass::kSafe);
}

TEST(Hl7v2, RefusesBrokenMessages) {
  EXPECT_EQ(FailureOf(Open("MSH|\r")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("MSH|^~")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("MSH|^^\\&|A\r")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("MSH|ab|A\r")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(OpenHl7("garbage line\r")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("MSH|^~\\&|||||||||||||||BIG-5\rPID|1\r")), ErrorCode::kInternal);
  EXPECT_EQ(FailureOf(Open("MSH|^~\\&||||||||||||||||BIG-5\rPID|1\r")), ErrorCode::kUnsupportedCharset);
}

TEST(Hl7v2, ReadsFramesAndBatches) {
  const Opened opened = Open("\x0BMSH|^~\\&|A\rPID|1\r\x1C\r");
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Encode({}), opened.raw.bytes.Expose());
  EXPECT_TRUE(Open("FHS|^~\\&|A\rBHS|^~\\&|A\rMSH|^~\\&|A\rPID|1\rBTS|1\rFTS|1\r").document);
}

TEST(Hl7v2, ABatchMayBeAboutManyPatients) {
  const auto patients = [](std::string_view second) {
    return OpenHl7("PID|1||77^^^A^MR\rMSH|^~\\&|A\rPID|1||" + std::string(second) + "\r").document->many_patients;
  };
  EXPECT_FALSE(patients("77^^^A^MR~88^^^B^MR"));
  EXPECT_FALSE(patients(""));
  EXPECT_TRUE(patients("78^^^A^MR"));
}

TEST(Hl7v2, TheDeclaredCharsetStays) {
  const Opened opened = Open("MSH|^~\\&|A|B|C|D|2024||ADT^A01|1|P|2.5||||||UNICODE UTF-8~ASCII\rPID|1\r");
  ASSERT_EQ(opened.At("MSH-18").size(), 1U);
  EXPECT_EQ(opened.At("MSH-18").front()->field_class, FieldClass::kSafe);
}

TEST(Hl7v2, ACustomaryWordForAWardIsACode) {
  EXPECT_EQ(OpenHl7("PV1|1|I|MICU^12\r").At("PV1-3.1").front()->field_class, FieldClass::kSafe);
  EXPECT_EQ(OpenHl7("PV1|1|I|MICU-12\r").At("PV1-3.1").front()->field_class, FieldClass::kIdentifier);
  EXPECT_EQ(OpenHl7("PV1|1|I|CCI\r").At("PV1-3.1").front()->field_class, FieldClass::kTerm);
  EXPECT_EQ(OpenHl7("PV1|1|I|MAGNOLIA\r").At("PV1-3.1").front()->field_class, FieldClass::kFreeText);
}

TEST(Hl7v2, TenThousandRepetitionsAreFieldsUpToTheLimit) {
  std::string pid = "PID|1||";
  for (int i = 0; i < 10'000; ++i) pid += "77^^^A^MR~";
  EXPECT_TRUE(OpenHl7(pid + "\r").document);
  CodecOptions options;
  options.limits.fields_max = 1000;
  EXPECT_EQ(FailureOf(Open(std::string(kHeader) + pid + "\r", options)), ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace veil
