#include "unit/codec/decoded.h"

namespace veil {
namespace {

// ASCII and Latin letters in UTF-16, with a mark.
std::string Units(std::string_view latin1, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : latin1) out += big ? std::string{'\0', c} : std::string{c, '\0'};
  return out;
}

TEST(Wide, TextAndTablesAreReadAndWritten) {
  for (const bool big : {true, false}) {
    const Opened note = Open(Units("seen by Jos\xE9\r\nQuill\n", big));
    ASSERT_TRUE(note.document);
    EXPECT_EQ(note.document->format, Format::kText);
    EXPECT_EQ(note.Text("text"), "seen by José\r\nQuill\n");
    EXPECT_EQ(note.Encode({}), note.raw.bytes.Expose());
    EXPECT_EQ(note.Replace("José", "Zo\xC3\xAB"), Units("seen by Zo\xEB\r\nQuill\n", big));

    const Opened file = Open(Units("mrn\tname\r\n7\tBo Quill\r\n", big));
    ASSERT_TRUE(file.document);
    EXPECT_EQ(file.document->format, Format::kCsv);
    EXPECT_EQ(file.Replace("Bo Quill", "A\tb"), Units("mrn\tname\r\n7\t\"A\tb\"\r\n", big));
  }
}

TEST(Wide, CharactersBeyondTheFirstPlaneStay) {
  const std::string raw("\xFF\xFE\x61\x00\x3D\xD8\x00\xDE", 8);
  const Opened opened = Open(raw);
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Text("text"), "a\xF0\x9F\x98\x80");
  EXPECT_EQ(opened.Encode({}), raw);
  EXPECT_EQ(opened.Replace("a", "\xF0\x9F\x98\x80"), std::string("\xFF\xFE\x3D\xD8\x00\xDE\x3D\xD8\x00\xDE", 10));
}

TEST(Wide, RefusesWhatIsNoneAndFormatsThatAreOfBytes) {
  EXPECT_EQ(FailureOf(Open(std::string("\xFF\xFE\x61", 3))), ErrorCode::kInvalidEncoding);
  EXPECT_EQ(FailureOf(Open(std::string("\xFF\xFE\x3D\xD8\x61\x00", 6))), ErrorCode::kInvalidEncoding);
  EXPECT_EQ(FailureOf(Open(Units("{\"resourceType\":\"Patient\"}", true))), ErrorCode::kUnsupportedCharset);
}

}  // namespace
}  // namespace veil
