#include "subject/subject_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "shared_log.h"

namespace veil {
namespace {

namespace fs = std::filesystem;

SubjectKeys Keys(char lookup = 'l', std::map<std::uint8_t, std::string> data = {{1, std::string(32, 'd')}}) {
  return *SubjectKeys::Make(std::string(32, lookup), std::move(data));
}

class SubjectStoreTest : public testing::Test {
 protected:
  SubjectStoreTest()
      : root_(fs::path(testing::TempDir()) /
              ("subjects-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~SubjectStoreTest() override { fs::remove_all(root_); }

  std::string Folder(const std::string& name) const { return (root_ / name).string(); }

  std::unique_ptr<SubjectStore> Open(const std::string& name, SubjectKeys keys = Keys()) {
    auto store = SubjectStore::Open(Folder(name), std::move(keys), log_.Open());
    EXPECT_TRUE(store) << (store ? "" : store.error().what.view());
    return store ? std::move(*store) : nullptr;
  }

  static SubjectRecord LookUp(SubjectStore& store, const std::string& id) {
    Subjects subjects;
    const std::vector<PhiString> ids = {PhiString(id)};
    const auto looked = store.LookUp(ids, subjects);
    EXPECT_TRUE(looked) << (looked ? "" : looked.error().what.view());
    const SubjectRecord* found = subjects.Find(ids[0]);
    return found != nullptr ? *found : SubjectRecord();
  }

  static Lesson Teach(const std::string& id, const std::string& family) {
    return {PhiString(id), {{IdentifierType::kNamePatient, Party::kPatient, Part::kFamily, true, PhiString(family)}}};
  }

  // Whether any file below the folder holds the bytes.
  bool FilesHold(const std::string& name, const std::string& bytes) const {
    for (const auto& entry : fs::recursive_directory_iterator(Folder(name))) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(in), {}};
      if (content.find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  fs::path root_;
  SharedLog log_;
};

TEST_F(SubjectStoreTest, ASeedIsMadeOnceAndStaysTheSame) {
  auto store = Open("a");
  const Digest first = LookUp(*store, "77310946").seed;
  EXPECT_EQ(LookUp(*store, "0077310946").seed, first);
  EXPECT_NE(LookUp(*store, "77310947").seed, first);
  store.reset();
  EXPECT_EQ(LookUp(*Open("a"), "77310946").seed, first);
}

TEST_F(SubjectStoreTest, TwoStoresGiveOneSeedAndTheLogsLatestRecordIsTheWinners) {
  auto one = Open("a");
  auto two = Open("b");
  Digest others;
  log_.before_append = [&] { others = LookUp(*two, "77310946").seed; };
  EXPECT_EQ(LookUp(*one, "77310946").seed, others);
  log_.Compact();
  EXPECT_EQ(log_.Records().size(), 1U);
  EXPECT_EQ(LookUp(*Open("c"), "77310946").seed, others);
}

TEST_F(SubjectStoreTest, AClaimThatLostAndWasNotRepairedIsRepairedByWhoeverReadsOn) {
  auto one = Open("a");
  const Digest seed = LookUp(*one, "77310946").seed;
  // Another process claims too, and dies before it reads.
  const Digest name = Keys().NameOf("77310946");
  log_.Put({RecordName(RecordKind::kSeed, name), *SealSeed({Standing::kClaimed, RandomSeed(), {}}, name, Keys())});
  ASSERT_TRUE(one->CatchUp());
  log_.Compact();
  EXPECT_EQ(LookUp(*Open("b"), "77310946").seed, seed);
}

TEST_F(SubjectStoreTest, AReplicaThatWasRestoredFromALosersClaimComesToTheWinner) {
  auto one = Open("a");
  const Digest seed = LookUp(*one, "77310946").seed;
  const Digest name = Keys().NameOf("77310946");
  log_.Put({RecordName(RecordKind::kSeed, name), *SealSeed({Standing::kClaimed, RandomSeed(), {}}, name, Keys())});
  log_.Compact();  // too early
  auto two = Open("b");
  ASSERT_TRUE(one->CatchUp());
  ASSERT_TRUE(two->CatchUp());
  ASSERT_TRUE(one->CatchUp());
  EXPECT_EQ(LookUp(*one, "77310946").seed, seed);
  EXPECT_EQ(LookUp(*two, "77310946").seed, seed);
  const std::size_t settled = log_.Records().size();
  ASSERT_TRUE(two->CatchUp());
  ASSERT_TRUE(one->CatchUp());
  EXPECT_EQ(log_.Records().size(), settled) << "they repair each other without end";
}

TEST_F(SubjectStoreTest, ManyThreadsOnTwoStoresGiveEachSubjectOneSeed) {
  auto one = Open("a");
  auto two = Open("b");
  std::vector<PhiString> ids;
  for (int i = 0; i < 500; ++i) ids.emplace_back(std::to_string(100'000 + i));
  std::vector<Subjects> seen(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < seen.size(); ++t) {
    threads.emplace_back([&, t] {
      SubjectStore& store = t % 2 == 0 ? *one : *two;
      for (std::size_t i = 0; i < ids.size(); i += 50) {
        EXPECT_TRUE(store.LookUp(std::span(ids).subspan(i, 50), seen[t]));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const PhiString& id : ids) {
    for (const Subjects& subjects : seen) EXPECT_EQ(subjects.Find(id)->seed, seen[0].Find(id)->seed);
  }
}

TEST_F(SubjectStoreTest, WhatIsLearnedIsKeptAndGrowsOnce) {
  auto store = Open("a");
  LookUp(*store, "77310946");
  const std::vector<Lesson> lessons = {Teach("77310946", "Quarrington"), Teach("77310946", "Ondrejka")};
  ASSERT_TRUE(store->Learn(lessons));
  const std::size_t records = log_.Records().size();
  ASSERT_TRUE(store->Learn(lessons));
  EXPECT_EQ(log_.Records().size(), records) << "nothing new, yet written";
  EXPECT_EQ(LookUp(*store, "77310946").known.size(), 2U);
  EXPECT_EQ(LookUp(*Open("b"), "77310946").known.size(), 2U);
}

TEST_F(SubjectStoreTest, AMergeGivesBothIdsTheSurvivorsSeedAndWhatIsKnownOfBoth) {
  auto store = Open("a");
  const Digest survivor = LookUp(*store, "222").seed;
  LookUp(*store, "111");
  ASSERT_TRUE(store->Learn(std::vector<Lesson>{Teach("111", "Quarrington"), Teach("222", "Ondrejka")}));
  ASSERT_TRUE(store->Join(PhiString("111"), PhiString("222")));
  for (const char* id : {"111", "222"}) {
    EXPECT_EQ(LookUp(*store, id).seed, survivor);
    EXPECT_EQ(LookUp(*store, id).known.size(), 2U);
  }
  log_.Compact();
  EXPECT_EQ(LookUp(*Open("b"), "111").seed, survivor);
}

TEST_F(SubjectStoreTest, MergesInChainsAndBackLeadToOneSeed) {
  auto store = Open("a");
  ASSERT_TRUE(store->Join(PhiString("1"), PhiString("2")));
  ASSERT_TRUE(store->Join(PhiString("2"), PhiString("3")));
  ASSERT_TRUE(store->Join(PhiString("3"), PhiString("1")));  // they are one already
  const Digest seed = LookUp(*store, "3").seed;
  EXPECT_EQ(LookUp(*store, "1").seed, seed);
  EXPECT_EQ(LookUp(*store, "2").seed, seed);
}

TEST_F(SubjectStoreTest, ARingOfMergesLeadsToOneSeedForAll) {
  auto store = Open("a");
  const Digest one = Keys().NameOf("1");
  const Digest two = Keys().NameOf("2");
  // Two processes that did not know of each other.
  log_.Put({RecordName(RecordKind::kSeed, one), *SealSeed({Standing::kJoined, RandomSeed(), two}, one, Keys())});
  log_.Put({RecordName(RecordKind::kSeed, two), *SealSeed({Standing::kJoined, RandomSeed(), one}, two, Keys())});
  ASSERT_TRUE(store->CatchUp());
  EXPECT_EQ(LookUp(*store, "1").seed, LookUp(*store, "2").seed);
}

TEST_F(SubjectStoreTest, AnErasedSubjectIsGoneEverywhereAndComesBackAsSomebodyElse) {
  auto store = Open("a");
  auto other = Open("b");
  const SubjectRecord before = LookUp(*store, "222");
  ASSERT_TRUE(store->Join(PhiString("111"), PhiString("222")));
  ASSERT_TRUE(store->Learn(std::vector<Lesson>{Teach("222", "Quarrington")}));
  ASSERT_TRUE(other->CatchUp());
  const std::vector<LogRecord> written = log_.Records();
  EXPECT_EQ(store->Erase(PhiString("111")), true);
  EXPECT_EQ(store->Erase(PhiString("111")), false);
  ASSERT_TRUE(other->CatchUp());
  for (const LogRecord& record : written) {
    EXPECT_FALSE(record.value && FilesHold("a", *record.value));
    EXPECT_FALSE(record.value && FilesHold("b", *record.value));
  }
  log_.Compact();
  for (const LogRecord& record : log_.Records()) EXPECT_FALSE(record.value);
  const SubjectRecord after = LookUp(*other, "222");
  EXPECT_NE(after.seed, before.seed);
  EXPECT_TRUE(after.known.empty());
  EXPECT_NE(LookUp(*other, "111").seed, after.seed);
}

TEST_F(SubjectStoreTest, AnErasureThatItsProcessDidNotOutliveLeavesTheFilesAtTheNextOpening) {
  LookUp(*Open("a"), "77310946");
  const LogRecord written = log_.Records().at(0);
  {
    auto folder = LocalStore::Open(Folder("a"));
    ASSERT_TRUE(folder);
    LocalStore::Change change(**folder);
    change.Delete(written.key);
    change.Put("U" + written.key, "");
    ASSERT_TRUE((*folder)->Commit(change, true));
  }
  ASSERT_TRUE(FilesHold("a", *written.value));
  Open("a");
  EXPECT_FALSE(FilesHold("a", *written.value));
}

TEST_F(SubjectStoreTest, ToAskWhetherASubjectIsHeldMakesNone) {
  auto store = Open("a");
  EXPECT_EQ(store->Holds(PhiString("77310946")), false);
  EXPECT_TRUE(log_.Records().empty());
  LookUp(*store, "77310946");
  EXPECT_EQ(store->Holds(PhiString("0077310946")), true);
}

TEST_F(SubjectStoreTest, ARepairOnItsWayDoesNotBringAnErasedSubjectBack) {
  auto store = Open("a");
  const Digest seed = LookUp(*store, "77310946").seed;
  const Digest name = Keys().NameOf("77310946");
  ASSERT_TRUE(store->Erase(PhiString("77310946")));
  log_.Put({RecordName(RecordKind::kSeed, name), *SealSeed({Standing::kSettled, seed, {}}, name, Keys())});
  log_.Put({RecordName(RecordKind::kKnowledge, name),
            *SealKnowledge({Digest::Of(seed.view()), Teach("", "Quarrington").identifiers}, name, Keys())});
  ASSERT_TRUE(store->CatchUp());
  log_.Compact();
  for (const LogRecord& record : log_.Records()) EXPECT_FALSE(record.value);
  const SubjectRecord anew = LookUp(*Open("b"), "77310946");
  EXPECT_NE(anew.seed, seed);
  EXPECT_TRUE(anew.known.empty());
}

TEST_F(SubjectStoreTest, AfterResealingTheOldDataKeyIsNoLongerNeeded) {
  const std::string old_key(32, 'd');
  const std::string new_key(32, 'e');
  auto store = Open("a");
  const Digest seed = LookUp(*store, "77310946").seed;
  ASSERT_TRUE(store->Learn(std::vector<Lesson>{Teach("77310946", "Quarrington")}));
  store.reset();
  store = Open("a", Keys('l', {{1, old_key}, {2, new_key}}));
  EXPECT_EQ(store->Reseal(), 2U);
  EXPECT_EQ(store->Reseal(), 0U);
  store.reset();
  log_.Compact();
  for (const char* folder : {"a", "b"}) {
    store = Open(folder, Keys('l', {{2, new_key}}));
    EXPECT_EQ(LookUp(*store, "77310946").seed, seed);
    EXPECT_EQ(LookUp(*store, "77310946").known.size(), 1U);
  }
}

TEST_F(SubjectStoreTest, AWrongKeyIsAnErrorAndNotANewSetOfPatients) {
  LookUp(*Open("a"), "77310946");
  const std::string folder = Folder("a");
  EXPECT_EQ(SubjectStore::Open(folder, Keys('x'), log_.Open()).error().code, ErrorCode::kKey);
  EXPECT_EQ(SubjectStore::Open(folder, Keys('l', {{1, std::string(32, 'x')}}), log_.Open()).error().code,
            ErrorCode::kKey);
  // And where the folder is new, the topic tells.
  EXPECT_EQ(SubjectStore::Open(Folder("b"), Keys('x'), log_.Open()).error().code, ErrorCode::kKey);
  EXPECT_EQ(SubjectStore::Open(Folder("c"), Keys('l', {{1, std::string(32, 'x')}}), log_.Open()).error().code,
            ErrorCode::kKey);
}

TEST_F(SubjectStoreTest, AFolderHasOneProcessAndOneLog) {
  auto store = Open("a");
  const auto second = SubjectStore::Open(Folder("a"), Keys(), log_.Open());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().what, Literal("the subject store's folder is in use by another process"));
  store.reset();
  EXPECT_EQ(SubjectStore::Open(Folder("a"), Keys()).error().code, ErrorCode::kConfig);
}

TEST_F(SubjectStoreTest, DamageToTheFilesIsAnError) {
  auto store = Open("a");
  for (int i = 0; i < 200; ++i) LookUp(*store, std::to_string(1000 + i));
  ASSERT_TRUE(store->Reseal());
  ASSERT_TRUE(store->Erase(PhiString("1000")));  // writes a table
  store.reset();
  for (const auto& entry : fs::directory_iterator(Folder("a"))) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    for (int at = 64; at < 4096; at += 16) {
      file.seekp(at);
      file.put('\x55');
    }
  }
  auto opened = SubjectStore::Open(Folder("a"), Keys(), log_.Open());
  if (opened) {
    Subjects subjects;
    std::vector<PhiString> ids;
    for (int i = 1; i < 200; ++i) ids.emplace_back(std::to_string(1000 + i));
    const auto looked = (*opened)->LookUp(ids, subjects);
    ASSERT_FALSE(looked);
    EXPECT_EQ(looked.error().code, ErrorCode::kIo);
  } else {
    EXPECT_EQ(opened.error().code, ErrorCode::kIo);
  }
}

TEST_F(SubjectStoreTest, ALogThatDoesNotTakeARecordGivesAnErrorAndNoSeed) {
  auto store = Open("a");
  log_.Break(true);
  Subjects subjects;
  const std::vector<PhiString> ids = {PhiString("77310946")};
  EXPECT_EQ(store->LookUp(ids, subjects).error().code, ErrorCode::kBroker);
  EXPECT_EQ(subjects.Find(ids[0]), nullptr);
  log_.Break(false);
  EXPECT_TRUE(store->LookUp(ids, subjects));
}

TEST_F(SubjectStoreTest, NothingReadableStandsInTheFilesOrTheLog) {
  auto store = Open("a");
  LookUp(*store, "MRN77310946");
  ASSERT_TRUE(store->Learn(std::vector<Lesson>{Teach("MRN77310946", "Quarrington")}));
  store.reset();
  for (const char* canary : {"77310946", "mrn77310946", "Quarrington", "quarrington", "NAME_PATIENT"}) {
    EXPECT_FALSE(FilesHold("a", canary)) << canary;
    for (const LogRecord& record : log_.Records()) {
      EXPECT_EQ((record.key + record.value.value_or("")).find(canary), std::string::npos) << canary;
    }
  }
}

TEST_F(SubjectStoreTest, AFolderAloneIsAStoreToo) {
  auto store = SubjectStore::Open(Folder("a"), Keys());
  ASSERT_TRUE(store);
  const Digest seed = LookUp(**store, "77310946").seed;
  ASSERT_TRUE((*store)->Learn(std::vector<Lesson>{Teach("77310946", "Quarrington")}));
  store->reset();
  store = SubjectStore::Open(Folder("a"), Keys());
  ASSERT_TRUE(store);
  EXPECT_EQ(LookUp(**store, "77310946").seed, seed);
  EXPECT_EQ(LookUp(**store, "77310946").known.size(), 1U);
  EXPECT_EQ((*store)->Erase(PhiString("77310946")), true);
  EXPECT_NE(LookUp(**store, "77310946").seed, seed);
}

}  // namespace
}  // namespace veil
