#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "policy/policy.h"
#include "policy/policy_diff.h"

// A policy is refused with a place in its file, or it has one digest, which its canonical form has too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  const std::string_view yaml(reinterpret_cast<const char*>(data), size);
  const auto policy = Policy::Parse(yaml, "fuzz.yaml");
  if (!policy) {
    VEIL_CHECK(policy.error().file == "fuzz.yaml" && !policy.error().what.empty());
    VEIL_CHECK(policy.error().line >= 0 && policy.error().column >= 0);
    return 0;
  }
  VEIL_CHECK(!policy->name().empty());
  VEIL_CHECK(policy->digest() == Policy::Parse(yaml, "other.yaml")->digest());
  const auto canonical = Policy::Parse(policy->canonical(), "canonical.yaml");
  VEIL_CHECK(canonical && canonical->canonical() == policy->canonical());
  VEIL_CHECK(DiffPolicies(*policy, *canonical).empty());
  for (std::size_t i = 0; i < kIdentifierTypeCount; ++i) {
    (void)policy->ActionFor(static_cast<IdentifierType>(i), "PID-5.1");
  }
  return 0;
}
