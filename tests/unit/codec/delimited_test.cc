#include <random>

#include "unit/codec/decoded.h"

namespace veil {
namespace {

const std::string kFile =
    "\xEF\xBB\xBFMRN,Patient First Name,Last Name,DOB,Note,Shoe\r\n"
    "00418226,Ada,Quill,1961-02-03 10:20,\"seen by \"\"Bo\"\",\r\nwell\",41\r\n"
    "00418227,Ed,O'Dell,3/4/1971,,\r\n";

Opened OpenCsv(std::string_view bytes) {
  Opened opened = Open(bytes);
  EXPECT_TRUE(opened.document && opened.document->format == Format::kCsv);
  return opened;
}

TEST(Delimited, CellsAreWhatTheirColumnsSay) {
  const Opened opened = OpenCsv(kFile);
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.At("mrn").size(), 2U);
  EXPECT_EQ(opened.At("mrn")[1]->type, IdentifierType::kMrn);
  EXPECT_EQ(opened.At("last_name")[0]->part, Part::kFamily);
  EXPECT_EQ(opened.At("last_name")[0]->group, opened.At("patient_first_name")[0]->group);
  EXPECT_NE(opened.At("last_name")[0]->group, opened.At("last_name")[1]->group);
  EXPECT_EQ(opened.At("dob")[0]->text.Expose(), "1961-02-03");
  EXPECT_EQ(opened.At("dob")[1]->text.Expose(), " 10:20");
  EXPECT_EQ(opened.Text("note"), "seen by \"Bo\",\r\nwell");
  EXPECT_EQ(opened.Text("column[6]"), "41");
  EXPECT_EQ(opened.At("column[6]")[0]->field_class, FieldClass::kUnknown);
  EXPECT_EQ(opened.document->unknown_paths, std::vector<std::string>{"column[6]"});
  EXPECT_EQ(opened.Text("*#name"), "Shoe");
  EXPECT_EQ(opened.Encode({}), kFile);
}

TEST(Delimited, AQuotedCellStaysQuotedAndItsQuotesAreDoubled) {
  EXPECT_EQ(OpenCsv("mrn,note\n1,\"by \"\"Bo\"\" now\"\n").Replace("\"Bo\"", "a \"b\", c"),
            "mrn,note\n1,\"by a \"\"b\"\", c now\"\n");
}

TEST(Delimited, APlainCellIsQuotedWhereAReplacementNeedsIt) {
  const Opened opened = OpenCsv("mrn|note\n1|5'2\" by Bo now\n");
  EXPECT_EQ(opened.Replace("Bo", "Al"), "mrn|note\n1|5'2\" by Al now\n");
  EXPECT_EQ(opened.Replace("Bo", "A|b"), "mrn|note\n1|\"5'2\"\" by A|b now\"\n");
  EXPECT_EQ(opened.Replace("by Bo now", "x\ny"), "mrn|note\n1|\"5'2\"\" x\ny\"\n");
  EXPECT_EQ(opened.Replace("5'2\" by Bo now", ""), "mrn|note\n1|\n");
}

TEST(Delimited, EverySeparatorAndLineEndStays) {
  for (const std::string separator : {",", "\t", "|", ";"}) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
      const std::string file = "mrn" + separator + "name" + end + end + "77" + separator + "Ada Quill" + end;
      const Opened opened = OpenCsv(file);
      ASSERT_TRUE(opened.document);
      EXPECT_EQ(opened.Text("name"), "Ada Quill");
      EXPECT_EQ(opened.Encode({}), file);
    }
  }
}

TEST(Delimited, Windows1252IsReadAndWritten) {
  const Opened opened = OpenCsv("mrn,name\n1,Jos\xE9 Quill\n");
  EXPECT_EQ(opened.Text("name"), "José Quill");
  EXPECT_EQ(opened.Replace("José", "Zoë"), "mrn,name\n1,Zo\xEB Quill\n");
}

TEST(Delimited, AgesAndCodesAreReadByTheirValue) {
  const Opened opened = OpenCsv("mrn,age,sex,status\n1,93,F,final\n2,61 years,M,called Bo Quill\n3,old,M,A1\n");
  ASSERT_EQ(opened.At("age").size(), 3U);
  EXPECT_EQ(opened.At("age")[0]->type, IdentifierType::kAgeOver89);
  EXPECT_EQ(opened.At("age")[1]->type, IdentifierType::kAge);
  EXPECT_EQ(opened.At("age")[2]->field_class, FieldClass::kFreeText);
  EXPECT_EQ(opened.At("sex").size(), 0U);
  EXPECT_EQ(opened.At("status")[0]->field_class, FieldClass::kSafe);
  EXPECT_EQ(opened.At("status")[1]->field_class, FieldClass::kFreeText);
}

