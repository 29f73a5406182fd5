#include "codec/base64.h"
#include "codec/utf16.h"
#include "unit/codec/decoded.h"

namespace veil {
namespace {

constexpr std::string_view kHeader = "MSH|^~\\&|APP|FAC|B|C|20240102||ORU^R01|77|P|2.5.1\r";
constexpr std::string_view kTail = "||||||F\r";

std::string Observation(std::string_view value) { return "OBX|1|ED|N||" + std::string(value) + std::string(kTail); }

Opened OpenHl7(std::string_view segments) { return Open(std::string(kHeader) + std::string(segments)); }

std::string Data(std::string_view form, std::string_view bytes) {
  return "APP^" + std::string(form) + "^Base64^" + ToBase64(bytes);
}

std::vector<std::string> UnknownOf(std::string_view value) {
  const Opened opened = OpenHl7(Observation(value));
  return opened.document ? opened.document->unknown_paths : std::vector<std::string>{"not decoded"};
}

TEST(Hl7v2Data, TextInBase64IsReadAndWrittenAnew) {
  for (const char* form : {"TEXT^plain", "Text^", "text^text/plain", "AP^TXT", "text/plain^", "FT^"}) {
    const Opened opened = OpenHl7(Observation(Data(form, "Seen by Ann Roe.\n")));
    ASSERT_TRUE(opened.document) << form;
    EXPECT_EQ(opened.Text("OBX-5.5"), "Seen by Ann Roe.\n") << form;
    EXPECT_EQ(opened.Replace("Ann Roe", "Ida Lund"),
              std::string(kHeader) + Observation(Data(form, "Seen by Ida Lund.\n")));
    EXPECT_EQ(opened.At("OBX-5.5").front()->encoded->place, "OBX-5.5[0]");
  }
}

TEST(Hl7v2Data, APageIsReadAsPeopleReadIt) {
  const Opened opened = OpenHl7(Observation(Data("TEXT^HTML", "<p>by A<b>n</b>n</p>")));
  EXPECT_EQ(opened.Text("OBX-5.5"), "by Ann\n");
}

TEST(Hl7v2Data, LineEndsInBase64AreNone) {
  const std::string data = ToBase64("Seen by Ann Roe.");
  const Opened opened = OpenHl7(Observation("^TEXT^^Base64^" + data.substr(0, 8) + "\\.br\\" + data.substr(8)));
  EXPECT_EQ(opened.Text("OBX-5.5"), "Seen by Ann Roe.");
}

TEST(Hl7v2Data, TextOfAMessageOfSingleBytesMayBeUtf8) {
  const std::string header = "MSH|^~\\&|A|B|C|D|2024||ORU^R01|1|P|2.5||||||8859/1\r";
  EXPECT_EQ(Open(header + Observation(Data("TEXT^plain", "Mu\xC3\xB1oz"))).Text("OBX-5.5"), "Muñoz");
  const Opened bytes = Open(header + Observation(Data("TEXT^plain", "Mu\xF1oz")));
  EXPECT_EQ(bytes.Text("OBX-5.5"), "Muñoz");
  EXPECT_EQ(bytes.Replace("Muñoz", "Zoë"), header + Observation(Data("TEXT^plain", "Zo\xEB")));
}

TEST(Hl7v2Data, WhatIsNotReadIsUnknownWithItsReason) {
  using Paths = std::vector<std::string>;
  EXPECT_EQ(UnknownOf(Data("AP^PDF", "%PDF-1.7")), Paths{"OBX-5.5:pdf"});
  EXPECT_EQ(UnknownOf(Data("IM^JPEG", "\xFF\xD8")), Paths{"OBX-5.5:image"});
  EXPECT_EQ(UnknownOf(Data("TEXT^x-hl7-cda-level-one", "<a/>")), Paths{"OBX-5.5:xml"});
  EXPECT_EQ(UnknownOf(Data("multipart^mixed", "--a")), Paths{"OBX-5.5:other"});
  EXPECT_EQ(UnknownOf("^TEXT^plain^Hex^416E6E"), Paths{"OBX-5.5:encoding"});
  EXPECT_EQ(UnknownOf("^TEXT^plain^Base64^no base64!"), Paths{"OBX-5.5:base64"});
  EXPECT_EQ(UnknownOf(Data("TEXT^plain", std::string("a\0b", 3))), Paths{"OBX-5.5:base64"});
}

TEST(Hl7v2Data, WordsThatAreNotEncodedAreOneText) {
  const Opened opened = OpenHl7(Observation("^TEXT^plain^A^Ann & Bob\\.br\\Roe"));
  EXPECT_EQ(opened.Text("OBX-5.5"), "Ann & Bob\nRoe");
  EXPECT_EQ(opened.At("OBX-5.5").front()->field_class, FieldClass::kFreeText);
}

TEST(Hl7v2Data, APathInThePlaceOfDataAndAPointerAreAddresses) {
  for (const char* value :
       {"^IM^PDF^A^\\\\store\\ct\\77.pdf", "^AP^PDF^^https://a.example/77", "^IM^TIFF^^C:/scan/77.tif"}) {
    const Opened opened = OpenHl7(Observation(value));
    EXPECT_EQ(opened.At("OBX-5.5").front()->type, IdentifierType::kUrl) << value;
  }
  const Opened pointer = OpenHl7("OBX|1|RP|N||//store/ct/77.pdf^HIS^Application^PDF||||||F\r");
  EXPECT_EQ(pointer.At("OBX-5.1").front()->type, IdentifierType::kUrl);
}

TEST(Hl7v2Data, Base64ThatNobodyDeclaresIsUnknown) {
  const std::string data = ToBase64(std::string(60, 'a') + "Ann Roe 1 was seen, and 22 others.");
  const Opened text = OpenHl7("OBX|1|TX|N||Report:||||||F\rOBX|2|TX|N||" + data + "||||||F\rOBX|3|TX|N||QW5u||||||F\r");
  ASSERT_TRUE(text.document);
  ASSERT_EQ(text.At("OBX-5").size(), 2U);
  EXPECT_EQ(text.At("OBX-5")[0]->field_class, FieldClass::kFreeText);
  EXPECT_EQ(text.At("OBX-5")[1]->field_class, FieldClass::kUnknown);
  EXPECT_EQ(text.document->unknown_paths, std::vector<std::string>{"OBX-5:base64"});
  EXPECT_EQ(UnknownOf("^AP^PDF^^" + data), std::vector<std::string>{"OBX-5.5:pdf"});
}

TEST(Hl7v2Utf16, IsReadAndWrittenInItsByteOrder) {
  for (const ByteOrder order : {ByteOrder::kLittle, ByteOrder::kBig}) {
    const auto message = [&](std::string_view name) {
      return ToUtf16(order, "MSH|^~\\&|A|B|C|D|2024||ADT^A01|1|P|2.5||||||UNICODE UTF-16\rPID|1||||" +
                                std::string(name) + "^\xF0\x9F\x92\x89\r");
    };
    const Opened opened = Open(message("Roe"));
    ASSERT_TRUE(opened.document);
    EXPECT_EQ(opened.document->format, Format::kHl7v2);
    EXPECT_EQ(opened.Encode({}), message("Roe"));
    EXPECT_EQ(opened.Text("PID-5.1"), "Roe");
    EXPECT_EQ(opened.Replace("Roe", "Zoë"), message("Zoë"));
    const auto runs = opened.At("PID-5.1").front()->map.ToRaw({0, 3});
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(opened.raw.bytes.Expose().substr(runs[0].raw.begin, runs[0].raw.size()), ToUtf16(order, "Roe"));
  }
}

TEST(Hl7v2Utf16, DataInBase64KeepsItsPlace) {
  const auto message = [](std::string_view data) {
    return ToUtf16(ByteOrder::kBig, "\xEF\xBB\xBF" + std::string(kHeader) + Observation(Data("TEXT^plain", data)));
  };
  const Opened opened = Open(message("by Ann Roe"));
  EXPECT_EQ(opened.Replace("Ann", "Ida"), message("by Ida Roe"));
}

TEST(Hl7v2Utf16, MustBeDeclaredOrMarked) {
  const std::string plain = "MSH|^~\\&|A|B|C|D|2024||ADT^A01|1|P|2.5\rPID|1\r";
  EXPECT_EQ(FailureOf(Open(ToUtf16(ByteOrder::kLittle, plain))), ErrorCode::kUnsupportedCharset);
  EXPECT_TRUE(Open(ToUtf16(ByteOrder::kLittle, "\xEF\xBB\xBF" + plain)).document);
  const std::string other = "MSH|^~\\&|A|B|C|D|2024||ADT^A01|1|P|2.5||||||8859/1\rPID|1\r";
  EXPECT_EQ(FailureOf(Open(ToUtf16(ByteOrder::kLittle, other))), ErrorCode::kInvalidEncoding);
  const std::string declared = "MSH|^~\\&|A|B|C|D|2024||ADT^A01|1|P|2.5||||||UNICODE UTF-16\rPID|1\r";
  EXPECT_EQ(FailureOf(Open(declared)), ErrorCode::kInvalidEncoding);
}

TEST(Hl7v2Utf16, HalfACharacterIsRefused) {
  const std::string bytes = ToUtf16(ByteOrder::kLittle, "\xEF\xBB\xBF" + std::string(kHeader));
  EXPECT_EQ(FailureOf(Open(bytes + "a")), ErrorCode::kInvalidEncoding);
  EXPECT_EQ(FailureOf(Open(bytes + "\x01\xD8" + std::string("a\0", 2))), ErrorCode::kInvalidEncoding);
}

}  // namespace
}  // namespace veil
