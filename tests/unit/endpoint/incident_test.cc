#include "endpoint/incident.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "audit/ledger.h"
#include "unit/endpoint/people.h"

namespace veil {
namespace {

Playbook SamplePlaybook() { return *Playbook::Load(VEIL_SOURCE_DIR "/deploy/incidents", "quality-drift"); }

class IncidentTest : public testing::Test {
 protected:
  IncidentTest() { Add(OpenAct("INC-1", SamplePlaybook(), "sample", "operator", "answers are worse")); }

  void Add(const LedgerAct& act) {
    LedgerEntry entry;
    entry.act = act;
    entry.time_ms = std::chrono::milliseconds(kNow.time_since_epoch()).count();
    book_->Add(entry);
  }
  const Incident& Now() const { return *book_->Find("INC-1"); }
  void AttachAll() {
    for (const std::string& name : Now().required) Add(EvidenceAct(Now(), name, Digest::Of(name), "operator"));
  }
  Statement Signed(const Person& person) const {
    Statement statement{std::string(kSignOffPurpose),
                        "INC-1",
                        Digest::Of(SignOffText(Now())),
                        person.name,
                        kNow,
                        kNow + std::chrono::days(7),
                        "",
                        ""};
    Sign(statement, person.Seed());
    return statement;
  }

  const Approvers people_ = People();
  std::optional<IncidentBook> book_{people_};
};

TEST_F(IncidentTest, AnOpenIncidentKeepsItsEndpointShut) {
  EXPECT_EQ(book_->Blocks("sample"), &Now());
  EXPECT_EQ(book_->Blocks("other"), nullptr);
  EXPECT_EQ(book_->NextId(), "INC-2");
  Add(ContainAct(Now(), "operator", std::chrono::milliseconds(120)));
  EXPECT_EQ(Now().state, IncidentState::kContained);
  EXPECT_NE(book_->Blocks("sample"), nullptr);
}

TEST_F(IncidentTest, TwoPeopleAndAllEvidenceLetItBackIn) {
  Add(ContainAct(Now(), "operator", std::chrono::milliseconds(120)));
  AttachAll();
  Add(SignOffAct(Now(), std::vector<Statement>{Signed(kPrivacy), Signed(kClinical)}, "operator"));
  EXPECT_EQ(Now().state, IncidentState::kSignedOff);
  EXPECT_EQ(book_->Blocks("sample"), nullptr);
  Add(CloseAct(Now(), "operator", "done"));
  EXPECT_EQ(Now().state, IncidentState::kClosed);
}

TEST_F(IncidentTest, ASignOffWithoutAllEvidenceIsNone) {
  const Playbook playbook = SamplePlaybook();
  for (const std::string& left_out : playbook.required_evidence) {
    book_.emplace(people_);
    Add(OpenAct("INC-1", SamplePlaybook(), "sample", "operator", "answers are worse"));
    for (const std::string& name : Now().required) {
      if (name != left_out) Add(EvidenceAct(Now(), name, Digest::Of(name), "operator"));
    }
    const std::vector<Statement> statements = {Signed(kPrivacy), Signed(kClinical)};
    const auto checked = CheckSignOff(Now(), statements, people_, kNow, {});
    ASSERT_FALSE(checked);
    EXPECT_NE(checked.error().what.find("lacks evidence: " + left_out), std::string::npos);
    Add(SignOffAct(Now(), statements, "operator"));
    EXPECT_NE(book_->Blocks("sample"), nullptr) << left_out;
  }
}

TEST_F(IncidentTest, OnePersonTwiceOrAnApprovalIsNoSignOff) {
  AttachAll();
  EXPECT_FALSE(CheckSignOff(Now(), std::vector<Statement>{Signed(kPrivacy), Signed(kPrivacy)}, people_, kNow, {}));
  EXPECT_FALSE(CheckSignOff(Now(), std::vector<Statement>{Signed(kPrivacy), Signed(kDeputy)}, people_, kNow, {}));
  EXPECT_FALSE(CheckSignOff(Now(), SignedByTwo(SampleDecision()), people_, kNow, {}));
}

TEST_F(IncidentTest, EvidenceThatChangesAfterASignatureVoidsIt) {
  AttachAll();
  const std::vector<Statement> statements = {Signed(kPrivacy), Signed(kClinical)};
  Add(EvidenceAct(Now(), "evaluation", Digest::Of("another run"), "operator"));
  EXPECT_FALSE(CheckSignOff(Now(), statements, people_, kNow, {}));
  Add(SignOffAct(Now(), statements, "operator"));
  EXPECT_NE(book_->Blocks("sample"), nullptr);
}

TEST_F(IncidentTest, AContainedIncidentIsNotClosedWithoutSignOff) {
  Add(ContainAct(Now(), "operator", std::chrono::milliseconds(120)));
  Add(CloseAct(Now(), "operator", "it will be fine"));
  EXPECT_EQ(Now().state, IncidentState::kContained);
}

TEST_F(IncidentTest, AFalseAlarmIsClosedWithAReason) {
  Add(CloseAct(Now(), "operator", "another system"));
  EXPECT_EQ(Now().state, IncidentState::kClosed);
  EXPECT_EQ(book_->Blocks("sample"), nullptr);
}

TEST_F(IncidentTest, AnIdThatComesAgainOpensNothingAnew) {
  AttachAll();
  Add(SignOffAct(Now(), std::vector<Statement>{Signed(kPrivacy), Signed(kClinical)}, "operator"));
  Add(OpenAct("INC-1", SamplePlaybook(), "other", "operator", "again"));
  EXPECT_EQ(Now().endpoint, "sample");
  EXPECT_EQ(Now().state, IncidentState::kSignedOff);
}

TEST(PlaybookTest, TheShippedPlaybooksAreSound) {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/deploy/incidents")) {
    const auto playbook = Playbook::Load(VEIL_SOURCE_DIR "/deploy/incidents", file.path().stem());
    ASSERT_TRUE(playbook) << playbook.error().ToString();
    ++count;
  }
  EXPECT_EQ(count, 4U);
}

TEST(PlaybookTest, HipaasClocksAreSixtyDays) {
  const auto playbook = Playbook::Load(VEIL_SOURCE_DIR "/deploy/incidents", "residual-identifier");
  ASSERT_TRUE(playbook);
  EXPECT_EQ(playbook->notices.size(), 4U);
  EXPECT_EQ(playbook->clocks.back().within, std::chrono::days(60));
  EXPECT_EQ(playbook->clocks.front().within, std::chrono::minutes(15));
}

TEST(PlaybookTest, AFaultNamesItsPlace) {
  const auto playbook =
      Playbook::Parse("kind: x\ntitle: T\nseverity: high\ncontain_minutes: 5\nsteps: [a]\n", "x.yaml");
  ASSERT_FALSE(playbook);
  EXPECT_NE(playbook.error().ToString().find("required_evidence"), std::string::npos);
  EXPECT_FALSE(Playbook::Load(VEIL_SOURCE_DIR "/deploy/incidents", "../endpoints/harbor"));
}

}  // namespace
}  // namespace veil
