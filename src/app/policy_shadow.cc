#include "app/policy_shadow.h"

#include <iostream>

#include "app/deid_run.h"
#include "app/inputs.h"
#include "app/process_guard.h"
#include "app/shadow_policy.h"
#include "audit/shadow_report.h"
#include "keys/key_text.h"

namespace veil {
namespace {

ExitCode Refuse(ExitCode ended, const std::string& why) {
  std::cerr << "veil policy shadow: " << why << "\n";
  return ended;
}

}  // namespace

ExitCode PolicyShadow::Run() const {
  ForbidCoreDumps();
  auto active = Policy::Load(policy, policy_dir);
  if (!active) return Refuse(ExitCode::kUsage, active.error().ToString());
  auto other = LoadShadow(shadow, policy_dir, *active);
  if (!other) return Refuse(ExitCode::kUsage, other.error().ToString());
  const auto inputs = ListInputs(paths);
  if (!inputs) return Refuse(ExitCode::kEnvironment, inputs.error().ToString());
  DeidRun::Settings settings;
  settings.format = format;
  settings.jobs = jobs;
  settings.discard = true;
  // Which key changes no count.
  SurrogateKey key(SecretBytes::Random(kKeySize));
  const Deidentifier deidentifier({}, std::move(*active), std::move(key), std::move(*other));
  DeidRun run(deidentifier, settings);
  const ExitCode ended = run.Run(*inputs);
  if (ended == ExitCode::kEnvironment) return ended;
  std::cout << (json ? ShadowJson(run.shadow()) + "\n" : ShadowText(run.shadow()));
  return run.shadow().differ > 0 ? ExitCode::kFailed : ExitCode::kDone;
}

}  // namespace veil
