#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "unit/codec/annotated.h"
#include "unit/codec/decoded.h"
#include "unit/codec/replaced.h"

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

// Where a span of a piece may begin or end: not within a character.
bool IsBoundary(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80;
}

// A random part of one copied piece of the field; nothing if it has none.
std::optional<Span> RandomPart(const Field& field, std::mt19937& random) {
  const auto& pieces = field.map.pieces();
  if (pieces.empty()) return std::nullopt;
  const ByteMap::Piece& piece = pieces[random() % pieces.size()];
  if (!piece.copied || piece.text.empty()) return std::nullopt;
  Span part{piece.text.begin + random() % piece.text.size(), piece.text.end};
  part.end = part.begin + 1 + random() % (piece.text.end - part.begin);
  const std::string_view text = field.text.Expose();
  if (!IsBoundary(text, part.begin) || !IsBoundary(text, part.end)) return std::nullopt;
  return part;
}

TEST(Corpus, EveryMessageComesBackByteForByte) {
  for (const char* folder : {"ccda", "fhir", "hl7v2", "notes"}) {
    for (const Annotated& message : AnnotatedMessages(folder)) {
      const Opened opened = Open(message.bytes);
      ASSERT_TRUE(opened.document) << message.name;
      EXPECT_EQ(opened.Encode({}), message.bytes) << message.name;
    }
  }
}

// Not in FHIR and NDJSON, where a value of which nothing is left goes with its name.
TEST(Corpus, PartsOfFieldsAreReplacedInPlace) {
  std::mt19937 random(11);
  for (const char* folder : {"ccda", "hl7v2", "notes"}) {
    for (const Annotated& message : AnnotatedMessages(folder)) {
      const Opened opened = Open(message.bytes);
      std::vector<Replacement> replacements;
      std::vector<std::pair<Span, std::size_t>> edits;
      for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
        const Field& field = opened.document->fields[i];
        const auto part = field.encoded ? std::nullopt : RandomPart(field, random);
        if (!part) continue;
        replacements.push_back({i, *part, PhiString("Zy")});
        const auto runs = field.map.ToRaw(*part);
        ASSERT_EQ(runs.size(), 1U) << message.name;
        edits.emplace_back(runs[0].raw, i);
      }
      std::sort(edits.begin(), edits.end());
      std::string expected;
      std::size_t done = 0;
      for (const auto& [raw, field] : edits) {
        expected += message.bytes.substr(done, raw.begin - done) + "Zy";
        done = raw.end;
      }
      expected += message.bytes.substr(done);
      EXPECT_FALSE(replacements.empty()) << message.name;
      EXPECT_EQ(opened.Encode(replacements), expected) << message.name;
    }
  }
}

TEST(Hl7v2Corpus, WholeFieldsAreReplacedInPlace) {
  std::mt19937 random(7);
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    const auto [replacements, expected] = WholeFieldsReplaced(opened, message.bytes, random);
    EXPECT_EQ(opened.Encode(replacements), expected) << message.name;
  }
}

}  // namespace
}  // namespace veil
