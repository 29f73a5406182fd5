#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eval/ablation.h"
#include "eval/comparison.h"
#include "eval/measures.h"
#include "eval/mistake_classes.h"

namespace veil {

// The documents of each folder, folders in order of their names.
std::vector<std::vector<DocumentScore>> ByFolder(std::span<const DocumentScore> documents);

// What a report holds besides its main tables.
struct ReportParts {
  bool by_folder = false;    // JSON always holds it
  bool by_detector = false;  // likewise: types by detectors
  std::vector<AblationRow> ablation;
  std::optional<Comparison> comparison;
  std::optional<std::vector<MistakeClass>> worst;
};

// The report of `veil eval` (docs/eval.md): tables to read, or one JSON object, with each document, that ReadReport
// reads back. It holds names of files, types, shapes and numbers, no text.
std::string TextReport(std::span<const DocumentScore> documents, const ReportParts& parts);
std::string JsonReport(std::span<const DocumentScore> documents, const ReportParts& parts);

// The numbers of a set of documents as members of a JSON object.
class JsonObject;
void AddTotals(std::span<const DocumentScore> documents, JsonObject& object);

}  // namespace veil
