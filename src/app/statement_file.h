#pragma once

#include <string>
#include <vector>

#include "endpoint/decision.h"
#include "endpoint/refusal.h"
#include "endpoint/statement.h"

namespace CLI {
class App;
}

namespace veil {

// Who signs, with what, and where the statement goes.
struct SignerArguments {
  std::string name;
  std::string key_file;
  std::string output;  // empty: SUBJECT.NAME.statement
  int valid_days = 7;

  void AddOptions(CLI::App& command);  // --signer --key --output --valid-days
};

// Signs and writes the statement; the path of the file, which must be new.
OrRefusal<std::string> WriteStatement(const SignerArguments& signer, const SignedMatter& matter);

OrRefusal<std::vector<Statement>> ReadStatements(const std::vector<std::string>& paths);

Instant Now();

}  // namespace veil
