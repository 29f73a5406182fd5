#include "endpoint/decision.h"

#include <gtest/gtest.h>

#include "unit/endpoint/people.h"

namespace veil {
namespace {

class SignaturesTest : public testing::Test {
 protected:
  std::string Fault(const std::vector<Statement>& statements, Instant now = kNow) const {
    const SignedMatter matter{kApprovePurpose, decision_.endpoint, DecisionDigest(decision_)};
    const auto checked = CheckSignatures(matter, statements, people_, now, used_);
    return checked ? "" : checked.error().what;
  }

  const Approvers people_ = People();
  const Decision decision_ = SampleDecision();
  std::set<std::string> used_;
};

TEST_F(SignaturesTest, TwoPeopleOfTwoRolesDecide) { EXPECT_EQ(Fault(SignedByTwo(decision_)), ""); }

TEST_F(SignaturesTest, OneSignatureOrThreeAreNoDecision) {
  EXPECT_NE(Fault({}), "");
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_)}), "");
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kSecurity, decision_), SignedBy(kClinical, decision_)}), "");
}

TEST_F(SignaturesTest, TheSamePersonTwiceIsRefused) {
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kPrivacy, decision_)}).find("takes two people"),
            std::string::npos);
  const Statement once = SignedBy(kPrivacy, decision_);
  EXPECT_NE(Fault({once, once}).find("takes two people"), std::string::npos);
}

TEST_F(SignaturesTest, TwoPeopleOfOneRoleAreRefused) {
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kDeputy, decision_)}).find("takes two roles"),
            std::string::npos);
}

TEST_F(SignaturesTest, AForgedSignatureIsRefused) {
  Statement forged = SignedBy(kSecurity, decision_);
  forged.signature[5] = static_cast<char>(forged.signature[5] ^ 1);
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), forged}).find("does not verify"), std::string::npos);
  // Another person's key under this person's name.
  Statement borrowed = SignedBy(kStranger, decision_);
  borrowed.signer = kSecurity.name;
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), borrowed}).find("does not verify"), std::string::npos);
}

TEST_F(SignaturesTest, EveryLineIsUnderTheSignature) {
  const Statement good = SignedBy(kSecurity, decision_);
  std::vector<Statement> changed(7, good);
  changed[0].purpose = "incident-sign-off";
  changed[1].subject = "other";
  changed[2].about = Digest::Of("another text");
  changed[3].signer = kClinical.name;
  changed[4].signed_at += std::chrono::seconds(1);
  changed[5].void_after += std::chrono::hours(1);
  changed[6].nonce[0] = changed[6].nonce[0] == '0' ? '1' : '0';
  for (const Statement& statement : changed) {
    EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), statement}).find("does not verify"), std::string::npos)
        << SignedText(statement);
  }
}

TEST_F(SignaturesTest, SomebodyWhoIsNotListedIsRefused) {
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kStranger, decision_)}).find("not in the list"),
            std::string::npos);
}

TEST_F(SignaturesTest, AUsedSignatureIsRefused) {
  const std::vector<Statement> statements = SignedByTwo(decision_);
  used_.insert(statements[1].nonce);
  EXPECT_NE(Fault(statements).find("was used before"), std::string::npos);
}

TEST_F(SignaturesTest, ASignatureIsVoidAfterItsTime) {
  const std::vector<Statement> statements = SignedByTwo(decision_);
  EXPECT_EQ(Fault(statements, kNow + std::chrono::days(7)), "");
  EXPECT_NE(Fault(statements, kNow + std::chrono::days(7) + std::chrono::seconds(1)).find("is void since"),
            std::string::npos);
  EXPECT_NE(Fault(statements, kNow - std::chrono::hours(1)).find("dated in the future"), std::string::npos);
  Statement eternal = SignedBy(kSecurity, decision_);
  eternal.void_after = kNow + std::chrono::days(365);
  Sign(eternal, kSecurity.Seed());
  EXPECT_NE(Fault({statements[0], eternal}).find("longer than 14 days"), std::string::npos);
}

