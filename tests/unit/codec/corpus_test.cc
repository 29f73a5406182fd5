#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "unit/codec/decoded.h"

namespace veil {
namespace {

// An annotated message without its markup, and the spans that must be found.
struct Annotated {
  std::string name;
  std::string bytes;
  std::vector<Span> identifiers;
};

Annotated Strip(std::string name, const std::string& marked) {
  Annotated out{std::move(name), {}, {}};
  for (std::size_t at = 0; at < marked.size();) {
    const std::size_t open = std::min(marked.find("{{", at), marked.size());
    out.bytes += marked.substr(at, open - at);
    if (open == marked.size()) break;
    const std::size_t colon = marked.find(':', open);
    const std::size_t close = marked.find("}}", colon);
    const auto type = IdentifierTypeFromName(marked.substr(open + 2, colon - open - 2));
    const std::size_t begin = out.bytes.size();
    out.bytes += marked.substr(colon + 1, close - colon - 1);
    if (type && !MayStay(*type)) out.identifiers.push_back({begin, out.bytes.size()});
    at = close + 2;
  }
  return out;
}

std::vector<Annotated> Corpus() {
  std::vector<Annotated> all;
  for (const auto& entry : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/corpus/dev/hl7v2")) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.push_back(Strip(entry.path().filename(), {std::istreambuf_iterator<char>(file), {}}));
  }
  return all;
}

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
