#include "audit/ledger.h"

#include <gtest/gtest.h>

#include <random>

#include "unit/audit/entries.h"

namespace veil {
namespace {

std::string Sealed() {
  LedgerEntry entry = EntryOver("g-one-0", 5, 15);
  SealEntry(entry, nullptr);
  return SerializeEntry(entry);
}

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(LedgerTest, AnEntryIsOneLineOfJsonInAFixedOrder) {
  const std::string line = Sealed();
  EXPECT_TRUE(line.starts_with(R"({"v":1,"chain":"g-one-0","seq":1,"previous":"0000000000)"));
  EXPECT_NE(line.find(R"("ranges":[{"topic":"raw.hl7","partition":0,"first":5,"next":15}])"), std::string::npos);
  EXPECT_NE(line.find(R"("reasons":{"malformed":1},"identifiers":{"NAME_PATIENT":{"surrogate":9},)"
                      R"("DATE":{"generalize":7}},"hash":")"),
            std::string::npos);
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(LedgerTest, AnEntryReadsBackAsWritten) {
  LedgerEntry entry = EntryOver("odd \"name\" \\ \t \xC3\xA9", 0, 3);
  entry.ranges.push_back({OperatorText("raw.notes"), 11, 0, 0});
  entry.quarantine_reasons["leak"] = 2;
  SealEntry(entry, nullptr);
  const auto read = ParseEntry(SerializeEntry(entry));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->chain, entry.chain);
  EXPECT_EQ(read->ranges, entry.ranges);
  EXPECT_EQ(read->identifiers, entry.identifiers);
  EXPECT_EQ(SerializeEntry(*read), SerializeEntry(entry));
  EXPECT_EQ(HashEntry(*read), read->hash);
}

TEST(LedgerTest, WhatOnlySomeEntriesHaveReadsBackAsWritten) {
  LedgerEntry entry = EntryOver("g", 0, 3);
  entry.audited = 4;
  entry.shadow = ShadowCounts{Digest::Of("other"), 2, 1, 3, {{"leak", 1}}, {}};
  entry.shadow->changes[{IdentifierType::kDate, ActionKind::kGeneralize, ActionKind::kShift}] = 5;
  entry.shadow->changes[{IdentifierType::kDate, ActionKind::kGeneralize, ActionKind::kKeep}] = 1;
  entry.shadow->changes[{IdentifierType::kZip, ActionKind::kGeneralize, ActionKind::kKeep}] = 2;
  SealEntry(entry, nullptr);
  const std::string line = SerializeEntry(entry);
  EXPECT_NE(line.find(R"(,"audited":4,"shadow":{"policy":")" + Digest::Of("other").Hex() +
                      R"(","clean":2,"quarantined":1,"differ":3,"reasons":{"leak":1},"changes":{"ZIP":)"
                      R"({"generalize>keep":2},"DATE":{"generalize>shift":5,"generalize>keep":1}}},"hash":")"),
            std::string::npos)
      << line;
  const auto read = ParseEntry(line);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->audited, 4U);
  EXPECT_EQ(read->shadow, entry.shadow);
  EXPECT_EQ(SerializeEntry(*read), line);
}

TEST(LedgerTest, TheHashCoversTheLineBeforeTheHash) {
  const std::string line = Sealed();
  const std::size_t end = line.find(",\"hash\":");
  const auto entry = ParseEntry(line);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->hash, Digest::Of(line.substr(0, end)));
}

TEST(LedgerTest, SealNumbersAndLinks) {
  LedgerEntry first = EntryOver("g", 0, 2);
  LedgerEntry second = EntryOver("g", 2, 4);
  SealEntry(first, nullptr);
  SealEntry(second, &first);
  EXPECT_EQ(first.sequence, 1U);
  EXPECT_EQ(first.previous, Digest());
  EXPECT_EQ(second.sequence, 2U);
  EXPECT_EQ(second.previous, first.hash);
  EXPECT_NE(second.hash, first.hash);
}

LedgerEntry SealedAct() {
  LedgerEntry entry;
  entry.chain = "g.acts";
  entry.time_ms = 1'700'000'000'000;
  entry.act = LedgerAct{"key-shred", "A. Officer", "left the \"study\"", {{"epoch", "2"}, {"key", "ab"}}};
  entry.build = Digest::Of("build");
  SealEntry(entry, nullptr);
  return entry;
}

