#include "endpoint/registry.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "endpoint/assessment.h"
#include "unit/endpoint/sample.h"

namespace veil {
namespace {

std::string FaultOf(const std::string& yaml) {
  const auto endpoint = ParseEndpoint(yaml, "e.yaml");
  return endpoint ? "" : endpoint.error().ToString();
}

TEST(RegistryTest, ReadsAnEndpoint) {
  const auto endpoint = ParseEndpoint(SampleYaml(), "e.yaml");
  ASSERT_TRUE(endpoint) << endpoint.error().ToString();
  EXPECT_EQ(endpoint->name, "sample");
  EXPECT_EQ(endpoint->principal, "User:sample");
  EXPECT_EQ(endpoint->topics, (std::vector<std::string>{"deid.hl7", "deid.notes"}));
  EXPECT_EQ(endpoint->evidence[static_cast<std::size_t>(VendorControl::kRetention)]->days, 0U);
  EXPECT_TRUE(Assessment(*endpoint, *ParseDay("2026-11-25")).go());
}

TEST(RegistryTest, WildcardsAreRefusedInEveryName) {
  for (const char* name : {"*", "sample*", "Sample", "a b", "", "../x"}) {
    EXPECT_NE(FaultOf(With("name", std::string("\"") + name + "\"")), "") << name;
  }
  for (const char* principal : {"User:*", "*", "User:", "User:a*", "User:?", "Group:x", "User:ANONYMOUS", "User: x"}) {
    EXPECT_NE(FaultOf(With("principal", std::string("\"") + principal + "\"")), "") << principal;
  }
  for (const char* group : {"*", "g*", "", "a b"}) {
    EXPECT_NE(FaultOf(With("group", std::string("\"") + group + "\"")), "") << group;
  }
  for (const char* topic : {"*", "deid.*", "deid.", "^deid", "deid.a b"}) {
    EXPECT_NE(FaultOf(With("topics", std::string("[\"") + topic + "\"]")), "") << topic;
  }
}

TEST(RegistryTest, OnlyCleanTopicsCanBeAskedFor) {
  for (const char* topic : {"raw.notes", "veil.quarantine", "veil.ledger", "veil.subjects", "veil.control",
                            "__consumer_offsets", "notes"}) {
    const std::string fault = FaultOf(With("topics", std::string("[") + topic + "]"));
    EXPECT_NE(fault.find("is no clean topic"), std::string::npos) << topic << ": " << fault;
  }
}

TEST(RegistryTest, AClientCertificateIsAPrincipal) {
  EXPECT_EQ(FaultOf(With("principal", "\"User:CN=sample,OU=models,O=Example\"")), "");
}

TEST(RegistryTest, AFaultNamesFileLineAndColumn) {
  EXPECT_EQ(FaultOf(With("review_by", "2027-02-30")), "e.yaml:14:12: review_by: '2027-02-30' is no day YYYY-MM-DD");
  const std::string unknown = FaultOf(SampleYaml() + "colour: blue\n");
  EXPECT_NE(unknown.find("unknown key 'colour'"), std::string::npos) << unknown;
}

TEST(RegistryTest, TheListOfControlsIsClosed) {
  const std::string fault = FaultOf(SampleYaml() + "  goodwill:\n    finding: met\n");
  EXPECT_NE(fault.find("'goodwill' is no control"), std::string::npos) << fault;
}

TEST(RegistryTest, EvidenceThatExpiresBeforeItWasRetrievedIsRefused) {
  EXPECT_NE(FaultOf(SampleYaml("2026-11-01", "2026-10-31")).find("is before 'retrieved'"), std::string::npos);
}

TEST(RegistryTest, LayoutAndOrderDoNotChangeTheCanonicalText) {
  const auto one = ParseEndpoint(SampleYaml(), "a.yaml");
  const auto other = ParseEndpoint("# a comment\n" + With("topics", "[deid.notes,   deid.hl7]"), "b.yaml");
  ASSERT_TRUE(one && other);
  EXPECT_EQ(CanonicalText(*one), CanonicalText(*other));
  const auto changed = ParseEndpoint(With("region", "us-west"), "c.yaml");
  EXPECT_NE(EndpointDigest(*one), EndpointDigest(*changed));
}

TEST(AssessmentTest, UnknownIsFail) {
  auto endpoint = ParseEndpoint(SampleYaml(), "e.yaml");
  ASSERT_TRUE(endpoint);
  const Day today = *ParseDay("2026-11-25");
  for (std::size_t i = 0; i < kControlCount; ++i) {
    Endpoint less = *endpoint;
    less.evidence[i].reset();
    EXPECT_FALSE(Assessment(less, today).go());
    EXPECT_EQ(Assessment(less, today).Of(static_cast<VendorControl>(i)), ControlStanding::kUnknown);
    less = *endpoint;
    less.evidence[i]->finding = EvidenceFinding::kNotMet;
    EXPECT_FALSE(Assessment(less, today).go());
  }
}

TEST(AssessmentTest, ExpiredIsFailFromTheDayAfter) {
  const auto endpoint = ParseEndpoint(SampleYaml("2026-11-01", "2026-12-31"), "e.yaml");
  ASSERT_TRUE(endpoint);
  EXPECT_TRUE(Assessment(*endpoint, *ParseDay("2026-12-31")).go());
  EXPECT_FALSE(Assessment(*endpoint, *ParseDay("2027-01-01")).go());
  EXPECT_EQ(Assessment(*endpoint, *ParseDay("2027-01-01")).Of(VendorControl::kSignedBaa), ControlStanding::kExpired);
  EXPECT_EQ(Assessment(*endpoint, *ParseDay("2026-10-31")).Of(VendorControl::kSignedBaa), ControlStanding::kNotYet);
}

TEST(AssessmentTest, AGrantEndsWithTheFirstEvidenceOrTheReview) {
  const auto endpoint = ParseEndpoint(SampleYaml("2026-11-01", "2026-12-31"), "e.yaml");
  const auto reviewed = ParseEndpoint(With("review_by", "2026-12-01"), "e.yaml");
  ASSERT_TRUE(endpoint && reviewed);
  EXPECT_EQ(DayText(Assessment(*endpoint, *ParseDay("2026-11-25")).holds_until()), "2026-12-31");
  EXPECT_EQ(DayText(Assessment(*reviewed, *ParseDay("2026-11-25")).holds_until()), "2026-12-01");
  EXPECT_FALSE(Assessment(*reviewed, *ParseDay("2026-12-02")).go());
}

TEST(RegistryTest, TheShippedEndpointsAreSound) {
  const auto registry = EndpointRegistry::Load(VEIL_SOURCE_DIR "/deploy/endpoints");
  ASSERT_TRUE(registry) << registry.error().ToString();
  const Day day = *ParseDay("2026-11-25");
  ASSERT_NE(registry->Find("northlake"), nullptr);
  EXPECT_TRUE(Assessment(*registry->Find("northlake"), day).go());
  EXPECT_FALSE(Assessment(*registry->Find("meridian"), day).go());
  EXPECT_FALSE(Assessment(*registry->Find("harbor"), day).go());
  EXPECT_EQ(registry->Find("approvers"), nullptr);
}

class FolderTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "endpoints";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
  }
  void Write(const std::string& name, const std::string& yaml) { std::ofstream(folder_ + "/" + name) << yaml; }
  std::string Fault() {
    const auto registry = EndpointRegistry::Load(folder_);
    return registry ? "" : registry.error().ToString();
  }
  std::string folder_;
};

TEST_F(FolderTest, TwoEndpointsShareNeitherPrincipalNorGroup) {
  Write("sample.yaml", SampleYaml());
  Write("other.yaml", With("name", "other", With("group", "other-reader")));
  EXPECT_NE(Fault().find("principal 'User:sample' is that of endpoint 'other'"), std::string::npos) << Fault();
  Write("other.yaml", With("name", "other", With("principal", "\"User:other\"")));
  EXPECT_NE(Fault().find("group 'sample-reader' is that of endpoint 'other'"), std::string::npos) << Fault();
}

TEST_F(FolderTest, AFileIsCalledLikeItsEndpoint) {
  Write("another.yaml", SampleYaml());
  EXPECT_NE(Fault().find("is called sample.yaml"), std::string::npos) << Fault();
}

}  // namespace
}  // namespace veil
