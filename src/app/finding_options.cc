#include "app/finding_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace veil {
namespace {

constexpr Evidence kAllEvidence[] = {Evidence::kField,      Evidence::kKnown,  Evidence::kPattern,
                                     Evidence::kDictionary, Evidence::kTagger, Evidence::kConsistency};
constexpr Format kAllFormats[] = {Format::kAuto,   Format::kText, Format::kHl7v2, Format::kFhir, Format::kCda,
                                  Format::kNdjson, Format::kCsv,  Format::kHtml,  Format::kRtf,  Format::kMail};

}  // namespace

void FindingOptions::AddFormat(CLI::App& command) {
  std::vector<std::string> names;
  for (const Format format : kAllFormats) names.emplace_back(FormatName(format).view());
  command.add_option("--format", format_, "What the messages are, instead of finding out")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
}

void FindingOptions::AddDisable(CLI::App& command) {
  std::vector<std::string> names;
  for (const Evidence evidence : kAllEvidence) names.emplace_back(EvidenceName(evidence).view());
  command.add_option("--disable", disabled_, "Leave out the detectors of a kind, to see what it adds")
      ->check(CLI::IsMember(names))
      ->allow_extra_args(false);  // one kind each time: what follows is a path
}

Format FindingOptions::format() const { return FormatFromName(format_).value_or(Format::kAuto); }

DetectOptions FindingOptions::detect() const {
  DetectOptions options;
  for (const Evidence evidence : kAllEvidence) {
    if (std::find(disabled_.begin(), disabled_.end(), EvidenceName(evidence).view()) != disabled_.end()) {
      options.disabled.push_back(evidence);
    }
  }
  return options;
}

}  // namespace veil
