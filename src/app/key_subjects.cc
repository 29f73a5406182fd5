#include "app/key_subjects.h"

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "app/kms_config.h"
#include "app/open_subjects.h"

namespace veil {
namespace {

constexpr std::size_t kIdBytesMax = 1024;

ExitCode Complain(ExitCode code, const std::string& what) {
  std::cerr << "veil key: " << what << "\n";
  return code;
}

ExitCode Complain(const Error& error) {
  return Complain(ExitCode::kEnvironment, std::string(error.what.view()) + "; do it again");
}

using Store = std::unique_ptr<SubjectStore>;

Result<Store, ExitCode> OpenFolder(const SubjectPlace& place) {
  KeySource key;
  (place.kms.empty() ? key.file : key.wrapped) = place.key_file;
  if (!place.kms.empty()) {
    auto kms = LoadKmsFile(place.kms);
    if (!kms) return tl::make_unexpected(Complain(ExitCode::kUsage, kms.error().ToString()));
    key.kms = std::move(*kms);
  }
  auto store = OpenSubjectFolder(place.folder, key);
  if (!store) return tl::make_unexpected(Complain(ExitCode::kEnvironment, store.error().ToString()));
  return std::move(*store);
}

Result<Store, ExitCode> Open(const SubjectPlace& place) {
  if (!place.key_file.empty()) return OpenFolder(place);
  if (place.config.empty()) {
    return tl::make_unexpected(Complain(ExitCode::kUsage, "give --config, or --subjects with --subject-key-file"));
  }
  auto config = LoadConfig(place.config);
  if (!config) return tl::make_unexpected(Complain(ExitCode::kUsage, config.error().ToString()));
  if (config->subjects.folder.empty()) {
    return tl::make_unexpected(Complain(ExitCode::kUsage, place.config + " has no subject store"));
  }
  if (!place.folder.empty()) config->subjects.folder = place.folder;
  auto store = OpenSubjects(config->subjects, config->publish.client);
  if (!store) return tl::make_unexpected(Complain(ExitCode::kEnvironment, store.error().ToString()));
  return std::move(*store);
}

// Nothing where there is none, or too much.
std::optional<PhiString> ReadId() {
  std::string line;
  std::getline(std::cin, line);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.find_first_not_of(" \t0") == std::string::npos || line.size() > kIdBytesMax) return std::nullopt;
  return PhiString(std::move(line));
}

}  // namespace

ExitCode ShredSubject(const SubjectPlace& place, const ActOptions& act) {
  const auto id = ReadId();
  if (!id) return Complain(ExitCode::kUsage, "the first line of standard input is the subject's identifier");
  const auto store = Open(place);
  if (!store) return store.error();
  const Result<bool> held = (*store)->Holds(*id);
  if (!held) return Complain(held.error());
  if (!*held) return Complain(ExitCode::kFailed, "the store has no subject of this identifier");
  const ExitCode recorded = act.Record(act.Act("subject-shred"));
  if (recorded != ExitCode::kDone) return recorded;
  const Result<bool> erased = (*store)->Erase(*id);
  if (!erased) return Complain(erased.error());
  std::cout << "the subject is shredded\n";
  return ExitCode::kDone;
}

ExitCode ResealSubjects(const SubjectPlace& place) {
  const auto store = Open(place);
  if (!store) return store.error();
  const Result<std::size_t> sealed = (*store)->Reseal();
  if (!sealed) return Complain(sealed.error());
  std::cout << *sealed << " records are sealed anew\n";
  return ExitCode::kDone;
}

}  // namespace veil
