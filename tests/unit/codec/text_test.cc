#include "unit/codec/decoded.h"

namespace veil {
namespace {

TEST(Text, IsOneFieldOfFreeText) {
  const Opened opened = Open("Seen today by Ana.");
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.document->fields.size(), 1U);
  EXPECT_EQ(opened.Text("text"), "Seen today by Ana.");
  EXPECT_EQ(opened.Replace("Ana", "Eva"), "Seen today by Eva.");
}

TEST(Text, KeepsTheByteOrderMark) {
  const Opened opened = Open(
      "\xEF\xBB\xBF"
      "Note");
  EXPECT_EQ(opened.Text("text"), "Note");
  EXPECT_EQ(opened.Encode({}),
            "\xEF\xBB\xBF"
            "Note");
}

TEST(Text, ReadsWindows1252AndWritesItBack) {
  const Opened opened = Open(
      "the patient Mar\xED"
      "a went home");
  EXPECT_EQ(opened.Text("text"), "the patient María went home");
  EXPECT_EQ(opened.Replace("María", "Zoë Łu"), "the patient Zo\xEB Lu went home");
}

TEST(Text, RefusesNulAndBinaryAndNothing) {
  EXPECT_EQ(FailureOf(Open(std::string_view("a\0b", 3))), ErrorCode::kUnknownFormat);
  EXPECT_EQ(FailureOf(Open("")), ErrorCode::kEmpty);
  RawMessage raw = Message(std::string_view("a\0b", 3));
  raw.format = Format::kText;
  const auto codecs = MakeCodecs({});
  EXPECT_EQ((*ChooseCodec(codecs, raw))->Decode(raw).error().code, ErrorCode::kInvalidEncoding);
}

TEST(Choice, RefusesFormatsWithoutACodec) {
  EXPECT_EQ(FailureOf(Open("<?xml version=\"1.0\"?><Envelope><ClinicalDocument/></Envelope>")),
            ErrorCode::kUnknownFormat);
}

}  // namespace
}  // namespace veil
