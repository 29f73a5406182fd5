#include <algorithm>
#include <random>

#include "unit/codec/annotated.h"
#include "unit/codec/decoded.h"

namespace veil {
namespace {

std::vector<Annotated> Corpus() { return AnnotatedMessages("hl7v2"); }

bool MustBeSeen(const Field& field) { return field.field_class != FieldClass::kSafe; }

TEST(Hl7v2Corpus, WithoutReplacementsTheBytesAreTheSame) {
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    ASSERT_TRUE(opened.document) << message.name;
    EXPECT_EQ(opened.document->format, Format::kHl7v2);
    EXPECT_EQ(opened.Encode({}), message.bytes) << message.name;
  }
}

TEST(Hl7v2Corpus, NoIdentifierLiesInASafeField) {
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    ASSERT_TRUE(opened.document);
    std::vector<bool> seen(message.bytes.size());
    for (const Field& field : opened.document->fields) {
      for (const auto& piece : field.map.pieces()) {
        if (MustBeSeen(field)) std::fill(seen.begin() + piece.raw.begin, seen.begin() + piece.raw.end, true);
      }
    }
    for (const Span& span : message.identifiers) {
      for (std::size_t i = span.begin; i < span.end; ++i) {
        const bool letter = std::isalnum(static_cast<unsigned char>(message.bytes[i])) != 0;
        if (letter && !seen[i]) {
          ADD_FAILURE() << message.name << " byte " << i << ": " << message.bytes.substr(span.begin, span.size());
          break;
        }
      }
    }
  }
}

TEST(Hl7v2Corpus, EveryByteIsInOneFieldOrADelimiterOrASegmentName) {
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    std::vector<int> covered(message.bytes.size());
    for (const Field& field : opened.document->fields) {
      for (const auto& piece : field.map.pieces()) {
        for (std::size_t i = piece.raw.begin; i < piece.raw.end; ++i) ++covered[i];
      }
    }
    std::size_t line = 0;
    for (std::size_t i = 0; i < covered.size(); ++i) {
      const char c = message.bytes[i];
      const bool frame = c == '\n' || c == '\r' || c == '|' || c == '^' || c == '~' || c == '&' || i - line < 3 ||
                         (line == 0 && i < 8);
      EXPECT_LE(covered[i], 1) << message.name << " byte " << i;
      EXPECT_TRUE(frame || covered[i] == 1) << message.name << " byte " << i;
      if (c == '\n' || c == '\r') line = i + 1;
    }
  }
}

TEST(Hl7v2Corpus, WholeFieldsAreReplacedInPlace) {
  std::mt19937 random(7);
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    std::vector<Replacement> replacements;
    std::string expected;
    std::size_t done = 0;
    for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
      const Field& field = opened.document->fields[i];
      const bool plain = field.map.pieces().size() == 1 && field.map.pieces()[0].copied;
      if (!plain || random() % 3 != 0) continue;
      const Span raw = field.map.pieces()[0].raw;
      replacements.push_back({i, {0, field.text.size()}, PhiString("new words")});
      expected += message.bytes.substr(done, raw.begin - done) + "new words";
      done = raw.end;
    }
    expected += message.bytes.substr(done);
    EXPECT_EQ(opened.Encode(replacements), expected) << message.name;
  }
}

}  // namespace
}  // namespace veil
