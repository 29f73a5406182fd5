#pragma once

#include <sodium.h>

#include <array>
#include <string>
#include <vector>

#include "endpoint/approvers.h"
#include "endpoint/decision.h"
#include "unit/endpoint/sample.h"

namespace veil {

// Invented approvers, whose private keys are their names.
struct Person {
  std::string name;
  std::string role;

  std::string Seed() const { return std::string(Digest::Of(name).view()); }
  std::string PublicKey() const {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    const std::string seed = Seed();
    crypto_sign_seed_keypair(key.data(), secret.data(), reinterpret_cast<const unsigned char*>(seed.data()));
    return {reinterpret_cast<const char*>(key.data()), key.size()};
  }
  std::string Yaml(const std::string& more = "") const {
    return "  - name: " + name + "\n    role: " + role + "\n    public_key: \"" + ApproverKeyText(PublicKey()) +
           "\"\n" + more;
  }
};

inline const Person kPrivacy{"privacy.officer", "privacy"};
inline const Person kSecurity{"security.officer", "security"};
inline const Person kClinical{"chief.physician", "clinical"};
inline const Person kDeputy{"privacy.deputy", "privacy"};
inline const Person kStranger{"passer.by", "security"};

inline std::string ApproversYaml() {
  return "approvers:\n" + kPrivacy.Yaml() + kSecurity.Yaml() + kClinical.Yaml() + kDeputy.Yaml();
}
inline Approvers People() { return *Approvers::Parse(ApproversYaml(), "approvers.yaml"); }

inline const Instant kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + std::chrono::hours(12);
inline const Day kToday = std::chrono::floor<std::chrono::days>(kNow);

inline Decision SampleDecision(const std::string& yaml = SampleYaml()) {
  return *Propose(*ParseEndpoint(yaml, "sample.yaml"), "cluster-1", Digest::Of("policy"), kToday);
}

inline Statement SignedBy(const Person& person, const Decision& decision, Instant when = kNow,
                          std::string_view purpose = kApprovePurpose) {
  Statement statement{std::string(purpose),
                      decision.endpoint,
                      DecisionDigest(decision),
                      person.name,
                      when,
                      when + std::chrono::days(7),
                      "",
                      ""};
  Sign(statement, person.Seed());
  return statement;
}

inline std::vector<Statement> SignedByTwo(const Decision& decision, Instant when = kNow) {
  return {SignedBy(kPrivacy, decision, when), SignedBy(kSecurity, decision, when)};
}

}  // namespace veil
