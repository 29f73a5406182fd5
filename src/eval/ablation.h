#pragma once

#include <span>
#include <string>
#include <vector>

#include "eval/measures.h"

namespace veil {

// How the documents score with one kind of evidence left out, or with it alone.
struct AblationRow {
  Evidence evidence = Evidence::kField;
  bool alone = false;
  std::vector<DocumentScore> documents;  // in the order of those of the whole run
};

// One line a row, against `all`: the documents with all kinds of evidence. The change of recall has its paired
// interval.
std::string AblationTable(std::span<const DocumentScore> all, std::span<const AblationRow> rows);

// {"without": {"field": {...}}, "alone": {...}}, with the numbers of the whole in each.
std::string AblationJson(std::span<const AblationRow> rows);

}  // namespace veil