TEST(Delimited, AColumnNameThatIsNoSchemaWordIsUnknown) {
  const Opened opened = OpenCsv("mrn,name,2021-03-04,Quill Ada\n1,Bo,x,y\n");
  ASSERT_EQ(opened.At("*#name").size(), 2U);
  EXPECT_EQ(opened.At("*#name")[0]->field_class, FieldClass::kUnknown);
  EXPECT_EQ(opened.At("*#name")[1]->field_class, FieldClass::kUnknown);
}

TEST(Delimited, TheOperatorsColumnsReplaceTheCustomaryOnes) {
  CodecOptions options;
  options.columns = {{.path = "Shoe Size", .field_class = FieldClass::kSafe}, {.path = "Story"}};
  const Opened opened = Open("shoe_size,STORY,mrn\n431,hi,77\n", options);
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Text("Story"), "hi");
  EXPECT_EQ(opened.At("Shoe Size")[0]->field_class, FieldClass::kSafe);
  EXPECT_EQ(opened.At("column[3]")[0]->field_class, FieldClass::kUnknown);
}

TEST(Delimited, CellsPastTheHeaderRowAreUnknown) {
  RawMessage raw = Message("mrn,note\n1,a,Bo Quill\n2\n");
  raw.format = Format::kCsv;
  const auto codecs = MakeCodecs({});
  const auto codec = ChooseCodec(codecs, raw);
  ASSERT_TRUE(codec);
  const auto document = (*codec)->Decode(raw);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->fields[2].field_class, FieldClass::kUnknown);
  EXPECT_EQ(document->fields[2].path, "*");
}

TEST(Delimited, ANoteIsNone) {
  for (const std::string_view note : {
           "Name, MRN\nAda Quill was seen.\n",                 // records of other widths
           "Name: Ada Quill, MRN: 77\nSeen, well\n",           // no header row
           "| name | mrn |\n|---|---|\n| Ada | 77 |\n",        // a table of markdown
           "mrn,name\n",                                       // no record
           "name\nAda Quill\n",                                // one column
           "Date|BP\n3/4/2020|120/80\n\nPlan: see Dr. Quill",  // prose after a table
       }) {
    const Opened opened = Open(note);
    ASSERT_TRUE(opened.document);
    EXPECT_EQ(opened.document->format, Format::kText) << note;
  }
}

TEST(Delimited, RefusesAQuotedCellWithoutAnEnd) {
  RawMessage raw = Message("mrn,note\n1,\"a\n");
  raw.format = Format::kCsv;
  const auto codecs = MakeCodecs({});
  const auto document = (*ChooseCodec(codecs, raw))->Decode(raw);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(document.error().offset, 11);
}

// What comes out is read as the cells that went in, with the replaced ones in their place.
TEST(Delimited, RandomReplacementsChangeTheirOwnCellsAlone) {
  std::mt19937 random(11);
  const std::string letters = "ab,|\t;\"\"\r\n .'x";
  const auto word = [&] {
    std::string text;
    for (std::size_t i = random() % 6; i > 0; --i) text += letters[random() % letters.size()];
    return "w" + text + "v";
  };
  for (int round = 0; round < 500; ++round) {
    std::string file = "mrn,note,name\n";
    std::vector<std::string> cells;
    for (int i = 0; i < 9; ++i) {
      cells.push_back(word());
      const bool quoted = cells.back().find_first_of(",\"\r\n") != std::string::npos;
      std::string written;
      for (const char c : cells.back()) written.append(quoted && c == '"' ? 2 : 1, c);
      file += quoted ? "\"" + written + "\"" : written;
      file += i % 3 == 2 ? "\n" : ",";
    }
    const Opened opened = Open(file);
    ASSERT_TRUE(opened.document) << file;
    ASSERT_EQ(opened.document->fields.size(), cells.size()) << file;
    EXPECT_EQ(opened.Encode({}), file);
    std::vector<Replacement> replacements;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ASSERT_EQ(opened.document->fields[i].text.Expose(), cells[i]);
      if (random() % 2 == 0) continue;
      const std::size_t begin = random() % cells[i].size();
      const std::string by = word();
      replacements.push_back({i, {begin, cells[i].size()}, PhiString(by)});
      cells[i] = cells[i].substr(0, begin) + by;
    }
    const Opened after = Open(opened.Encode(replacements));
    ASSERT_TRUE(after.document) << file;
    ASSERT_EQ(after.document->fields.size(), cells.size()) << file;
    for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(after.document->fields[i].text.Expose(), cells[i]) << file;
  }
}

}  // namespace
}  // namespace veil
