#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "base/acl.h"
#include "base/result.h"
#include "kafka/client.h"

namespace veil::kafka {

// The access list of a cluster, through librdkafka's Admin API (KIP-140). The user needs DESCRIBE and ALTER on the
// cluster. Used by one thread.
class AccessList {
 public:
  // Errors: kConfig.
  static Result<AccessList> Open(const ClientOptions& options, std::chrono::milliseconds timeout);

  // Every entry there is. Errors: kBroker: no answer in time, this user may not ask, or the brokers have no authorizer,
  // so that nobody is kept from anything.
  Result<std::vector<Acl>> Read() const;
  // Entries that are there already are no error. Some may have been made when this fails. Errors: kBroker; kConfig for
  // an entry with a word that Veil does not know.
  Result<void> Create(std::span<const Acl> entries) const;
  // Entries that are not there are no error. Some may have been removed when this fails. Errors as for Create.
  Result<void> Remove(std::span<const Acl> entries) const;

  // The id of the cluster. Errors: kBroker.
  Result<std::string> ClusterId() const;
  const Client& client() const { return client_; }

 private:
  AccessList(Client client, std::chrono::milliseconds timeout) : client_(std::move(client)), timeout_(timeout) {}

  Client client_;
  std::chrono::milliseconds timeout_;
};

}  // namespace veil::kafka
