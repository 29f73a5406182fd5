#include "kafka/access_list.h"

#include <array>
#include <optional>
#include <utility>

#include "base/log.h"
#include "kafka/handle.h"

namespace veil::kafka {
namespace {

using AdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, Freed<&rd_kafka_AdminOptions_destroy>>;
using Queue = std::unique_ptr<rd_kafka_queue_t, Freed<&rd_kafka_queue_destroy>>;
using Event = std::unique_ptr<rd_kafka_event_t, Freed<&rd_kafka_event_destroy>>;
using Binding = std::unique_ptr<rd_kafka_AclBinding_t, Freed<&rd_kafka_AclBinding_destroy>>;

constexpr std::array<std::pair<AclResource, rd_kafka_ResourceType_t>, 4> kResources = {
    {{AclResource::kTopic, RD_KAFKA_RESOURCE_TOPIC},
     {AclResource::kGroup, RD_KAFKA_RESOURCE_GROUP},
     {AclResource::kCluster, RD_KAFKA_RESOURCE_BROKER},
     {AclResource::kTransactionalId, RD_KAFKA_RESOURCE_TRANSACTIONAL_ID}}};
constexpr std::array<std::pair<AclPattern, rd_kafka_ResourcePatternType_t>, 2> kPatterns = {
    {{AclPattern::kLiteral, RD_KAFKA_RESOURCE_PATTERN_LITERAL},
     {AclPattern::kPrefixed, RD_KAFKA_RESOURCE_PATTERN_PREFIXED}}};
constexpr std::array<std::pair<AclPermission, rd_kafka_AclPermissionType_t>, 2> kPermissions = {
    {{AclPermission::kAllow, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW},
     {AclPermission::kDeny, RD_KAFKA_ACL_PERMISSION_TYPE_DENY}}};
constexpr std::array<std::pair<AclOperation, rd_kafka_AclOperation_t>, 11> kOperations = {
    {{AclOperation::kAll, RD_KAFKA_ACL_OPERATION_ALL},
     {AclOperation::kRead, RD_KAFKA_ACL_OPERATION_READ},
     {AclOperation::kWrite, RD_KAFKA_ACL_OPERATION_WRITE},
     {AclOperation::kCreate, RD_KAFKA_ACL_OPERATION_CREATE},
     {AclOperation::kDelete, RD_KAFKA_ACL_OPERATION_DELETE},
     {AclOperation::kAlter, RD_KAFKA_ACL_OPERATION_ALTER},
     {AclOperation::kDescribe, RD_KAFKA_ACL_OPERATION_DESCRIBE},
     {AclOperation::kClusterAction, RD_KAFKA_ACL_OPERATION_CLUSTER_ACTION},
     {AclOperation::kDescribeConfigs, RD_KAFKA_ACL_OPERATION_DESCRIBE_CONFIGS},
     {AclOperation::kAlterConfigs, RD_KAFKA_ACL_OPERATION_ALTER_CONFIGS},
     {AclOperation::kIdempotentWrite, RD_KAFKA_ACL_OPERATION_IDEMPOTENT_WRITE}}};

// Veil's word for Kafka's; its kOther where there is none.
template <typename Ours, typename Theirs, std::size_t N>
Ours From(const std::array<std::pair<Ours, Theirs>, N>& words, Theirs word) {
  for (const auto& [ours, theirs] : words) {
    if (theirs == word) return ours;
  }
  return Ours::kOther;
}

template <typename Ours, typename Theirs, std::size_t N>
std::optional<Theirs> To(const std::array<std::pair<Ours, Theirs>, N>& words, Ours word) {
  for (const auto& [ours, theirs] : words) {
    if (ours == word) return theirs;
  }
  return std::nullopt;
}

std::string Text(const char* text) { return text == nullptr ? "" : text; }

Acl FromBinding(const rd_kafka_AclBinding_t& binding) {
  return {From(kResources, rd_kafka_AclBinding_restype(&binding)),
          From(kPatterns, rd_kafka_AclBinding_resource_pattern_type(&binding)),
          Text(rd_kafka_AclBinding_name(&binding)),
          Text(rd_kafka_AclBinding_principal(&binding)),
          Text(rd_kafka_AclBinding_host(&binding)),
          From(kOperations, rd_kafka_AclBinding_operation(&binding)),
          From(kPermissions, rd_kafka_AclBinding_permission_type(&binding))};
}

// As an entry, or as a filter that matches this entry alone: all words are given, so both are made alike.
Result<std::vector<Binding>> ToBindings(std::span<const Acl> entries, bool filter) {
  std::vector<Binding> bindings;
  for (const Acl& acl : entries) {
    const auto resource = To(kResources, acl.resource);
    const auto pattern = To(kPatterns, acl.pattern);
    const auto operation = To(kOperations, acl.operation);
    const auto permission = To(kPermissions, acl.permission);
    if (!resource || !pattern || !operation || !permission) {
      return Fail(ErrorCode::kConfig, "an entry of the access list is of a kind that Veil does not know");
    }
    const auto make = filter ? &rd_kafka_AclBindingFilter_new : &rd_kafka_AclBinding_new;
    Binding binding(make(*resource, acl.name.c_str(), *pattern, acl.principal.c_str(), acl.host.c_str(), *operation,
                         *permission, nullptr, 0));
    if (binding == nullptr) return Fail(ErrorCode::kConfig, "librdkafka does not take an entry of the access list");
    bindings.push_back(std::move(binding));
  }
  return bindings;
}

std::vector<rd_kafka_AclBinding_t*> Pointers(const std::vector<Binding>& bindings) {
  std::vector<rd_kafka_AclBinding_t*> pointers;
  pointers.reserve(bindings.size());
  for (const Binding& binding : bindings) pointers.push_back(binding.get());
  return pointers;
}

Result<void> Check(rd_kafka_resp_err_t code) {
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
  log::Warn("kafka: access list", log::With("error", ErrorName(code)));
  switch (code) {
    case RD_KAFKA_RESP_ERR_SECURITY_DISABLED:
      return Fail(ErrorCode::kBroker, "the brokers have no authorizer, so nobody is kept from anything");
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
      return Fail(ErrorCode::kBroker, "this user may not read or change the access list");
    default:
      return Fail(ErrorCode::kBroker, "the brokers did not carry out a question or change of the access list");
  }
}

Result<void> Check(const rd_kafka_error_t* error) {
  return Check(error == nullptr ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_error_code(error));
}

// Sends one request of the Admin API and waits for its answer.
template <typename Send>
Result<Event> Ask(const Client& client, rd_kafka_admin_op_t kind, std::chrono::milliseconds timeout, Send send) {
  const auto wait_ms = static_cast<int>(timeout.count());
  const Queue queue(rd_kafka_queue_new(client.get()));
  const AdminOptions options(rd_kafka_AdminOptions_new(client.get(), kind));
  VEIL_TRY(Check(rd_kafka_AdminOptions_set_request_timeout(options.get(), wait_ms, nullptr, 0)));
  send(options.get(), queue.get());
  Event event(rd_kafka_queue_poll(queue.get(), wait_ms + 1000));
  if (event == nullptr) return Fail(ErrorCode::kBroker, "no broker answers");
  VEIL_TRY(Check(rd_kafka_event_error(event.get())));
  return event;
}

}  // namespace

Result<AccessList> AccessList::Open(const ClientOptions& options, std::chrono::milliseconds timeout) {
  VEIL_ASSIGN(Client client, kafka::Open(RD_KAFKA_PRODUCER, options, {}));
  return AccessList(std::move(client), timeout);
}

Result<std::vector<Acl>> AccessList::Read() const {
  const Binding all(rd_kafka_AclBindingFilter_new(RD_KAFKA_RESOURCE_ANY, nullptr, RD_KAFKA_RESOURCE_PATTERN_ANY,
                                                  nullptr, nullptr, RD_KAFKA_ACL_OPERATION_ANY,
                                                  RD_KAFKA_ACL_PERMISSION_TYPE_ANY, nullptr, 0));
  VEIL_ASSIGN(const Event event,
              Ask(client_, RD_KAFKA_ADMIN_OP_DESCRIBEACLS, timeout_, [&](const auto* options, auto* queue) {
                rd_kafka_DescribeAcls(client_.get(), all.get(), options, queue);
              }));
  std::size_t count = 0;
  const auto** bindings = rd_kafka_DescribeAcls_result_acls(rd_kafka_event_DescribeAcls_result(event.get()), &count);
  std::vector<Acl> entries;
  for (std::size_t i = 0; i < count; ++i) entries.push_back(FromBinding(*bindings[i]));
  return entries;
}

Result<void> AccessList::Create(std::span<const Acl> entries) const {
  if (entries.empty()) return {};
  VEIL_ASSIGN(const std::vector<Binding> bindings, ToBindings(entries, false));
  std::vector<rd_kafka_AclBinding_t*> pointers = Pointers(bindings);
  VEIL_ASSIGN(const Event event,
              Ask(client_, RD_KAFKA_ADMIN_OP_CREATEACLS, timeout_, [&](const auto* options, auto* queue) {
                rd_kafka_CreateAcls(client_.get(), pointers.data(), pointers.size(), options, queue);
              }));
  std::size_t count = 0;
  const auto** results = rd_kafka_CreateAcls_result_acls(rd_kafka_event_CreateAcls_result(event.get()), &count);
  for (std::size_t i = 0; i < count; ++i) VEIL_TRY(Check(rd_kafka_acl_result_error(results[i])));
  return {};
}

Result<void> AccessList::Remove(std::span<const Acl> entries) const {
  if (entries.empty()) return {};
  VEIL_ASSIGN(const std::vector<Binding> filters, ToBindings(entries, true));
  std::vector<rd_kafka_AclBinding_t*> pointers = Pointers(filters);
  VEIL_ASSIGN(const Event event,
              Ask(client_, RD_KAFKA_ADMIN_OP_DELETEACLS, timeout_, [&](const auto* options, auto* queue) {
                rd_kafka_DeleteAcls(client_.get(), pointers.data(), pointers.size(), options, queue);
              }));
  std::size_t count = 0;
  const auto** answers = rd_kafka_DeleteAcls_result_responses(rd_kafka_event_DeleteAcls_result(event.get()), &count);
  for (std::size_t i = 0; i < count; ++i) VEIL_TRY(Check(rd_kafka_DeleteAcls_result_response_error(answers[i])));
  return {};
}

Result<std::string> AccessList::ClusterId() const {
  char* id = rd_kafka_clusterid(client_.get(), static_cast<int>(timeout_.count()));
  if (id == nullptr) return Fail(ErrorCode::kBroker, "no broker answers");
  std::string text(id);
  rd_kafka_mem_free(client_.get(), id);
  return text;
}

}  // namespace veil::kafka
