#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <memory>
#include <optional>

#include "app/act_options.h"
#include "app/command.h"
#include "app/key_subjects.h"
#include "app/kms_config.h"
#include "app/process_guard.h"
#include "base/unix_time.h"
#include "keys/key_file.h"
#include "keys/key_pair.h"
#include "keys/key_ring.h"

namespace veil {
namespace {

struct KeyArguments {
  std::string file;
  bool quarantine = false;
  bool vault = false;
  bool subjects = false;
  std::string kms;
  bool rewrap = false;
  std::optional<std::uint32_t> epoch;
  bool subject = false;
  SubjectPlace place;
  ActOptions act;
};

ExitCode Complain(const std::string& what, ExitCode code = ExitCode::kEnvironment) {
  std::cerr << "veil key: " << what << "\n";
  return code;
}

ExitCode Complain(const std::string& file, const Error& error) {
  const ExitCode code = error.code == ErrorCode::kConfig ? ExitCode::kUsage : ExitCode::kEnvironment;
  return Complain(file + ": " + std::string(error.what.view()), code);
}

// 0 is a key that was made before rings were.
std::string When(std::int64_t unix_ms) { return unix_ms == 0 ? "unknown" : UtcTime(unix_ms); }

ExitCode MakePair(const KeyArguments& arguments) {
  const PairKind kind = arguments.vault ? PairKind::kVault : PairKind::kQuarantine;
  const auto made = NewKeyPair(arguments.file, kind);
  if (!made) return Complain(made.error().ToString());
  const bool vault = kind == PairKind::kVault;
  std::cout << "private " << (vault ? "vault" : "quarantine") << " key: " << arguments.file
            << (vault ? " (turns surrogates back; keep it off the workers)\n"
                      : " (opens sealed messages; keep it off the workers)\n")
            << "public " << (vault ? "vault" : "quarantine") << " key: " << arguments.file << ".pub ("
            << (vault ? "keys.vault_key_file" : "keys.quarantine_key_file") << ")\n";
  return ExitCode::kDone;
}

// The KMS that --kms names; null without it.
Result<std::unique_ptr<KeyWrapper>, ExitCode> OpenKms(const KeyArguments& arguments) {
  if (arguments.kms.empty()) return std::unique_ptr<KeyWrapper>();
  const auto options = LoadKmsFile(arguments.kms);
  if (!options) return tl::make_unexpected(Complain(options.error().ToString(), ExitCode::kUsage));
  auto wrapper = MakeKeyWrapper(*options);
  if (!wrapper) return tl::make_unexpected(Complain(arguments.kms, wrapper.error()));
  return std::move(*wrapper);
}

ExitCode New(const KeyArguments& arguments) {
  if (arguments.quarantine || arguments.vault) return MakePair(arguments);
  const auto kms = OpenKms(arguments);
  if (!kms) return kms.error();
  KeyRing ring = KeyRing::New(arguments.subjects ? RingKind::kSubjects : RingKind::kSurrogate, UnixMilliseconds());
  if (*kms != nullptr) {
    const Result<void> wrapped = ring.Wrap(**kms);
    if (!wrapped) return Complain(arguments.kms, wrapped.error());
  }
  const auto made = WriteNewKeyFile(arguments.file, ring.Serialize(), KeyFileMode::kOwnerOnly);
  if (!made) return Complain(made.error().ToString());
  std::cout << (arguments.subjects ? "subject store keys: " : "surrogate key: ") << arguments.file << " ("
            << (arguments.subjects ? "subjects.key" : "keys.surrogate_key") << ": {"
            << (*kms != nullptr ? "wrapped" : "file") << ": ...})\n";
  return ExitCode::kDone;
}

// A ring of either kind.
Result<KeyRing> ParseAny(const SecretBytes& text) {
  auto subjects = KeyRing::Parse(text, RingKind::kSubjects);
  return subjects ? std::move(subjects) : KeyRing::Parse(text, RingKind::kSurrogate);
}

ExitCode List(const KeyArguments& arguments) {
  const auto text = ReadKeyFile(arguments.file, KeyFileMode::kOwnerOnly);
  if (!text) return Complain(text.error().ToString());
  const auto ring = ParseAny(*text);
  if (!ring) return Complain(arguments.file, ring.error());
  for (const KeyEpoch& epoch : ring->epochs()) {
    std::cout << "epoch " << epoch.number << "  made " << When(epoch.made_ms) << "  id " << epoch.id.Hex();
    if (epoch.shredded) std::cout << "  shredded " << When(*epoch.shredded);
    if (!epoch.wrapped.empty()) std::cout << "  wrapped";
    if (epoch.number == 0) std::cout << "  lookup";
    if (epoch.number == ring->active().number) std::cout << "  active";
    std::cout << "\n";
  }
  return ExitCode::kDone;
}

// Changes a ring in its file, under the file's lock: `change` has the KMS, or null.
template <typename Change>
ExitCode ChangeRing(const KeyArguments& arguments, Change change) {
  const auto kms = OpenKms(arguments);
  if (!kms) return kms.error();
  auto file = KeyFileChange::Begin(arguments.file);
  if (!file) return Complain(file.error().ToString());
  auto ring = ParseAny(file->text());
  if (!ring) return Complain(arguments.file, ring.error());
  const ExitCode changed = change(*ring, kms->get());
  if (changed != ExitCode::kDone) return changed;
  const auto done = file->Commit(ring->Serialize());
  return done ? ExitCode::kDone : Complain(done.error().ToString());
}

ExitCode Rotate(const KeyArguments& arguments) {
  const ExitCode ended = ChangeRing(arguments, [&](KeyRing& ring, KeyWrapper* kms) {
    if (kms == nullptr && ring.NeedsWrapper()) {
      return Complain("the ring's keys are wrapped; give --kms, so that the new one is too", ExitCode::kUsage);
    }
    Result<void> done = ring.Rotate(UnixMilliseconds());
    if (done && kms != nullptr) done = ring.Wrap(*kms);
    if (!done) return Complain(arguments.file, done.error());
    std::cout << "epoch " << ring.active().number << " is active, id " << ring.active().id.Hex() << "\n";
    return ExitCode::kDone;
  });
  if (ended == ExitCode::kDone) {
    std::cout << "workers take it when they start anew; earlier epochs stay readable until they are shredded\n";
  }
  return ended;
}

ExitCode Wrap(const KeyArguments& arguments) {
  return ChangeRing(arguments, [&](KeyRing& ring, KeyWrapper* kms) {
    if (kms == nullptr) return Complain("wrap takes --kms", ExitCode::kUsage);
    Result<void> done = arguments.rewrap ? ring.Rewrap(*kms) : Result<void>();
    if (done) done = ring.Wrap(*kms);
    // What was just written must open again before the keys are let go.
    if (done) done = ring.Check(*kms);
    return done ? ExitCode::kDone : Complain(arguments.file, done.error());
  });
}

ExitCode ShredEpoch(const KeyArguments& arguments, std::uint32_t epoch) {
  return ChangeRing(arguments, [&](KeyRing& ring, KeyWrapper*) {
    const Result<void> done = ring.Shred(epoch, UnixMilliseconds());
    if (!done) return Complain(arguments.file, done.error());
    // The ledger comes first: a destruction that it does not tell of is worse than one that it tells of and that has
    // to be done again.
    LedgerAct act = arguments.act.Act("key-shred");
    act.details = {{"epoch", std::to_string(epoch)}, {"key", ring.IdOf(epoch).Hex()}};
    const ExitCode recorded = arguments.act.Record(act);
    if (recorded == ExitCode::kDone) std::cout << "epoch " << epoch << " is shredded\n";
    return recorded;
  });
}

// The store of subjects that the arguments name; --kms wrapped the keys of its file.
SubjectPlace PlaceOf(const KeyArguments& arguments, const std::string& config) {
  SubjectPlace place = arguments.place;
  place.kms = arguments.kms;
  place.config = config;
  return place;
}

ExitCode Shred(const KeyArguments& arguments) {
  if (arguments.subject) return ShredSubject(PlaceOf(arguments, arguments.act.config()), arguments.act);
  if (!arguments.file.empty() && arguments.epoch) return ShredEpoch(arguments, *arguments.epoch);
  return Complain("shred takes FILE and --epoch, or --subject", ExitCode::kUsage);
}

ExitCode Reseal(const KeyArguments& arguments) { return ResealSubjects(PlaceOf(arguments, arguments.place.config)); }

}  // namespace

void AddKeyCommand(CLI::App& app, ExitCode& ended) {
  CLI::App* key = app.add_subcommand("key", "Make, renew and destroy keys");
  key->require_subcommand(1);
  const auto arguments = std::make_shared<KeyArguments>();
  const auto add = [&](const char* name, const char* words, ExitCode (*run)(const KeyArguments&)) {
    CLI::App* command = key->add_subcommand(name, words);
    command->callback([arguments, run, &ended] {
      ForbidCoreDumps();
      ended = run(*arguments);
    });
    return command;
  };
  const auto add_kms = [&](CLI::App* command) {
    return command->add_option("--kms", arguments->kms, "YAML file with the KMS that wraps the keys (docs/keys.md)");
  };
  const auto add_file = [&](CLI::App* command) {
    return command->add_option("FILE", arguments->file, "The key ring")->required();
  };

  CLI::App* make = add("new", "Make a key ring, or a key pair", &New);
  make->add_option("FILE", arguments->file, "Where to write it; an existing file is never overwritten")->required();
  CLI::App* kind = make->add_option_group("kind", "What it is for; surrogates if none is given");
  kind->add_flag("--quarantine", arguments->quarantine, "A key pair: FILE is the private key, FILE.pub the public one");
  kind->add_flag("--vault", arguments->vault, "The same, for what re-identification needs");
  kind->add_flag("--subjects", arguments->subjects, "A key ring for the subject store");
  kind->require_option(0, 1);
  add_kms(make);

  add_file(add("list", "The epochs of a key ring: when made, id, state; no key", &List));

  CLI::App* rotate = add("rotate", "Make a new epoch, which is active from the next start on", &Rotate);
  add_file(rotate);
  add_kms(rotate);

  CLI::App* wrap = add("wrap", "Have a KMS wrap the keys of a ring", &Wrap);
  add_file(wrap);
  add_kms(wrap)->required();
  wrap->add_flag("--again", arguments->rewrap, "Also those that are wrapped, under the newest master key");

  const auto add_place = [&](CLI::App* command) {
    CLI::Option* folder = command->add_option("--subjects", arguments->place.folder,
                                              "The store's folder; with --config, another replica than the stream's");
    CLI::Option* key_file =
        command->add_option("--subject-key-file", arguments->place.key_file, "Its key ring, for a folder alone");
    key_file->needs(folder);
    return std::array{folder, key_file, add_kms(command)->needs(key_file)};
  };

  CLI::App* shred = add("shred", "Destroy an epoch of a key ring, or a subject of the store", &Shred);
  CLI::Option* subject = shred->add_flag("--subject", arguments->subject,
                                         "A subject, whose identifier is the first line of standard input");
  shred->add_option("FILE", arguments->file, "The key ring")->excludes(subject);
  shred->add_option("--epoch", arguments->epoch, "Which; not the active one")->excludes(subject);
  for (CLI::Option* option : add_place(shred)) option->needs(subject);
  arguments->act.AddTo(*shred);

  CLI::App* reseal = add("reseal", "Seal the store of subjects anew with the newest epoch of its keys", &Reseal);
  reseal->add_option("--config", arguments->place.config, "Configuration file of the stream whose store it is");
  add_place(reseal);
}

}  // namespace veil
