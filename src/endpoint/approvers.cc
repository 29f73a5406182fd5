#include "endpoint/approvers.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <sstream>

#include "base/yaml_place.h"
#include "base/yaml_proto.h"
#include "endpoint/names.h"
#include "veil/endpoint.pb.h"

namespace veil {
namespace {

constexpr std::array<Literal, 3> kRoles = {"privacy", "security", "clinical"};  // by ApproverRole

const unsigned char* Unsigned(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// What is wrong with one entry; empty: nothing.
std::string FaultOf(const proto::Approver& source) {
  const std::string name_fault = PersonNameFault(source.name());
  if (!name_fault.empty()) return name_fault;
  if (source.role() == proto::APPROVER_ROLE_UNSPECIFIED) {
    return source.name() + " has no role: privacy, security or clinical";
  }
  if (!ParseApproverKey(source.public_key())) {
    return "the public_key of " + source.name() + " is not the line of a .pub file of `veil endpoint key`";
  }
  if (!source.until().empty() && !ParseDay(source.until())) {
    return "'until' of " + source.name() + " is no day YYYY-MM-DD";
  }
  return "";
}

Approver FromProto(const proto::Approver& source) {
  Approver approver;
  approver.name = source.name();
  approver.role = static_cast<ApproverRole>(source.role() - proto::APPROVER_ROLE_PRIVACY);
  approver.public_key = *ParseApproverKey(source.public_key());
  if (!source.until().empty()) approver.until = ParseDay(source.until());
  return approver;
}

}  // namespace

Literal ApproverRoleName(ApproverRole role) { return kRoles[static_cast<std::size_t>(role)]; }

std::string ApproverKeyText(std::string_view public_key) {
  std::string text(sodium_base64_ENCODED_LEN(crypto_sign_PUBLICKEYBYTES, sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), Unsigned(public_key), public_key.size(), sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the function's own end mark
  return std::string(kApproverPublicKeyPrefix) + text;
}

std::optional<std::string> ParseApproverKey(std::string_view text) {
  if (!text.starts_with(kApproverPublicKeyPrefix)) return std::nullopt;
  text.remove_prefix(kApproverPublicKeyPrefix.size());
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::string key(crypto_sign_PUBLICKEYBYTES, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const bool decoded = sodium_base642bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), text.data(),
                                         text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) == 0;
  if (!decoded || size != key.size() || end != text.data() + text.size()) return std::nullopt;
  if (crypto_core_ed25519_is_valid_point(Unsigned(key)) != 1) return std::nullopt;
  return key;
}

ConfigResult<Approvers> Approvers::Load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) return tl::make_unexpected(ConfigError{path, 0, 0, "cannot be read"});
  return Parse(content.str(), path);
}

ConfigResult<Approvers> Approvers::Parse(std::string_view yaml, const std::string& file) {
  proto::Approvers source;
  VEIL_TRY(LoadYaml(yaml, file, {}, source));
  Approvers approvers;
  std::set<std::string> names;
  std::set<std::string> keys;
  for (const proto::Approver& entry : source.approvers()) {
    std::string fault = FaultOf(entry);
    if (fault.empty() && !names.insert(entry.name()).second) fault = entry.name() + " is listed twice";
    if (fault.empty()) {
      Approver approver = FromProto(entry);
      if (keys.insert(approver.public_key).second) {
        approvers.people_.push_back(std::move(approver));
        continue;
      }
      fault = "the key of " + entry.name() + " is that of another approver; one person cannot be two";
    }
    return tl::make_unexpected(ErrorAt(yaml, file, "approvers", fault));
  }
  return approvers;
}

const Approver* Approvers::Find(std::string_view name) const {
  const auto found = std::ranges::find(people_, name, &Approver::name);
  return found != people_.end() ? &*found : nullptr;
}

}  // namespace veil
