#include "endpoint/registry.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "audit/ledger.h"
#include "base/yaml_place.h"
#include "base/yaml_proto.h"
#include "veil/endpoint.pb.h"

namespace veil {
namespace {

constexpr std::string_view kApproversFile = "approvers.yaml";
constexpr std::size_t kTextMax = 2000;  // bytes of one value: a claim is a sentence, not a document
constexpr std::size_t kTopicsMax = 256;

std::string ControlWords() {
  std::string words;
  for (std::size_t i = 0; i < kControlCount; ++i) {
    words += (i == 0 ? "" : ", ") + std::string(ControlName(static_cast<VendorControl>(i)).view());
  }
  return words;
}

// Turns the file's message into an endpoint. The first thing that is wrong is kept, with its place.
class Reader {
 public:
  Reader(std::string_view yaml, const std::string& file, const GrantableTopics& topics)
      : yaml_(yaml), file_(file), topics_(topics) {}

  ConfigResult<Endpoint> Read(const proto::Endpoint& source) {
    Endpoint endpoint;
    endpoint.name = source.name();
    Refuse("name", EndpointNameFault(endpoint.name));
    endpoint.vendor = Text(source.vendor(), "vendor");
    endpoint.model = Text(source.model(), "model");
    endpoint.deployment = Text(source.deployment(), "deployment");
    endpoint.region = Text(source.region(), "region");
    endpoint.data_residency = Text(source.data_residency(), "data_residency");
    endpoint.owner = Text(source.owner(), "owner");
    endpoint.purpose = Text(source.purpose(), "purpose");
    endpoint.principal = source.principal();
    Refuse("principal", PrincipalFault(endpoint.principal));
    endpoint.group = source.group();
    Refuse("group", GroupNameFault(endpoint.group));
    ReadTopics(source, endpoint);
    endpoint.least_policy = Text(source.least_policy(), "least_policy");
    ReadAccepted(source, endpoint);
    endpoint.review_by = DayOf(source.review_by(), "review_by");
    for (const auto& [word, evidence] : source.evidence()) ReadEvidence(word, evidence, endpoint);
    if (source.has_api()) endpoint.api = ReadApi(source.api());
    if (error_) return tl::make_unexpected(*error_);
    return endpoint;
  }

 private:
  void Refuse(const std::string& key, const std::string& fault) {
    if (!fault.empty() && !error_) error_ = ErrorAt(yaml_, file_, key, fault);
  }

