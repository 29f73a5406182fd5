#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "app/endpoint_command.h"
#include "endpoint/assessment.h"

namespace veil {
namespace {

struct VerbArguments {
  RegistryArguments registry;
  std::string name;
};

constexpr std::size_t kWidth = 20;

std::string Padded(std::string text, std::size_t width = kWidth) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

ExitCode Complain(const ConfigError& error) {
  std::cerr << "veil endpoint: " << error.ToString() << "\n";
  return ExitCode::kUsage;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// "go until 2027-05-31", or why not.
std::string Verdict(const Endpoint& endpoint, Day today) {
  const Assessment assessment(endpoint, today);
  if (assessment.go()) return "go until " + DayText(assessment.holds_until());
  if (assessment.failing() == 0) return "no-go: the review was due by " + DayText(endpoint.review_by);
  return "no-go: " + std::to_string(assessment.failing()) + " of " + std::to_string(kControlCount) +
         " controls are not met";
}

ExitCode Lint(const VerbArguments& arguments) {
  const auto registry = EndpointRegistry::Load(arguments.registry.folder);
  if (!registry) return Complain(registry.error());
  for (const Endpoint& endpoint : registry->endpoints()) {
    std::cout << Padded(endpoint.name) << EndpointDigest(endpoint).Hex() << "\n";
  }
  return ExitCode::kDone;
}

ExitCode List(const VerbArguments& arguments) {
  const auto registry = EndpointRegistry::Load(arguments.registry.folder);
  if (!registry) return Complain(registry.error());
  for (const Endpoint& endpoint : registry->endpoints()) {
    std::cout << Padded(endpoint.name) << Padded(endpoint.vendor, 24) << Padded(endpoint.model, 24)
              << Padded(Joined(endpoint.topics), 24) << Verdict(endpoint, Today()) << "\n";
  }
  return ExitCode::kDone;
}

ExitCode Show(const VerbArguments& arguments) {
  const auto endpoint = arguments.registry.Load(arguments.name);
  if (!endpoint) return Complain(endpoint.error());
  std::cout << CanonicalText(*endpoint) << "digest " << EndpointDigest(*endpoint).Hex() << "\n";
  return ExitCode::kDone;
}

std::string StandingLine(const Endpoint& endpoint, const Assessment& assessment, VendorControl control) {
  const ControlStanding standing = assessment.Of(control);
  std::string line = Padded(std::string(ControlName(control).view())) +
                     (standing == ControlStanding::kMet ? "pass  " : "FAIL  ") +
                     std::string(StandingName(standing).view());
  const auto& evidence = endpoint.evidence[static_cast<std::size_t>(control)];
  if (!evidence) return line + ": no evidence\n";
  return line + ": " + evidence->claim + " (" + evidence->source + "; retrieved " + DayText(evidence->retrieved) +
         ", expires " + DayText(evidence->expires) + ", " + evidence->verifier + ")\n";
}

ExitCode Check(const VerbArguments& arguments) {
  const auto endpoint = arguments.registry.Load(arguments.name);
  if (!endpoint) return Complain(endpoint.error());
  const Day today = Today();
  const Assessment assessment(*endpoint, today);
  for (std::size_t i = 0; i < kControlCount; ++i) {
    std::cout << StandingLine(*endpoint, assessment, static_cast<VendorControl>(i));
  }
  std::cout << endpoint->name << " on " << DayText(today) << ": " << Verdict(*endpoint, today) << "\n";
  return assessment.go() ? ExitCode::kDone : ExitCode::kFailed;
}

void AddVerb(CLI::App& endpoint, ExitCode& ended, const char* verb, const char* what, bool takes_name,
             ExitCode (*run)(const VerbArguments&)) {
  auto arguments = std::make_shared<VerbArguments>();
  CLI::App* command = endpoint.add_subcommand(verb, what);
  arguments->registry.AddOptions(*command);
  if (takes_name) command->add_option("NAME", arguments->name, "The endpoint's name")->required();
  command->callback([arguments, &ended, run] { ended = run(*arguments); });
}

}  // namespace

void RegistryArguments::AddOptions(CLI::App& command) {
  command.add_option("--endpoints", folder, "The folder of the registry")
      ->envname("VEIL_ENDPOINT_DIR")
      ->capture_default_str();
}

ConfigResult<Endpoint> RegistryArguments::Load(const std::string& name, const GrantableTopics& topics) const {
  const std::string fault = EndpointNameFault(name);
  if (!fault.empty()) return tl::make_unexpected(ConfigError{folder, 0, 0, fault});
  VEIL_ASSIGN(const EndpointRegistry registry, EndpointRegistry::Load(folder, topics));
  if (const Endpoint* endpoint = registry.Find(name)) return *endpoint;
  return tl::make_unexpected(
      ConfigError{folder, 0, 0, "has no endpoint '" + name + "'; `veil endpoint list` shows all"});
}

Day Today() { return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()); }

void AddRegistryVerbs(CLI::App& endpoint, ExitCode& ended) {
  AddVerb(endpoint, ended, "lint", "Check the registry's files; print name and digest of each endpoint", false, Lint);
  AddVerb(endpoint, ended, "list", "List the endpoints, with go or no-go", false, List);
  AddVerb(endpoint, ended, "show", "Print the text and the digest that a decision is bound to", true, Show);
  AddVerb(endpoint, ended, "check", "Say for each control whether it is met today; exit 1 unless all are", true, Check);
}

}  // namespace veil