TEST(LedgerTest, AnActOfAPersonReadsBackAsWritten) {
  const LedgerEntry entry = SealedAct();
  const std::string line = SerializeEntry(entry);
  EXPECT_NE(line.find(R"("time_ms":1700000000000,"act":"key-shred","who":"A. Officer","why":"left the \"study\"",)"
                      R"("details":{"epoch":"2","key":"ab"},"build":")"),
            std::string::npos);
  const auto read = ParseEntry(line);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->act, entry.act);
  EXPECT_EQ(HashEntry(*read), read->hash);
  for (const auto& [from, to] :
       {std::pair{"\"epoch\":\"2\",\"key\":\"ab\"", "\"key\":\"ab\",\"epoch\":\"2\""},
        std::pair{"\"key\":", "\"epoch\":"}, std::pair{"\"act\":", "\"ranges\":[],\"act\":"}}) {
    EXPECT_FALSE(ParseEntry(Replaced(line, from, to))) << from;
  }
}

TEST(LedgerTest, TheKeysIdIsWrittenWhereItIsKnown) {
  LedgerEntry entry = EntryOver("g-one-0", 5, 15);
  entry.key = Digest::Of("key");
  SealEntry(entry, nullptr);
  const std::string line = SerializeEntry(entry);
  EXPECT_NE(line.find("\"key\":\"" + entry.key.Hex() + "\",\"clean\":"), std::string::npos);
  const auto read = ParseEntry(line);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->key, entry.key);
  EXPECT_FALSE(ParseEntry(Replaced(line, entry.key.Hex(), Digest().Hex()))) << "two forms of one entry";
}

TEST(LedgerTest, WhatIsNotCanonicalIsRefused) {
  const std::string line = Sealed();
  ASSERT_TRUE(ParseEntry(line));
  const std::pair<const char*, const char*> changes[] = {
      {"\"seq\":1", "\"seq\":01"},
      {"\"seq\":1", "\"seq\":+1"},
      {"\"seq\":1", "\"seq\":-1"},
      {"\"seq\":1", "\"seq\": 1"},
      {"\"seq\":1", "\"seq\":1.0"},
      {"\"seq\":1", "\"seq\":18446744073709551616"},
      {"\"v\":1", "\"v\":2"},
      {"g-one-0", "g-\\u006fne-0"},
      {"g-one-0", "g-\\one-0"},
      {"g-one-0", "g-\xC3\xA9"},
      {"\"malformed\":1", "\"malformed\":0"},
      {"\"malformed\":1", "\"malformed\":1,\"leak\":1"},
      {"\"malformed\":1", "\"malformed\":1,\"malformed\":1"},
      {"\"DATE\":{\"generalize\":7}", "\"DATE\":{}"},
      {"\"DATE\":{\"generalize\":7}", "\"DATES\":{\"generalize\":7}"},
      {",\"policy\":", ",\"extra\":0,\"policy\":"},
      {",\"hash\":\"", ",\"hash\":\"F"},
      {"\"}", "\"} "},
  };
  for (const auto& [from, to] : changes) EXPECT_FALSE(ParseEntry(Replaced(line, from, to))) << to;
  EXPECT_FALSE(ParseEntry(""));
  EXPECT_FALSE(ParseEntry(std::string(kLedgerEntryBytesMax + 1, '{')));
}

// Whatever is done to a line, it is refused or reads back as the very same bytes.
TEST(LedgerTest, ParsingMutatedLinesIsSafeAndCanonical) {
  const std::string line = Sealed();
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string mutated = line;
    for (auto edits = random() % 3 + 1; edits > 0 && !mutated.empty(); --edits) {
      const std::size_t at = random() % mutated.size();
      switch (random() % 4) {
        case 0:
          mutated[at] = static_cast<char>(random());
          break;
        case 1:
          mutated.erase(at, random() % 9 + 1);
          break;
        case 2:
          mutated.insert(at, mutated.substr(random() % mutated.size(), random() % 30));
          break;
        default:
          mutated.resize(at + 1);
      }
    }
    const auto entry = ParseEntry(mutated);
    if (entry) {
      EXPECT_EQ(SerializeEntry(*entry), mutated);
    }
  }
}

}  // namespace
}  // namespace veil
