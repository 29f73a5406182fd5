#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/command.h"
#include "app/finding_options.h"
#include "app/inputs.h"
#include "app/process_guard.h"
#include "base/json_text.h"
#include "pipeline/finder.h"

namespace veil {
namespace {

struct DetectArguments {
  FindingOptions finding;
  std::vector<std::string> paths;
};

std::string Line(const Input& input, const std::string& member) {
  return "{\"id\":" + JsonQuoted(std::filesystem::path(input.name).stem().string()) + "," + member + "}\n";
}

std::string EntityJson(const Entity& entity) {
  char confidence[16];
  std::snprintf(confidence, sizeof confidence, "%.2f", static_cast<double>(entity.confidence));
  const std::string attachment =
      entity.attachment.empty() ? "" : "\"attachment\":" + JsonQuoted(entity.attachment) + ",";
  return "{" + attachment + "\"start\":" + std::to_string(entity.raw.begin) +
         ",\"end\":" + std::to_string(entity.raw.end) + ",\"type\":\"" +
         std::string(PublicTypeName(entity.type).view()) + "\",\"detector\":\"" +
         std::string(EvidenceName(entity.evidence).view()) + "\",\"confidence\":" + confidence + "}";
}

// What may stay under Safe Harbor is a mark for the policy, no identifier.
std::string EntitiesMember(const std::vector<Entity>& entities) {
  std::string list;
  for (const Entity& entity : entities) {
    if (MayStay(entity.type)) continue;
    list += (list.empty() ? "" : ",") + EntityJson(entity);
  }
  return "\"entities\":[" + list + "]";
}

class DetectCommand {
 public:
  explicit DetectCommand(const DetectArguments& arguments)
      : format_(arguments.finding.format()),
        codecs_(MakeCodecs({})),
        detectors_(MakeDetectors(arguments.finding.detect())) {}

  // Prints one line for each input; says whether all could be processed.
  ExitCode Run(const std::vector<Input>& inputs) const {
    ExitCode ended = ExitCode::kDone;
    for (const Input& input : inputs) {
      const Result<std::string> entities = Entities(input);
      if (!entities) ended = ExitCode::kFailed;
      std::cout << Line(input, entities
                                   ? *entities
                                   : "\"error\":\"" + std::string(ErrorCodeName(entities.error().code).view()) + "\"");
    }
    std::cout.flush();
    if (std::cout) return ended;
    std::cerr << "veil: standard output cannot be written\n";
    return ExitCode::kEnvironment;
  }

 private:
  Result<std::string> Entities(const Input& input) const {
    RawMessage message;
    message.format = format_;
    VEIL_ASSIGN(message.bytes, ReadInput(input, CodecLimits().message_bytes_max));
    try {
      VEIL_ASSIGN(const Found found, Find(codecs_, detectors_, message));
      return EntitiesMember(ToEntities(found.document, found.resolved));
    } catch (const std::exception&) {
      return Fail(ErrorCode::kInternal, "an exception left the detectors");  // its words may quote the text
    }
  }

  Format format_;
  std::vector<std::unique_ptr<const Codec>> codecs_;
  std::vector<std::unique_ptr<const Detector>> detectors_;
};

ExitCode RunDetect(const DetectArguments& arguments) {
  ForbidCoreDumps();
  const auto inputs = ListInputs(arguments.paths);
  if (!inputs) {
    std::cerr << "veil: " << inputs.error().ToString() << "\n";
    return ExitCode::kEnvironment;
  }
  return DetectCommand(arguments).Run(*inputs);
}

}  // namespace

void AddDetectCommand(CLI::App& app, ExitCode& ended) {
  auto arguments = std::make_shared<DetectArguments>();
  CLI::App* command = app.add_subcommand("detect", "Print where the identifiers are, one line of JSON an input");
  arguments->finding.AddFormat(*command);
  arguments->finding.AddDisable(*command);
  command->add_option("PATH", arguments->paths, "Files or folders; none or '-': standard input");
  command->callback([arguments, &ended] { ended = RunDetect(*arguments); });
}

}  // namespace veil
