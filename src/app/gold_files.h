#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/inputs.h"
#include "base/config_error.h"
#include "base/format.h"
#include "eval/gold.h"

namespace veil {

// An annotated message, without its markup.
struct GoldDocument {
  std::string name;  // its path within the gold folder
  Format format = Format::kText;
  Gold gold;
};

// Reads the annotated messages among the files: `*.txt` with markup in it (ParseGold), where `name.<format>.txt` says
// the format, and `*.xml` of the i2b2 corpora (ParseI2b2). Other files are left out.
// Errors: a file that cannot be read; one whose markup is wrong, with line and column.
ConfigResult<std::vector<GoldDocument>> ReadGold(std::span<const Input> files);

}  // namespace veil
