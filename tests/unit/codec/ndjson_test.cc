#include "unit/codec/decoded.h"

namespace veil {
namespace {

TEST(Ndjson, NamesFieldsAndRemovesTheRest) {
  const Opened opened =
      Open("{\"note\":\"hi \\\"J\\u00f6\\\"\",\"mrn\":4411,\"odd\":\"x\",\"ok\":true}\n{\"note\":\"b\"}\n");
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.document->fields.size(), 6U);
  EXPECT_EQ(opened.Text("note"), "hi \"Jö\"");
  EXPECT_EQ(opened.At("mrn").front()->type, IdentifierType::kMrn);
  EXPECT_EQ(opened.At("*").front()->field_class, FieldClass::kUnknown);
  EXPECT_EQ(opened.Encode({}), opened.raw.bytes.Expose());
}

TEST(Ndjson, EscapesWhatIsPutIn) {
  EXPECT_EQ(Open(R"({"note":"by Jo\u00e9 now"})").Replace("Joé", "A\"\n"), R"({"note":"by A\"\n now"})");
}

TEST(Ndjson, NumbersStayNumbersOrBecomeNull) {
  EXPECT_EQ(Open(R"({"mrn":4411})").Replace("4411", "9822"), R"({"mrn":9822})");
  EXPECT_EQ(Open(R"({"mrn":4411})").Replace("4411", "[MRN]"), R"({"mrn":null})");
  EXPECT_EQ(Open(R"({"mrn":4411})").Replace("44", "00"), R"({"mrn":null})");
}

TEST(Ndjson, ANameThatIsNoSchemaWordIsUnknown) {
  const Opened opened = Open(R"({"byPatient":{"Quill, Ada":1.5,"00418226":{"note":"a"},"2021-03-04":true},"v2_id":7})");
  ASSERT_TRUE(opened.document);
  std::vector<std::string> unknown;
  for (const Field* field : opened.At("*")) unknown.push_back(field->text.Expose());
  EXPECT_EQ(unknown, (std::vector<std::string>{"Quill, Ada", "1.5", "00418226", "a", "2021-03-04", "7"}));
  EXPECT_EQ(opened.Replace("00418226", ""),
            R"({"byPatient":{"Quill, Ada":1.5,"":{"note":"a"},"2021-03-04":true},"v2_id":7})");
}

TEST(Ndjson, ANameThatIsASchemaWordIsACode) {
  const Opened opened = Open(R"({"note":"for Quill","by\u0051uill":1,"Quill":2})");
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.At("*#name").size(), 2U);
  EXPECT_EQ(opened.At("*#name")[0]->text.Expose(), "byQuill");
  EXPECT_EQ(opened.At("*#name")[1]->field_class, FieldClass::kSafe);
  EXPECT_EQ(opened.Replace("byQuill", "x"), R"({"note":"for Quill","x":1,"Quill":2})");
}

TEST(Ndjson, ANameThatTheOperatorNamesStays) {
  CodecOptions options;
  options.ndjson_fields = {{"Visit 2024.Free Text"}};
  const Opened opened = Open(R"({"visit 2024":{"free text":"seen"}})", options);
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.document->fields.size(), 1U);
  EXPECT_EQ(opened.Text("Visit 2024.Free Text"), "seen");
}

TEST(Ndjson, RefusesWhatIsNoObjectAndWhatIsTooDeep) {
  EXPECT_EQ(FailureOf(Open("{\"a\":1}\n{\"a\":")), ErrorCode::kMalformed);
  std::string deep = "{\"a\":";
  for (int i = 0; i < 100; ++i) deep += "[";
  for (int i = 0; i < 100; ++i) deep += "]";
  EXPECT_EQ(FailureOf(Open(deep + "}")), ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace veil
