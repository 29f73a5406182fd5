#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace veil {

// The words of Kafka's access lists (KIP-11, KIP-290).
enum class AclResource : std::uint8_t { kOther, kTopic, kGroup, kCluster, kTransactionalId };
enum class AclPattern : std::uint8_t { kOther, kLiteral, kPrefixed };
enum class AclPermission : std::uint8_t { kOther, kAllow, kDeny };
enum class AclOperation : std::uint8_t {
  kOther,
  kAll,
  kRead,
  kWrite,
  kCreate,
  kDelete,
  kAlter,
  kDescribe,
  kClusterAction,
  kDescribeConfigs,
  kAlterConfigs,
  kIdempotentWrite,
};

// One line of a broker's access list.
struct Acl {
  AclResource resource = AclResource::kOther;
  AclPattern pattern = AclPattern::kOther;
  std::string name;       // of the resource; "*" with kLiteral: all
  std::string principal;  // "User:NAME"
  std::string host;       // "*": any
  AclOperation operation = AclOperation::kOther;
  AclPermission permission = AclPermission::kOther;

  auto operator<=>(const Acl&) const = default;
};

// For people: "allow User:sample from * read topic deid.notes".
std::string AclText(const Acl& acl);

}  // namespace veil
