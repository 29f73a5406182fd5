#pragma once

#include <string>

#include "endpoint/control.h"

namespace veil {

// An endpoint's file with evidence for every control.
inline std::string SampleYaml(const std::string& retrieved = "2026-11-01", const std::string& expires = "2027-06-30") {
  std::string yaml =
      "name: sample\n"
      "vendor: Sample Vendor\n"
      "model: sample 1\n"
      "deployment: dedicated tenancy\n"
      "region: us-east\n"
      "data_residency: United States\n"
      "owner: Platform team\n"
      "purpose: Summaries\n"
      "principal: \"User:sample\"\n"
      "group: sample-reader\n"
      "topics: [deid.hl7, deid.notes]\n"
      "\n"
      "least_policy: safe-harbor\n"
      "review_by: 2027-05-31\n"
      "evidence:\n";
  for (std::size_t i = 0; i < kControlCount; ++i) {
    const std::string name(ControlName(static_cast<VendorControl>(i)).view());
    yaml += "  " + name + ":\n    finding: met\n    claim: Claim on " + name + "\n    source: Contract 1\n" +
            "    retrieved: " + retrieved + "\n    expires: " + expires + "\n    verifier: Risk desk\n" +
            (name == "retention" ? "    days: 0\n" : "");
  }
  return yaml;
}

// The same with another value of a key of the first level.
inline std::string With(const std::string& key, const std::string& value, std::string yaml = SampleYaml()) {
  const std::size_t begin = yaml.find("\n" + key + ":") + 1;  // 0, the first line, where there is none
  const std::size_t end = yaml.find('\n', begin);
  return yaml.replace(begin, end - begin, key + ": " + value);
}

}  // namespace veil