TEST_F(SignaturesTest, ASignatureStandsForOnePurposeAndOneTextAlone) {
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kSecurity, decision_, kNow, "incident-sign-off")})
                .find("another purpose"),
            std::string::npos);
  Decision other = decision_;
  other.cluster = "cluster-2";
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kSecurity, other)}).find("another text"), std::string::npos);
  other = SampleDecision(With("name", "other"));
  EXPECT_NE(Fault({SignedBy(kPrivacy, decision_), SignedBy(kSecurity, other)}).find("is for 'other'"),
            std::string::npos);
}

TEST_F(SignaturesTest, SomebodyWhoHasLeftNoLongerSigns) {
  const auto people =
      Approvers::Parse("approvers:\n" + kPrivacy.Yaml("    until: 2026-11-24\n") + kSecurity.Yaml(), "approvers.yaml");
  ASSERT_TRUE(people);
  const SignedMatter matter{kApprovePurpose, decision_.endpoint, DecisionDigest(decision_)};
  const std::vector<Statement> statements = SignedByTwo(decision_);
  EXPECT_FALSE(CheckSignatures(matter, statements, *people, kNow, {}));
}

TEST(StatementTest, IsReadInOneFormOnly) {
  const std::string text = StatementText(SignedBy(kPrivacy, SampleDecision()));
  ASSERT_TRUE(ParseStatement(text));
  EXPECT_EQ(StatementText(*ParseStatement(text)), text);
  EXPECT_FALSE(ParseStatement(text + "\n"));
  EXPECT_FALSE(ParseStatement(text.substr(1)));
  EXPECT_FALSE(ParseStatement(std::string(3000, 'x')));
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_FALSE(ParseStatement(text.substr(0, size)));
  std::string upper = text;
  upper[upper.find("signature: ") + 11] = 'A';
  EXPECT_FALSE(ParseStatement(upper));
}

TEST(ApproversTest, OnePersonCannotBeTwo) {
  const auto fault = [](const std::string& yaml) {
    const auto people = Approvers::Parse(yaml, "approvers.yaml");
    return people ? "" : people.error().what;
  };
  EXPECT_NE(fault("approvers:\n" + kPrivacy.Yaml() + kPrivacy.Yaml()).find("is listed twice"), std::string::npos);
  std::string twin = kPrivacy.Yaml();
  twin.replace(twin.find(kPrivacy.name), kPrivacy.name.size(), "somebody.else");
  EXPECT_NE(fault("approvers:\n" + kPrivacy.Yaml() + twin).find("is that of another approver"), std::string::npos);
  EXPECT_NE(fault("approvers:\n  - name: a\n    role: privacy\n    public_key: nothing\n").find("public_key"),
            std::string::npos);
  // A point of small order verifies what nobody signed.
  const std::string weak = ApproverKeyText(std::string(1, '\1') + std::string(31, '\0'));
  EXPECT_NE(fault("approvers:\n  - name: a\n    role: privacy\n    public_key: \"" + weak + "\"\n"), "");
}

TEST(DecisionTest, NothingIsProposedWithoutAllControls) {
  const auto endpoint = ParseEndpoint(SampleYaml("2026-01-01", "2026-11-24"), "sample.yaml");
  ASSERT_TRUE(endpoint);
  const auto proposed = Propose(*endpoint, "cluster-1", Digest(), kToday);
  ASSERT_FALSE(proposed);
  EXPECT_NE(proposed.error().what.find("security_posture is expired"), std::string::npos) << proposed.error().what;
}

TEST(DecisionTest, GivesTheseRightsAndNoOthers) {
  std::vector<std::string> texts;
  for (const Acl& acl : SampleDecision().Rights()) texts.push_back(AclText(acl));
  EXPECT_EQ(texts,
            (std::vector<std::string>{
                "allow User:sample from * read topic deid.hl7", "allow User:sample from * describe topic deid.hl7",
                "allow User:sample from * read topic deid.notes", "allow User:sample from * describe topic deid.notes",
                "allow User:sample from * read group sample-reader"}));
}

TEST(DecisionTest, IsReadInOneFormOnly) {
  const std::string text = DecisionText(SampleDecision());
  const auto read = ParseDecision(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(DecisionText(*read), text);
  EXPECT_EQ(read->Rights(), SampleDecision().Rights());
  EXPECT_FALSE(ParseDecision("veil-decision-1\n"));
  EXPECT_FALSE(ParseDecision(""));
}

}  // namespace
}  // namespace veil
