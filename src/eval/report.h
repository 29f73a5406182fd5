#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "eval/interval.h"
#include "eval/score.h"

namespace veil {

// One annotated document and how it scored.
struct DocumentScore {
  std::string name;                // its path within the gold folder
  std::string folder;              // the first part of that path; empty: it lies at the top
  std::optional<ErrorCode> error;  // why nothing was found in it
  Score score;
};

Score Total(std::span<const DocumentScore> documents);

// Shares from 0 to 1; nothing where there is nothing to share out.
std::optional<double> Share(std::size_t part, std::size_t whole);
std::optional<double> Recall(const Score& score);
std::optional<double> Precision(const Score& score);
Interval RecallInterval(std::span<const DocumentScore> documents);

// The documents of each folder, folders in order of their names.
std::vector<std::vector<DocumentScore>> ByFolder(std::span<const DocumentScore> documents);

// The report of `veil eval` (docs/eval.md): a table to read, with one line a folder if wanted, or one JSON object,
// always with folders. It holds names of files, types and numbers, no text.
std::string TextReport(std::span<const DocumentScore> documents, bool by_folder);
std::string JsonReport(std::span<const DocumentScore> documents);

}  // namespace veil
