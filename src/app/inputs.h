#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/config_error.h"
#include "base/phi.h"
#include "base/result.h"

namespace veil {

// A file that a command was asked to work on.
struct Input {
  std::string path;  // to open; "-": standard input
  std::string name;  // below the folder it was found in; for a file that was named itself its last part; "stdin"
};

// The files that the command line names: files as they are, folders with all below them in the order of their names,
// "-" or nothing at all as standard input. In a folder links to files are followed, links to folders are not, as they
// may lead in circles, and what is neither file nor folder is no input.
// Errors: a path that does not exist or cannot be listed, a link to a folder within a folder.
ConfigResult<std::vector<Input>> ListInputs(const std::vector<std::string>& paths);

// The bytes of an input, at most bytes_max + 1: more are over every codec's limit anyway. Errors: kIo.
Result<PhiString> ReadInput(const Input& input, std::size_t bytes_max);

}  // namespace veil
