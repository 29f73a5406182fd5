#include "endpoint/grants.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "audit/ledger.h"
#include "endpoint/drift.h"
#include "unit/endpoint/people.h"

namespace veil {
namespace {

// Calls are carried out until `calls_left` is used up; the next one fails, having done what it did by halves.
struct Fuse {
  int calls_left = 1'000'000;
  bool Burns() { return calls_left-- <= 0; }
};

class FakeBroker final : public BrokerRights {
 public:
  explicit FakeBroker(Fuse& fuse) : fuse_(fuse) {}
  OrRefusal<std::vector<Acl>> Read() override {
    if (fuse_.Burns()) return Refuse("the broker is away", RefusalKind::kEnvironment);
    return list;
  }
  OrRefusal<void> Create(std::span<const Acl> rights) override {
    const bool burns = fuse_.Burns();
    for (const Acl& right : burns ? rights.first(rights.size() / 2) : rights) list.push_back(right);
    if (burns) return Refuse("the broker is away", RefusalKind::kEnvironment);
    return {};
  }
  OrRefusal<void> Remove(std::span<const Acl> rights) override {
    const bool burns = fuse_.Burns();
    for (const Acl& right : burns ? rights.first(rights.size() / 2) : rights) std::erase(list, right);
    if (burns) return Refuse("the broker is away", RefusalKind::kEnvironment);
    return {};
  }
  void Wait() override {}

  std::vector<Acl> list;

 private:
  Fuse& fuse_;
};

class FakeLog final : public ActLog {
 public:
  explicit FakeLog(Fuse& fuse) : fuse_(fuse) {}
  OrRefusal<LedgerEntry> Append(const LedgerAct& act) override {
    if (fuse_.Burns()) return Refuse("the ledger is away", RefusalKind::kEnvironment);
    LedgerEntry entry;
    entry.chain = "acts";
    entry.act = act;
    entry.time_ms = std::chrono::milliseconds(now.time_since_epoch()).count();
    SealEntry(entry, entries.empty() ? nullptr : &entries.back());
    entries.push_back(entry);
    return entry;
  }

  std::vector<LedgerEntry> entries;
  Instant now = kNow;

 private:
  Fuse& fuse_;
};

class GrantsTest : public testing::Test {
 protected:
  GrantBook Book() const {
    GrantBook book(people_);
    for (const LedgerEntry& entry : log_.entries) book.Add(entry);
    return book;
  }
  // As a new process would: from the ledger alone.
  OrRefusal<void> Grant(const Decision& decision, const std::vector<Statement>& statements) {
    GrantBook book = Book();
    return Grants(book, broker_, log_, "operator").Grant(decision, statements, people_, log_.now);
  }
  OrRefusal<void> Revoke(const std::string& why = "a test") {
    GrantBook book = Book();
    return Grants(book, broker_, log_, "operator").Revoke("sample", why);
  }
  OrRefusal<std::vector<std::string>> Sweep(Day today = kToday, bool holds = true) {
    GrantBook book = Book();
    return Grants(book, broker_, log_, "operator").Sweep(today, [holds](const std::string&) { return holds; });
  }
  std::vector<std::string> Drifts(Day today = kToday) const {
    std::vector<std::string> texts;
    for (const DriftFinding& finding : Drift(Book(), broker_.list, {}, policies_, today)) {
      texts.push_back(std::string(DriftKindName(finding.kind).view()) + ": " + finding.what);
    }
    return texts;
  }
  std::vector<Acl> Sorted() const {
    std::vector<Acl> list = broker_.list;
    std::ranges::sort(list);
    return list;
  }
  static std::vector<Acl> Sorted(std::vector<Acl> list) {
    std::ranges::sort(list);
    return list;
  }

