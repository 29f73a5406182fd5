#include <random>

#include "unit/codec/decoded.h"

namespace veil {
namespace {

Opened OpenAs(Format format, std::string_view bytes) {
  Opened opened = Open(bytes);
  EXPECT_TRUE(opened.document && opened.document->format == format) << bytes;
  return opened;
}

const std::string kPage =
    "<!DOCTYPE html>\r\n<html lang=\"en\"><head><title>Ada Quill</title><STYLE>p {}</STYLE></head>\r\n"
    "<body onload=\"x()\"><!-- by Bo --><p>Seen: A<b>da</b> Qu&iacute;ll&nbsp;today</p>\n"
    "<a href=\"mailto:ada@example.org\">write</a> <img alt=\"Ada's arm\"><script>var bo = 1;</script></body></html>";

TEST(Html, APageIsItsTextItsAttributesAndWhatNobodyReads) {
  const Opened opened = OpenAs(Format::kHtml, kPage);
  EXPECT_NE(opened.Text("html").find("Seen: Ada Quíll today"), std::string::npos);
  EXPECT_EQ(opened.Text("html@href"), "ada@example.org");
  EXPECT_EQ(opened.At("html@href")[0]->type, IdentifierType::kEmail);
  EXPECT_EQ(opened.Text("html@alt"), "Ada's arm");
  std::vector<std::string> hidden;
  for (const Field* field : opened.At("html")) {
    if (field->field_class == FieldClass::kUnknown) hidden.push_back(field->text.Expose());
  }
  EXPECT_EQ(hidden, (std::vector<std::string>{"p {}", " by Bo ", "var bo = 1;"}));
  EXPECT_EQ(opened.document->unknown_paths, std::vector<std::string>{"html"});
  EXPECT_EQ(opened.Encode({}), kPage);
}

TEST(Html, ReplacementsKeepTagsAndAreEscaped) {
  const std::string page = "<html><p>by A<b>da</b> Qu&iacute;ll now</p></html>";
  EXPECT_EQ(OpenAs(Format::kHtml, page).Replace("Quíll", "O'<b>"),
            "<html><p>by A<b>da</b> O&#39;&lt;b&gt; now</p></html>");
  EXPECT_EQ(OpenAs(Format::kHtml, "<html><p title='by Bo'>x</p></html>").Replace("Bo", "A\"'"),
            "<html><p title='by A&quot;&#39;'>x</p></html>");
}

TEST(Html, WordsDealtOverTagsStayApart) {
  EXPECT_EQ(OpenAs(Format::kHtml, "<html><p>by A<b>da</b> Quill now</p></html>").Replace("Ada Quill", "Zoe Orme"),
            "<html><p>by <b>Zoe </b>Orme now</p></html>");
}

TEST(Html, Windows1252IsWrittenWithReferences) {
  const Opened opened = OpenAs(Format::kHtml, "<html><p>Jos\xE9 here</p></html>");
  EXPECT_EQ(opened.Text("html").substr(0, 5), "José");
  EXPECT_EQ(opened.Replace("José", "Łuk"), "<html><p>&#321;uk here</p></html>");
}

TEST(Html, AnotherCharsetIsRefused) {
  EXPECT_EQ(FailureOf(Open("<html><meta charset=\"shift_jis\"><p>\x93\xFA</p></html>")),
            ErrorCode::kUnsupportedCharset);
}

TEST(Html, ANoteThatMentionsATagIsText) {
  EXPECT_EQ(Open("BP <html> 120\n").document->format, Format::kText);
  EXPECT_EQ(Open("<headache> since Monday\n").document->format, Format::kText);
}

const std::string kRtf =
    "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\info{\\author Bo Quill}{\\title x}}\r\n"
    "{\\*\\generator Msftedit 5.41;}\\viewkind4\\uc1\\pard\\f0\\fs20 Seen by {\\b A}da Qu\\'edll\\par\r\n"
    "Ward \\u321?uk \\{7\\}\\tab x{\\pict\\wmetafile8\\bin3 }}}01}\\par\r\n{\\field{\\*\\fldinst HYPERLINK "
    "\"mailto:a@b.example\"}{\\fldrslt mail}}}\r\n";

TEST(Rtf, ADocumentIsItsTextAndWhatNobodyReads) {
  const Opened opened = OpenAs(Format::kRtf, kRtf);
  std::string text;
  std::vector<std::string> hidden;
  std::vector<std::string> safe;
  for (const Field& field : opened.document->fields) {
    if (field.field_class == FieldClass::kFreeText) text = field.text.Expose();
    if (field.field_class == FieldClass::kUnknown) hidden.push_back(field.text.Expose());
    if (field.field_class == FieldClass::kSafe) safe.push_back(field.text.Expose());
  }
  EXPECT_EQ(text, "Seen by Ada Quíll\nWard Łuk {7}\tx\nmail");
  EXPECT_EQ(hidden, (std::vector<std::string>{"{\\author Bo Quill}{\\title x}", "Msftedit 5.41;",
                                              "\\wmetafile8\\bin3 }}}01", "HYPERLINK \"mailto:a@b.example\""}));
  EXPECT_EQ(safe, std::vector<std::string>{"{\\f0\\fswiss Arial;}"});
  EXPECT_EQ(opened.Encode({}), kRtf);
}

TEST(Rtf, ReplacementsAreWrittenAsRtf) {
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1 by Bo now}").Replace("Bo", "A{\\}é\n"),
            "{\\rtf1 by A\\{\\\\\\}{\\uc1\\u233?}\\line  now}");
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1 by Bo now}").Replace("Bo", "\xF0\x9F\x98\x80"),
            "{\\rtf1 by {\\uc1\\u-10179?\\u-8704?} now}");
}

