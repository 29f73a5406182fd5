#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"
#include "base/literal.h"
#include "endpoint/day.h"

namespace veil {

enum class ApproverRole : std::uint8_t { kPrivacy, kSecurity, kClinical };

Literal ApproverRoleName(ApproverRole role);  // "privacy", "security", "clinical"

struct Approver {
  std::string name;
  ApproverRole role = ApproverRole::kPrivacy;
  std::string public_key;    // Ed25519, 32 bytes
  std::optional<Day> until;  // the last day on which a signature of theirs counts
};

// The people who may sign: deploy/endpoints/approvers.yaml. No name and no key stands twice, so nobody is two people
// by mistake, and every key is a point that Ed25519 takes.
class Approvers {
 public:
  static ConfigResult<Approvers> Load(const std::string& path);
  static ConfigResult<Approvers> Parse(std::string_view yaml, const std::string& file);

  const Approver* Find(std::string_view name) const;  // null: nobody of that name
  bool empty() const { return people_.empty(); }

 private:
  std::vector<Approver> people_;
};

// The first line of a public key file: "veil-approver-public-key-1:" and 32 bytes in Base64 (RFC 4648 section 4).
inline constexpr std::string_view kApproverPublicKeyPrefix = "veil-approver-public-key-1:";
std::string ApproverKeyText(std::string_view public_key);
std::optional<std::string> ParseApproverKey(std::string_view text);  // 32 bytes; nothing if it is no such key

}  // namespace veil
