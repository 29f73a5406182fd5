#include "pipeline/provider_names.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/deidentifier.h"

namespace veil {
namespace {

std::string Under(const std::string& more, const std::string& bytes) {
  auto shipped = Policy::Load("safe-harbor", std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(shipped);
  auto policy = Policy::Parse(shipped->canonical() + more, "p.yaml");
  EXPECT_TRUE(policy) << policy.error().ToString();
  const Deidentifier deidentifier({}, std::move(*policy), SurrogateKey(std::string(32, 'k')));
  RawMessage message;
  message.bytes = PhiString(bytes);
  const Processed processed = deidentifier.Process(std::move(message));
  if (const auto* clean = std::get_if<CleanMessage>(&processed.outcome)) return clean->bytes();
  ADD_FAILURE() << std::get<Quarantined>(processed.outcome).reason.what.view();
  return {};
}

std::string Kept(const std::string& bytes) { return Under("providers: kept\n", bytes); }

std::string Admission(const std::string& patient, const std::string& physician, const std::string& note) {
  return "MSH|^~\\&|ADT|MAIN|RCV|MAIN|202103140830||ORU^R01|M1|P|2.5.1\r"
         "PID|1||44719023^^^MAIN^MR||" +
         patient + "||19570722|M\rPV1|1|I|||||1004^" + physician + "^^^DR\rOBX|1|TX|NOTE||" + note + "||||||F\r";
}

bool Has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

TEST(ProviderNamesTest, AClinicianThatAFieldNamesStaysInFieldAndText) {
  const std::string message =
      Admission("TILLMAN^GREGOR", "WASHBURN^IMANI", "Mr. Tillman was seen by Dr. Imani Washburn today.");
  const std::string kept = Kept(message);
  EXPECT_TRUE(Has(kept, "WASHBURN^IMANI"));
  EXPECT_TRUE(Has(kept, "Dr. Imani Washburn"));
  EXPECT_FALSE(Has(kept, "TILLMAN") || Has(kept, "Tillman") || Has(kept, "GREGOR"));
  const std::string replaced = Under("", message);
  EXPECT_FALSE(Has(replaced, "WASHBURN") || Has(replaced, "Washburn"));
}

TEST(ProviderNamesTest, AClinicianWhoSharesAWordWithThePatientIsReplaced) {
  const std::string kept =
      Kept(Admission("WASHBURN^GREGOR", "WASHBURN^IMANI", "Mr. Washburn was seen by Dr. Imani Washburn today."));
  EXPECT_FALSE(Has(kept, "WASHBURN") || Has(kept, "Washburn") || Has(kept, "IMANI"));
}

TEST(ProviderNamesTest, WhatOnlyLooksLikeAClinicianIsReplaced) {
  const std::string note = "Seen by Dr. Imani Washburn, MD. Signed: T. Quarrington, RN.";
  const std::string plain = Kept(note);
  EXPECT_FALSE(Has(plain, "Washburn") || Has(plain, "Quarrington"));
  const std::string kept = Kept(Admission("TILLMAN^GREGOR", "WASHBURN^IMANI", note));
  EXPECT_TRUE(Has(kept, "Washburn"));
  EXPECT_FALSE(Has(kept, "Quarrington"));
}

TEST(ProviderNamesTest, ARuleOfTheFieldWins) {
  const std::string kept = Under("fields: [{path: PV1-7, action: redact}]\nproviders: kept\n",
                                 Admission("TILLMAN^GREGOR", "WASHBURN^IMANI", "Stable."));
  EXPECT_FALSE(Has(kept, "WASHBURN"));
}

TEST(ProviderNamesTest, AReferenceThatMayPointToAnybodyKeepsNothing) {
  const std::string kept =
      Kept(R"({"resourceType":"DiagnosticReport","status":"final","code":{"text":"X"},)"
           R"("performer":[{"display":"Imani Washburn"}],"subject":{"display":"Tillman, Gregor"}})");
  EXPECT_FALSE(Has(kept, "Washburn") || Has(kept, "Tillman"));
  EXPECT_TRUE(
      Has(Kept(R"({"resourceType":"Practitioner","name":[{"family":"Washburn","given":["Imani"]}]})"), "Washburn"));
}

}  // namespace
}  // namespace veil