  std::string Text(const std::string& text, const std::string& key) {
    if (text.find_first_not_of(" \t\n") == std::string::npos) Refuse(key, "is required");
    if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; })) {
      Refuse(key, "holds a line end or another control character");
    }
    if (text.size() > kTextMax) Refuse(key, "is longer than " + std::to_string(kTextMax) + " bytes");
    return text;
  }

  Day DayOf(const std::string& text, const std::string& key) {
    const auto day = ParseDay(text);
    if (!day) Refuse(key, text.empty() ? "is required: a day, YYYY-MM-DD" : "'" + text + "' is no day YYYY-MM-DD");
    return day.value_or(Day());
  }

  void ReadTopics(const proto::Endpoint& source, Endpoint& endpoint) {
    if (source.topics().empty()) Refuse("topics", "is required: the clean topics that it asks for");
    if (source.topics_size() > static_cast<int>(kTopicsMax)) Refuse("topics", "are more than 256");
    for (const std::string& topic : source.topics()) {
      const std::string fault = TopicNameFault(topic);
      Refuse("topics", fault);
      if (fault.empty() && !topics_.Contains(topic)) {
        Refuse("topics", "'" + topic + "' is no clean topic; endpoints read topics '" + topics_.prefix +
                             "...' alone, never source, quarantine, ledger, vault, subjects or control");
      }
      endpoint.topics.push_back(topic);
    }
    std::ranges::sort(endpoint.topics);
    const auto twice = std::ranges::adjacent_find(endpoint.topics);
    if (twice != endpoint.topics.end()) Refuse("topics", "'" + *twice + "' is given twice");
  }

  void ReadAccepted(const proto::Endpoint& source, Endpoint& endpoint) {
    for (const std::string& hex : source.accepted_policies()) {
      const auto digest = Digest::FromHex(hex);
      if (!digest) Refuse("accepted_policies", "'" + hex + "' is no digest; `veil policy lint` prints them");
      endpoint.accepted_policies.push_back(digest.value_or(Digest()));
    }
    std::ranges::sort(endpoint.accepted_policies);
  }

  void ReadEvidence(const std::string& word, const proto::Evidence& source, Endpoint& endpoint) {
    const std::string key = "evidence." + word;
    const auto control = ControlFromName(word);
    if (!control) {
      Refuse(key, "'" + word + "' is no control; the controls are " + ControlWords());
      return;
    }
    ControlEvidence evidence;
    if (source.finding() == proto::FINDING_MET) evidence.finding = EvidenceFinding::kMet;
    if (source.finding() == proto::FINDING_NOT_MET) evidence.finding = EvidenceFinding::kNotMet;
    evidence.claim = Text(source.claim(), key + ".claim");
    evidence.source = Text(source.source(), key + ".source");
    evidence.verifier = Text(source.verifier(), key + ".verifier");
    evidence.retrieved = DayOf(source.retrieved(), key + ".retrieved");
    evidence.expires = DayOf(source.expires(), key + ".expires");
    if (evidence.expires < evidence.retrieved) Refuse(key + ".expires", "is before 'retrieved'");
    if (source.has_days()) evidence.days = source.days();
    endpoint.evidence[static_cast<std::size_t>(*control)] = std::move(evidence);
  }

  EndpointApi ReadApi(const proto::EndpointApi& source) {
    EndpointApi api{source.url(), Text(source.model(), "api.model"), source.key_variable(), {}};
    if (!api.url.starts_with("http://") && !api.url.starts_with("https://")) {
      Refuse("api.url", "begins with https:// or http://");
    }
    if (!source.has_price()) return api;
    const proto::Price& price = source.price();
    api.price = EndpointPrice{Text(price.currency(), "api.price.currency"), price.input_per_million(),
                              price.output_per_million(), Text(price.source(), "api.price.source"),
                              DayOf(price.retrieved(), "api.price.retrieved")};
    if (price.input_per_million() < 0 || price.output_per_million() < 0) Refuse("api.price", "is below zero");
    return api;
  }

  std::string_view yaml_;
  const std::string& file_;
  const GrantableTopics& topics_;
  std::optional<ConfigError> error_;
};

std::string FindingWord(EvidenceFinding finding) {
  constexpr std::array<const char*, 3> kWords = {"unknown", "met", "not_met"};  // by EvidenceFinding
  return kWords[static_cast<std::size_t>(finding)];
}

void AppendLine(std::string& text, const std::string& key, const std::string& value) {
  text += key + "=" + LedgerString(value) + "\n";
}

void AppendEvidence(std::string& text, VendorControl control, const ControlEvidence& evidence) {
  const std::string key = "evidence." + std::string(ControlName(control).view()) + ".";
  AppendLine(text, key + "finding", FindingWord(evidence.finding));
  AppendLine(text, key + "claim", evidence.claim);
  AppendLine(text, key + "source", evidence.source);
  AppendLine(text, key + "verifier", evidence.verifier);
  AppendLine(text, key + "retrieved", DayText(evidence.retrieved));
  AppendLine(text, key + "expires", DayText(evidence.expires));
  if (evidence.days) AppendLine(text, key + "days", std::to_string(*evidence.days));
}

std::string PriceText(double price) {
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.6f", price);
  return {text.data(), static_cast<std::size_t>(size)};
}

void AppendApi(std::string& text, const EndpointApi& api) {
  AppendLine(text, "api.url", api.url);
  AppendLine(text, "api.model", api.model);
  AppendLine(text, "api.key_variable", api.key_variable);
  if (!api.price) return;
  AppendLine(text, "api.price.currency", api.price->currency);
  AppendLine(text, "api.price.input_per_million", PriceText(api.price->input_per_million));
  AppendLine(text, "api.price.output_per_million", PriceText(api.price->output_per_million));
  AppendLine(text, "api.price.source", api.price->source);
  AppendLine(text, "api.price.retrieved", DayText(api.price->retrieved));
}

