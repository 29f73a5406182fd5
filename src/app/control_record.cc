#include "app/control_record.h"

#include <google/protobuf/util/json_util.h>

#include "base/check.h"
#include "veil/control.pb.h"

namespace veil {
namespace {

constexpr std::uint32_t kVersion = 1;

// The policy that a text and a digest stand for; both must agree, and the text be in canonical form.
Result<Policy> Read(const std::string& text, const std::string& digest) {
  auto policy = Policy::Parse(text, "control record");
  if (!policy) return Fail(ErrorCode::kConfig, "a policy of the control topic is refused");
  if (policy->digest().Hex() != digest || policy->canonical() != text) {
    return Fail(ErrorCode::kConfig, "a policy of the control topic is not of the digest that its record gives");
  }
  return std::move(*policy);
}

}  // namespace

std::string SerializeControl(const PolicyInForce& in_force) {
  proto::ControlRecord record;
  record.set_v(kVersion);
  proto::PolicyInForce& policy = *record.mutable_policy();
  policy.set_rollback(in_force.rollback);
  policy.set_digest(in_force.policy.digest().Hex());
  policy.set_text(in_force.policy.canonical());
  policy.set_old_digest(in_force.old.digest().Hex());
  policy.set_old_text(in_force.old.canonical());
  policy.set_who(in_force.who);
  policy.set_why(in_force.why);
  policy.set_time_ms(in_force.time_ms);
  std::string json;
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  VEIL_CHECK(google::protobuf::util::MessageToJsonString(record, &json, options).ok());
  return json;
}

Result<PolicyInForce> ParseControl(std::string_view value) {
  proto::ControlRecord record;
  const auto read = google::protobuf::util::JsonStringToMessage(std::string(value), &record);
  if (!read.ok() || record.v() != kVersion || !record.has_policy()) {
    return Fail(ErrorCode::kConfig, "not a record of the control topic that this program knows");
  }
  const proto::PolicyInForce& source = record.policy();
  VEIL_ASSIGN(Policy policy, Read(source.text(), source.digest()));
  VEIL_ASSIGN(Policy old, Read(source.old_text(), source.old_digest()));
  return PolicyInForce{std::move(policy), std::move(old), source.rollback(),
                       source.who(),      source.why(),   source.time_ms()};
}

}  // namespace veil
