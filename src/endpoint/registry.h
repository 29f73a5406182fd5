#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_error.h"
#include "base/digest.h"
#include "endpoint/control.h"
#include "endpoint/day.h"
#include "endpoint/names.h"

namespace veil {

namespace proto {
class Endpoint;
}

enum class EvidenceFinding : std::uint8_t { kUnknown, kMet, kNotMet };

// A dated claim on one control. All texts are there, and `expires` is not before `retrieved`.
struct ControlEvidence {
  EvidenceFinding finding = EvidenceFinding::kUnknown;
  std::string claim;
  std::string source;
  std::string verifier;
  Day retrieved;
  Day expires;                        // the last day on which it holds
  std::optional<std::uint32_t> days;  // of retention
};

struct EndpointPrice {
  std::string currency;
  double input_per_million = 0;
  double output_per_million = 0;
  std::string source;
  Day retrieved;
};

// Where the model is asked.
struct EndpointApi {
  std::string url;  // without "/chat/completions"
  std::string model;
  std::string key_variable;  // name of an environment variable; empty: no key
  std::optional<EndpointPrice> price;
};

// One model endpoint, as its file describes it (proto/veil/endpoint.proto, docs/endpoints.md).
struct Endpoint {
  std::string name;
  std::string vendor;
  std::string model;
  std::string deployment;
  std::string region;
  std::string data_residency;
  std::string owner;
  std::string purpose;
  std::string principal;
  std::string group;
  std::vector<std::string> topics;  // in order, each once
  std::string least_policy;
  std::vector<Digest> accepted_policies;  // in order
  Day review_by;
  std::array<std::optional<ControlEvidence>, kControlCount> evidence;  // by VendorControl
  std::optional<EndpointApi> api;
};

// The endpoint with all its evidence, one line a value, in one form only: does not depend on layout, comments or order
// of keys. What a decision is bound to.
std::string CanonicalText(const Endpoint& endpoint);
inline Digest EndpointDigest(const Endpoint& endpoint) { return Digest::Of(CanonicalText(endpoint)); }

// Errors name file, line, column and what would be right. Fails on what can be granted to nobody: wildcards, topics
// that are not clean topics, principals that stand for many. Evidence that is missing, unmet or expired is no error
// here: Assess tells.
ConfigResult<Endpoint> ParseEndpoint(std::string_view yaml, const std::string& file,
                                     const GrantableTopics& topics = {});

// All endpoints of a folder: every *.yaml but approvers.yaml, by name. No two share a name, a principal or a group, as
// the broker could not tell them apart.
class EndpointRegistry {
 public:
  static ConfigResult<EndpointRegistry> Load(const std::string& folder, const GrantableTopics& topics = {});

  const std::vector<Endpoint>& endpoints() const { return endpoints_; }
  const Endpoint* Find(std::string_view name) const;  // null: none of that name

 private:
  std::vector<Endpoint> endpoints_;
};

}  // namespace veil