ConfigResult<Endpoint> LoadFile(const std::filesystem::path& path, const GrantableTopics& topics) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) return tl::make_unexpected(ConfigError{path, 0, 0, "cannot be read"});
  VEIL_ASSIGN(Endpoint endpoint, ParseEndpoint(content.str(), path, topics));
  if (path.stem() != endpoint.name) {
    return tl::make_unexpected(
        ErrorAt(content.str(), path, "name",
                "the file of endpoint '" + endpoint.name + "' is called " + endpoint.name + ".yaml"));
  }
  return endpoint;
}

ConfigResult<std::vector<std::filesystem::path>> FilesOf(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    if (at->path().extension() == ".yaml" && at->path().filename() != kApproversFile) files.push_back(at->path());
  }
  if (failed) return tl::make_unexpected(ConfigError{folder, 0, 0, "the folder of endpoints cannot be read"});
  std::ranges::sort(files);
  return files;
}

// What two endpoints may not share, by its value.
ConfigResult<void> Claim(std::map<std::string, std::string>& owners, const std::string& what, const std::string& value,
                         const Endpoint& endpoint, const std::filesystem::path& file) {
  const auto [at, fresh] = owners.emplace(value, endpoint.name);
  if (fresh) return {};
  return tl::make_unexpected(ConfigError{
      file, 0, 0, what + " '" + value + "' is that of endpoint '" + at->second + "'; each endpoint has its own"});
}

}  // namespace

std::string CanonicalText(const Endpoint& endpoint) {
  std::string text = "veil-endpoint-1\n";
  AppendLine(text, "name", endpoint.name);
  AppendLine(text, "vendor", endpoint.vendor);
  AppendLine(text, "model", endpoint.model);
  AppendLine(text, "deployment", endpoint.deployment);
  AppendLine(text, "region", endpoint.region);
  AppendLine(text, "data_residency", endpoint.data_residency);
  AppendLine(text, "owner", endpoint.owner);
  AppendLine(text, "purpose", endpoint.purpose);
  AppendLine(text, "principal", endpoint.principal);
  AppendLine(text, "group", endpoint.group);
  for (const std::string& topic : endpoint.topics) AppendLine(text, "topic", topic);
  AppendLine(text, "least_policy", endpoint.least_policy);
  for (const Digest& digest : endpoint.accepted_policies) AppendLine(text, "accepted_policy", digest.Hex());
  AppendLine(text, "review_by", DayText(endpoint.review_by));
  for (std::size_t i = 0; i < kControlCount; ++i) {
    if (endpoint.evidence[i]) AppendEvidence(text, static_cast<VendorControl>(i), *endpoint.evidence[i]);
  }
  if (endpoint.api) AppendApi(text, *endpoint.api);
  return text;
}

ConfigResult<Endpoint> ParseEndpoint(std::string_view yaml, const std::string& file, const GrantableTopics& topics) {
  proto::Endpoint source;
  VEIL_TRY(LoadYaml(yaml, file, {}, source));
  return Reader(yaml, file, topics).Read(source);
}

ConfigResult<EndpointRegistry> EndpointRegistry::Load(const std::string& folder, const GrantableTopics& topics) {
  VEIL_ASSIGN(const auto files, FilesOf(folder));
  EndpointRegistry registry;
  std::map<std::string, std::string> principals;
  std::map<std::string, std::string> groups;
  for (const std::filesystem::path& file : files) {
    VEIL_ASSIGN(Endpoint endpoint, LoadFile(file, topics));
    VEIL_TRY(Claim(principals, "principal", endpoint.principal, endpoint, file));
    VEIL_TRY(Claim(groups, "group", endpoint.group, endpoint, file));
    registry.endpoints_.push_back(std::move(endpoint));
  }
  return registry;
}

const Endpoint* EndpointRegistry::Find(std::string_view name) const {
  const auto found = std::ranges::find(endpoints_, name, &Endpoint::name);
  return found != endpoints_.end() ? &*found : nullptr;
}

}  // namespace veil
