#include <algorithm>
#include <random>

#include "codec/xml_scanner.h"
#include "unit/codec/annotated.h"
#include "unit/codec/decoded.h"
#include "unit/codec/replaced.h"

namespace veil {
namespace {

std::vector<Annotated> Corpus() { return AnnotatedMessages("ccda"); }

// The elements and attributes of a document, in order; "(malformed)" if it is none.
std::string StructureOf(std::string_view bytes) {
  XmlScanner scanner(bytes, bytes.starts_with("<?xml") ? bytes.find("?>") + 2 : 0, 64);
  XmlToken token;
  std::string structure;
  for (;;) {
    const auto more = scanner.Next(token);
    if (!more) return "(malformed)";
    if (!*more) return structure;
    if (token.kind == XmlKind::kStart) structure += "<" + std::string(token.name);
    if (token.kind == XmlKind::kEnd) structure += ">";
    for (const XmlAttribute& attribute : token.attributes) structure += " " + std::string(attribute.name);
  }
}

TEST(CdaCorpus, WithoutReplacementsTheBytesAreTheSame) {
  for (const Annotated& document : Corpus()) {
    const Opened opened = Open(document.bytes);
    ASSERT_TRUE(opened.document) << document.name;
    EXPECT_EQ(opened.document->format, Format::kCda);
    EXPECT_EQ(opened.Encode({}), document.bytes) << document.name;
  }
}

TEST(CdaCorpus, NoIdentifierLiesOutsideTheFieldsThatAreLookedAt) {
  for (const Annotated& document : Corpus()) {
    const Opened opened = Open(document.bytes);
    ASSERT_TRUE(opened.document);
    std::vector<bool> seen(document.bytes.size());
    for (const Field& field : opened.document->fields) {
      if (field.field_class == FieldClass::kSafe) continue;
      for (const auto& piece : field.map.pieces()) {
        std::fill(seen.begin() + piece.raw.begin, seen.begin() + piece.raw.end, true);
      }
    }
    for (const Span& span : document.identifiers) {
      for (std::size_t i = span.begin; i < span.end; ++i) {
        const bool letter = std::isalnum(static_cast<unsigned char>(document.bytes[i])) != 0;
        if (letter && !seen[i]) {
          ADD_FAILURE() << document.name << " byte " << i;
          break;
        }
      }
    }
  }
}

TEST(CdaCorpus, WholeFieldsAreReplacedInPlaceAndTheStructureStays) {
  std::mt19937 random(7);
  for (const Annotated& document : Corpus()) {
    const Opened opened = Open(document.bytes);
    const auto [replacements, expected] = WholeFieldsReplaced(opened, document.bytes, random);
    const std::string encoded = opened.Encode(replacements);
    EXPECT_EQ(encoded, expected) << document.name;
    EXPECT_EQ(StructureOf(encoded), StructureOf(document.bytes)) << document.name;
  }
}

TEST(CdaCorpus, MarkupCharactersInAReplacementLeaveTheStructureAsItIs) {
  for (const Annotated& document : Corpus()) {
    const Opened opened = Open(document.bytes);
    std::vector<Replacement> replacements;
    for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
      const std::size_t size = opened.document->fields[i].text.size();
      replacements.push_back({i, {0, size}, PhiString("<a b=\"'&--?>]]>\n")});
    }
    EXPECT_EQ(StructureOf(opened.Encode(replacements)), StructureOf(document.bytes)) << document.name;
  }
}

}  // namespace
}  // namespace veil