  const Approvers people_ = People();
  TopicPolicies policies_;
  Fuse fuse_;
  FakeBroker broker_{fuse_};
  FakeLog log_{fuse_};
  const Decision decision_ = SampleDecision();
};

TEST_F(GrantsTest, ADecisionGivesExactlyItsRights) {
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
  EXPECT_EQ(Sorted(), Sorted(decision_.Rights()));
  EXPECT_EQ(log_.entries.size(), 2U);
  EXPECT_EQ(Book().Of("sample").state, GrantState::kGranted);
  EXPECT_TRUE(Drifts().empty());
}

TEST_F(GrantsTest, ARefusedDecisionWritesAndGrantsNothing) {
  EXPECT_FALSE(Grant(decision_, {SignedBy(kPrivacy, decision_), SignedBy(kPrivacy, decision_)}));
  EXPECT_TRUE(broker_.list.empty());
  EXPECT_TRUE(log_.entries.empty());
}

TEST_F(GrantsTest, SignaturesCannotBeUsedAgainAfterARevocation) {
  const std::vector<Statement> statements = SignedByTwo(decision_);
  ASSERT_TRUE(Grant(decision_, statements));
  ASSERT_TRUE(Revoke());
  const auto again = Grant(decision_, statements);
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().what.find("was used before"), std::string::npos);
  EXPECT_TRUE(broker_.list.empty());
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
}

TEST_F(GrantsTest, AnEntryThatIsCopiedIntoTheLedgerIsNoDecision) {
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
  ASSERT_TRUE(Revoke());
  ASSERT_TRUE(log_.Append(*log_.entries.front().act));
  EXPECT_EQ(Book().Of("sample").state, GrantState::kRevoked);
  ASSERT_EQ(Drifts().size(), 1U);
  EXPECT_NE(Drifts().front().find("was used before"), std::string::npos) << Drifts().front();
}

TEST_F(GrantsTest, WhoeverCanWriteTheLedgerStillCannotDecide) {
  Decision wide = decision_;
  wide.topics = {"raw.notes"};
  ASSERT_TRUE(log_.Append(DecisionAct(wide, SignedByTwo(decision_), "intruder")));
  ASSERT_TRUE(log_.Append(GrantAct("sample", DecisionDigest(wide), true, "intruder")));
  broker_.list = wide.Rights();
  EXPECT_TRUE(Book().Of("sample").Rights().empty());
  const auto drifts = Drifts();
  EXPECT_TRUE(std::ranges::any_of(drifts, [](const std::string& d) { return d.starts_with("ledger: "); }));
}

TEST_F(GrantsTest, RevocationRemovesAllRightsOfThePrincipal) {
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
  Acl by_hand = decision_.Rights().front();
  by_hand.name = "raw.notes";
  Acl denial = by_hand;
  denial.permission = AclPermission::kDeny;
  Acl of_others = by_hand;
  of_others.principal = "User:worker";
  broker_.list.insert(broker_.list.end(), {by_hand, denial, of_others});
  ASSERT_TRUE(Revoke());
  EXPECT_EQ(Sorted(), Sorted({denial, of_others}));
  EXPECT_TRUE(Revoke());  // again
  EXPECT_EQ(log_.entries.size(), 4U);
}

TEST_F(GrantsTest, ANewDecisionReplacesTheRightsOfTheOld) {
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
  const Decision less = SampleDecision(With("topics", "[deid.notes]"));
  ASSERT_TRUE(Grant(less, SignedByTwo(less)));
  EXPECT_EQ(Sorted(), Sorted(less.Rights()));
  const Decision renamed = SampleDecision(With("principal", "\"User:renamed\""));
  ASSERT_TRUE(Grant(renamed, SignedByTwo(renamed)));
  EXPECT_EQ(Sorted(), Sorted(renamed.Rights()));
  EXPECT_TRUE(Drifts().empty());
}

TEST_F(GrantsTest, APrincipalWithRightsFromElsewhereIsRefused) {
  Acl other = decision_.Rights().front();
  other.name = "orders";
  broker_.list = {other};
  const auto refused = Grant(decision_, SignedByTwo(decision_));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("topic orders"), std::string::npos);
  EXPECT_EQ(broker_.list, std::vector<Acl>{other});
  EXPECT_TRUE(log_.entries.empty());
}

TEST_F(GrantsTest, NothingIsGrantedWhileEverybodyMayRead) {
  Acl everybody = decision_.Rights().front();
  everybody.principal = "User:*";
  broker_.list = {everybody};
  EXPECT_FALSE(Grant(decision_, SignedByTwo(decision_)));
  EXPECT_TRUE(log_.entries.empty());
}

TEST_F(GrantsTest, TwoEndpointsCannotHaveHadOnePrincipal) {
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
  const Decision other = SampleDecision(With("name", "other"));
  EXPECT_FALSE(Grant(other, SignedByTwo(other)));
}

// Every call to broker and ledger fails once; what the next sweep leaves is one of two whole states.
TEST_F(GrantsTest, AGrantThatIsCutOffAnywhereIsFinishedByTheNextSweep) {
  for (int calls = 0; calls < 8; ++calls) {
    log_.entries.clear();
    broker_.list.clear();
    fuse_.calls_left = calls;
    const bool granted = Grant(decision_, SignedByTwo(decision_)).has_value();
    fuse_.calls_left = 1'000'000;
    const bool decided = !log_.entries.empty();
    ASSERT_TRUE(Sweep());
    EXPECT_EQ(Sorted(), decided ? Sorted(decision_.Rights()) : std::vector<Acl>()) << calls;
    EXPECT_TRUE(Drifts().empty()) << calls;
    EXPECT_EQ(granted, calls >= 7) << calls;
    EXPECT_TRUE(Sweep()->empty());
  }
}

TEST_F(GrantsTest, AGrantThatIsCutOffAndNoLongerHoldsIsUndone) {
  for (int calls = 2; calls < 7; ++calls) {
    log_.entries.clear();
    broker_.list.clear();
    fuse_.calls_left = calls;
    ASSERT_FALSE(Grant(decision_, SignedByTwo(decision_)));
    fuse_.calls_left = 1'000'000;
    ASSERT_TRUE(calls % 2 == 0 ? Sweep(*ParseDay("2027-06-01")) : Sweep(kToday, false));
    EXPECT_TRUE(broker_.list.empty()) << calls;
    EXPECT_TRUE(Drifts().empty()) << calls;
    EXPECT_EQ(Book().Of("sample").state, GrantState::kNone);
  }
}

