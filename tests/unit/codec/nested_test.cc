#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "codec/base64.h"
#include "codec/json_tree.h"
#include "codec/map_through.h"
#include "codec/xhtml.h"

namespace veil {
namespace {

TEST(Base64, BytesComeBack) {
  std::mt19937 random(7);
  for (std::size_t size = 0; size < 50; ++size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random());
    EXPECT_EQ(FromBase64(ToBase64(bytes)), bytes);
  }
}

TEST(Base64, BlanksAreAllowedAndNothingElseIs) {
  EXPECT_EQ(FromBase64("U2Vl\r\nbg =="), "Seen");
  EXPECT_EQ(FromBase64("U2Vlbg"), "Seen");
  for (const char* wrong : {"U2Vlbg=", "U", "U2Vl=", "U2=Vlbg=", "U2Vl-g==", "U2Vlbg==="}) {
    EXPECT_EQ(FromBase64(wrong), std::nullopt) << wrong;
  }
}

TEST(JsonTree, NodesAreInOrderAndFoundByTheirBytes) {
  const std::string_view raw = R"({"a":[1,"b"],"c":{}})";
  JsonTree tree;
  ASSERT_EQ(tree.Read(raw, 0, {}), raw.size());
  ASSERT_EQ(tree.nodes().size(), 5U);
  const std::uint32_t a = tree.Member(raw, 0, "a");
  EXPECT_EQ(tree[a].kind, JsonKind::kArray);
  EXPECT_EQ(tree.At(tree[a].begin()), a);
  EXPECT_EQ(tree.At(raw.find('b')), 3U);
  EXPECT_EQ(tree[tree.Member(raw, 0, "c")].first_child, JsonNode::kNone);
  EXPECT_EQ(tree.Member(raw, 0, "d"), JsonNode::kNone);
}

TEST(JsonTree, WhatIsNoJsonIsRefusedWithItsPlace) {
  for (const char* wrong : {"", "{", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "[01]", "[+1]", "[NaN]",
                            "[tru]", "\"a", "\"\\", "\"\\u12\"", "\"\\udc00\"", "\"a\nb\"", "{\"a\":1,\"a\":2}", "]"}) {
    JsonTree tree;
    const auto end = tree.Read(wrong, 0, {});
    ASSERT_FALSE(end) << wrong;
    EXPECT_EQ(end.error().code, ErrorCode::kMalformed) << wrong;
    EXPECT_LE(end.error().offset, static_cast<std::int64_t>(std::string_view(wrong).size())) << wrong;
  }
}

TEST(Xhtml, WhatIsNoTagIsText) {
  EXPECT_EQ(xhtml::Read("a < b, <ana@ward.example>, <Ibarra> 1<2").text, "a < b, <ana@ward.example>, <Ibarra> 1<2");
  EXPECT_EQ(xhtml::Read("<p>a &amp; b &nosuch; &").text, "a & b &nosuch; &");
  EXPECT_EQ(xhtml::Read("<p title=\"<\">a<br>b</p").text, "a\nb</p");
}

TEST(Xhtml, WhatNobodyReadsIsHidden) {
  for (const char* page : {"<!-- Ana -->", "<script>Ana</script>", "<style>Ana", "<![CDATA[Ana]]>", "<?Ana?>",
                           "<!DOCTYPE Ana>", "<p Ana>"}) {
    const xhtml::Content content = xhtml::Read(page);
    const std::string_view whole = page;
    const bool hidden = std::any_of(content.hidden.begin(), content.hidden.end(), [&](const Span& span) {
      return whole.substr(span.begin, span.size()).find("Ana") != std::string_view::npos;
    });
    EXPECT_EQ(content.text.find("Ana"), std::string::npos) << page;
    EXPECT_TRUE(hidden) << page;
  }
}

TEST(MapThrough, AnEntityOfEscapesIsOneUnit) {
  // "\u0026eacute;x" in JSON is "&eacute;x", which is "éx".
  ByteMap json;
  json.AppendTranslated(1, {10, 16});
  json.AppendCopied(16, 8);
  ByteMap page;
  page.AppendTranslated(2, {0, 8});
  page.AppendCopied(8, 1);
  page.AppendVirtual(1, 9);
  const ByteMap map = Through(page, json);
  ASSERT_EQ(map.pieces().size(), 3U);
  EXPECT_EQ(map.pieces()[0].raw, (Span{10, 23}));
  EXPECT_FALSE(map.pieces()[0].copied);
  EXPECT_EQ(map.pieces()[1].raw, (Span{23, 24}));
  EXPECT_EQ(map.pieces()[2].raw, (Span{24, 24}));
}

}  // namespace
}  // namespace veil
