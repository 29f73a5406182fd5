#include "base/acl.h"

#include <array>

namespace veil {
namespace {

template <typename Word, std::size_t N>
std::string WordOf(const std::array<const char*, N>& words, Word word) {
  return words[static_cast<std::size_t>(word)];
}

constexpr std::array<const char*, 5> kResources = {"other", "topic", "group", "cluster", "transactional-id"};
constexpr std::array<const char*, 3> kPatterns = {"other", "literal", "prefixed"};
constexpr std::array<const char*, 3> kPermissions = {"other", "allow", "deny"};
constexpr std::array<const char*, 12> kOperations = {"other",          "all",
                                                     "read",           "write",
                                                     "create",         "delete",
                                                     "alter",          "describe",
                                                     "cluster-action", "describe-configs",
                                                     "alter-configs",  "idempotent-write"};

}  // namespace

std::string AclText(const Acl& acl) {
  const std::string pattern = acl.pattern == AclPattern::kLiteral ? "" : " (" + WordOf(kPatterns, acl.pattern) + ")";
  return WordOf(kPermissions, acl.permission) + " " + acl.principal + " from " + acl.host + " " +
         WordOf(kOperations, acl.operation) + " " + WordOf(kResources, acl.resource) + " " + acl.name + pattern;
}

}  // namespace veil