TEST_F(GrantsTest, ARevocationThatIsCutOffAnywhereIsFinishedByTheNextSweep) {
  for (int calls = 0; calls < 6; ++calls) {
    log_.entries.clear();
    broker_.list.clear();
    ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
    fuse_.calls_left = calls;
    const bool revoked = Revoke().has_value();
    fuse_.calls_left = 1'000'000;
    const bool wanted = log_.entries.size() > 2;
    ASSERT_TRUE(Sweep());
    EXPECT_EQ(Sorted(), wanted ? std::vector<Acl>() : Sorted(decision_.Rights())) << calls;
    EXPECT_TRUE(Drifts().empty()) << calls;
    EXPECT_EQ(revoked, calls >= 6) << calls;
  }
}

TEST_F(GrantsTest, ADecisionThatIsOverIsRevoked) {
  ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
  ASSERT_TRUE(Sweep(*ParseDay("2027-05-31")));
  EXPECT_FALSE(broker_.list.empty());
  const Day after = *ParseDay("2027-06-01");
  EXPECT_EQ(Drifts(after).size(), 1U);
  const auto swept = Sweep(after);
  ASSERT_TRUE(swept);
  EXPECT_EQ(*swept, std::vector<std::string>{"sample: revoked, decided until 2027-05-31"});
  EXPECT_TRUE(broker_.list.empty());
  EXPECT_TRUE(Drifts(after).empty());
}

class DriftTest : public GrantsTest {
 protected:
  void SetUp() override {
    ASSERT_TRUE(Grant(decision_, SignedByTwo(decision_)));
    acl_ = decision_.Rights().front();
  }
  std::string DriftWith(const Acl& acl) {
    const std::vector<Acl> before = broker_.list;
    broker_.list.push_back(acl);
    const auto drifts = Drifts();
    broker_.list = before;
    return drifts.size() == 1 ? drifts.front() : "not one finding";
  }
  Acl acl_;
};

TEST_F(DriftTest, AMissingRightIsFound) {
  std::erase(broker_.list, acl_);
  ASSERT_EQ(Drifts().size(), 1U);
  EXPECT_EQ(Drifts().front(), "missing: " + AclText(acl_));
}

TEST_F(DriftTest, AnythingMoreForAnEndpointIsFound) {
  std::vector<Acl> more(6, acl_);
  more[0].name = "raw.notes";
  more[1].name = "*";
  more[2].pattern = AclPattern::kPrefixed;
  more[3].host = "192.0.2.7";
  more[4].operation = AclOperation::kWrite;
  more[5].resource = AclResource::kCluster;
  for (const Acl& acl : more) EXPECT_EQ(DriftWith(acl), "extra: " + AclText(acl));
}

TEST_F(DriftTest, OtherReadersOfCleanTopicsAreFound) {
  acl_.principal = "User:reporting";
  std::vector<Acl> readers(6, acl_);
  readers[1].name = "*";
  readers[2].operation = AclOperation::kAll;
  readers[3].pattern = AclPattern::kPrefixed;
  readers[3].name = "de";
  readers[4].pattern = AclPattern::kPrefixed;
  readers[4].name = "deid.hl7.old";
  readers[5].pattern = AclPattern::kPrefixed;
  readers[5].name = "deid.";
  for (const Acl& acl : readers) EXPECT_EQ(DriftWith(acl), "other reader: " + AclText(acl));
}

TEST_F(DriftTest, WhatEverybodyMayDoIsFound) {
  acl_.principal = "User:*";
  acl_.name = "raw.notes";
  EXPECT_EQ(DriftWith(acl_), "everybody: " + AclText(acl_));
}

TEST_F(DriftTest, RecordsOfAnotherPolicyInAGrantedTopicAreFound) {
  policies_ = {{"deid.notes", {Digest::Of("policy")}}, {"deid.other", {Digest::Of("looser")}}};
  EXPECT_TRUE(Drifts().empty());
  policies_["deid.notes"].insert(Digest::Of("looser"));
  EXPECT_EQ(Drifts().front(), "policy: sample: deid.notes holds records of policy " + Digest::Of("looser").Hex());
  const Decision accepting = SampleDecision(
      With("accepted_policies", "[" + Digest::Of("looser").Hex() + "]", "accepted_policies: []\n" + SampleYaml()));
  ASSERT_TRUE(Grant(accepting, SignedByTwo(accepting)));
  EXPECT_TRUE(Drifts().empty());
}

TEST_F(DriftTest, WritersAndReadersOfOtherTopicsAreNoDrift) {
  acl_.principal = "User:worker";
  acl_.operation = AclOperation::kWrite;
  Acl raw = acl_;
  raw.name = "raw.notes";
  raw.operation = AclOperation::kRead;
  broker_.list.insert(broker_.list.end(), {acl_, raw});
  EXPECT_TRUE(Drifts().empty());
}

}  // namespace
}  // namespace veil
