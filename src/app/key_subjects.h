#pragma once

#include <string>

#include "app/act_options.h"
#include "app/command.h"
#include "keys/key_source.h"

namespace veil {

// Which subject store a command works on: with a key file a folder alone, else that of a stream.
struct SubjectPlace {
  std::string folder;    // without a key file: another replica than that of `config`; empty: that one
  std::string key_file;  // of a folder alone
  std::string kms;       // that wrapped the keys of key_file; empty: none
  std::string config;
};

// Erases one subject: its random seed and all that is known of it, under all identifiers that lead to it. The
// identifier is the first line of standard input, so that it stands in no list of processes. The act is in the ledger
// before the subject is gone, without a word of who it was. Says how it ended; kFailed: there was none, which is no
// act.
ExitCode ShredSubject(const SubjectPlace& place, const ActOptions& act);

// Seals what earlier epochs of the data key sealed with the newest, after which these may be shredded.
ExitCode ResealSubjects(const SubjectPlace& place);

}  // namespace veil