TEST(Rtf, AControlWordBeforeAReplacementEnds) {
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1\\b\\'e9ta}").Replace("é", "u"), "{\\rtf1\\b uta}");
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1\\b\\'e9ta}").Replace("é", ""), "{\\rtf1\\b ta}");
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1 a\\\\Bo}").Replace("Bo", "Al"), "{\\rtf1 a\\\\Al}");
}

TEST(Rtf, UnicodeTakesWhatStandsInForIt) {
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1\\uc2 Z\\u235 \\'c3\\'abe}").Text("rtf"), "Zëe");
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1{\\uc0 Z\\u235 e}\\u235?}").Text("rtf"), "Zëeë");
  EXPECT_EQ(OpenAs(Format::kRtf, "{\\rtf1 \\u-10179?\\u-8704?}").Text("rtf"), "\xF0\x9F\x98\x80");
}

TEST(Rtf, RefusesWhatDoesNotCloseAndWhatNestsTooDeep) {
  EXPECT_EQ(FailureOf(Open("{\\rtf1 {a}")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("{\\rtf1 \\'g1}")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("{\\rtf1 \\bin9 a}")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("{\\rtf1 " + std::string(100, '{') + std::string(100, '}') + "}")), ErrorCode::kTooLarge);
  EXPECT_EQ(FailureOf(Open("{\\rtf1\\ansicpg932 \\'93\\'fa}")), ErrorCode::kUnsupportedCharset);
}

std::size_t TextField(const Document& document, std::string_view path) {
  std::size_t index = 0;
  while (document.fields[index].field_class != FieldClass::kFreeText || document.fields[index].path != path) ++index;
  return index;
}

// Every other word of the text becomes another one; the rest of the text stays, in what is read again.
TEST(Page, RandomReplacementsReadBack) {
  std::mt19937 random(5);
  for (const auto& [path, page] : {std::pair{"html", kPage}, std::pair{"rtf", kRtf}}) {
    const Opened opened = Open(page);
    const std::size_t index = TextField(*opened.document, path);
    const std::string text = opened.document->fields[index].text.Expose();
    for (int round = 0; round < 200; ++round) {
      std::string expected;
      std::vector<Replacement> replacements;
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
        if (end > begin && random() % 2 == 0) {
          replacements.push_back({index, {begin, end}, PhiString("<\\é}&")});
          expected += "<\\é}&";
        } else {
          expected += text.substr(begin, end - begin);
        }
        expected += text.substr(end, 1);
        begin = end + 1;
      }
      const Opened after = Open(opened.Encode(replacements));
      ASSERT_TRUE(after.document);
      EXPECT_EQ(after.document->fields[TextField(*after.document, path)].text.Expose(), expected);
    }
  }
}

}  // namespace
}  // namespace veil
