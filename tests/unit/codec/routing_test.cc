#include <map>

#include "unit/codec/annotated.h"
#include "unit/codec/decoded.h"

namespace veil {
namespace {

// How many messages of a folder of the corpus are taken by each codec.
std::map<Format, std::size_t> Taken(const std::string& folder, std::string_view ending = ".txt") {
  static const auto codecs = MakeCodecs({});
  std::map<Format, std::size_t> taken;
  for (const Annotated& message : AnnotatedMessages(folder, ending)) {
    const RawMessage raw = Message(message.bytes);
    const auto codec = ChooseCodec(codecs, raw);
    EXPECT_TRUE(codec) << message.name;
    if (codec) ++taken[(*codec)->format()];
  }
  return taken;
}

TEST(Routing, EachMessageIsTakenByTheCodecOfItsFormat) {
  EXPECT_EQ(Taken("notes").size(), 1U);
  EXPECT_EQ(Taken("notes").begin()->first, Format::kText);
  EXPECT_EQ(Taken("hl7v2").begin()->first, Format::kHl7v2);
  EXPECT_EQ(Taken("hl7v2").size(), 1U);
  EXPECT_EQ(Taken("ccda").begin()->first, Format::kCda);
  EXPECT_EQ(Taken("ccda").size(), 1U);
  EXPECT_EQ(Taken("fhir", ".json.txt").begin()->first, Format::kFhir);
  EXPECT_EQ(Taken("fhir", ".json.txt").size(), 1U);
}

// Notes quote messages, hold tables and mails; none of them is one.
TEST(Routing, ANoteWithATableInItIsText) {
  const auto taken = Taken("../train");
  EXPECT_EQ(taken.count(Format::kCsv) + taken.count(Format::kMail) + taken.count(Format::kHtml) +
                taken.count(Format::kRtf) + taken.count(Format::kNdjson),
            0U);
  EXPECT_GT(taken.at(Format::kText), 800U);
}

}  // namespace
}  // namespace veil
