#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "eval/gold.h"
#include "eval/score.h"
#include "pipeline/finder.h"
#include "subject/knowledge.h"
#include "subject/subject_ids.h"

// What is found in a note that carries nothing but a record number, without and with what the patient's admission said:
// tests/corpus/follow_up, each a message of HL7 v2, a line of dashes, an annotated note. docs/eval.md has the table.
namespace veil {
namespace {

struct Pair {
  std::string admission;
  Gold note;
};

Pair ReadPair(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string all{std::istreambuf_iterator<char>(in), {}};
  const std::size_t at = all.find("---\n");
  Pair pair;
  pair.admission = all.substr(0, at);
  std::ranges::replace(pair.admission, '\n', '\r');
  auto gold = ParseGold(std::string_view(all).substr(at + 4));
  EXPECT_TRUE(gold) << path;
  if (gold) pair.note = std::move(*gold);
  return pair;
}

std::vector<Pair> Pairs() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(VEIL_SOURCE_DIR) + "/tests/corpus/follow_up")) {
    paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::vector<Pair> pairs;
  for (const auto& path : paths) pairs.push_back(ReadPair(path));
  return pairs;
}

class FollowUpTest : public testing::Test {
 protected:
  std::vector<std::unique_ptr<const Codec>> codecs_ = MakeCodecs({});
  std::vector<std::unique_ptr<const Detector>> detectors_ = MakeDetectors({});

  static RawMessage Raw(const std::string& bytes) {
    RawMessage message;
    message.bytes = PhiString(bytes);
    return message;
  }

  // A store of one patient, who was admitted or not.
  Subjects SubjectsFor(const Pair& pair, bool admitted) const {
    Subjects subjects;
    const auto admission = Find(codecs_, detectors_, Raw(pair.admission));
    EXPECT_TRUE(admission);
    const auto id = SubjectIdsOf(admission->document, {}).patient;
    EXPECT_TRUE(id);
    SubjectRecord record{Digest::Of("name"), Digest::Of("seed"), {}};
    if (admitted) record.known = Taught(admission->document, admission->resolved);
    subjects.Add(*id, std::move(record));
    return subjects;
  }

  Score ScoreAll(bool admitted) const {
    Score sum;
    for (const Pair& pair : Pairs()) {
      const Subjects subjects = SubjectsFor(pair, admitted);
      const auto found = Find(codecs_, detectors_, Raw(pair.note.text), nullptr, &subjects);
      EXPECT_TRUE(found);
      if (!found) continue;
      EXPECT_NE(found->subject, nullptr) << "the note is not known to be this patient's";
      std::vector<FoundSpan> spans;
      for (const Entity& entity : ToEntities(found->document, found->resolved)) {
        spans.push_back({entity.raw, entity.type, entity.evidence});
      }
      sum.Add(ScoreDocument(pair.note, spans, spans));
    }
    return sum;
  }
};

double Percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void Print(const char* what, const Score& score) {
  const SpanScore all = score.All();
  const SpanScore names = score.Names();
  std::printf(
      "%s: %zu of %zu spans (%.1f %%), names %zu of %zu (%.1f %%), leaked %zu, precision %.1f %%, KEEP %zu of %zu\n",
      what, all.found, all.spans, Percent(all.found, all.spans), names.found, names.spans,
      Percent(names.found, names.spans), all.leaked, Percent(score.tokens.right, score.tokens.covered),
      score.keep_survived, score.keep_spans);
}

TEST_F(FollowUpTest, WhatAnAdmissionTaughtIsFoundInALaterNote) {
  const Score without = ScoreAll(false);
  const Score with = ScoreAll(true);
  Print("without", without);
  Print("with", with);
  EXPECT_GT(with.All().found, without.All().found);
  EXPECT_GE(Percent(with.All().found, with.All().spans), 85);
  EXPECT_LT(with.All().leaked, without.All().leaked);
  EXPECT_GE(with.keep_survived + 1, without.keep_survived);
}

}  // namespace
}  // namespace veil
