#include "eval/saved_report.h"

#include <simdjson.h>

namespace veil {
namespace {

using simdjson::dom::object;

constexpr Literal kNotThat = "no report of veil eval --json with the numbers of its documents";

// Counts that must be there.
class Counts {
 public:
  explicit Counts(object json) : json_(json) {}

  std::size_t operator[](std::string_view name) {
    std::uint64_t number = 0;
    if (json_[name].get(number) != simdjson::SUCCESS) complete_ = false;
    return static_cast<std::size_t>(number);
  }
  bool complete() const { return complete_; }

 private:
  object json_;
  bool complete_ = true;
};

bool ReadTypes(object types, Score& score) {
  for (const auto& member : types) {
    const auto type = IdentifierTypeFromName(member.key);
    object json;
    if (!type || member.value.get(json) != simdjson::SUCCESS) return false;
    Counts counts(json);
    SpanScore& spans = score.types[static_cast<std::size_t>(*type)];
    spans.spans = counts["spans"];
    spans.found = counts["found"];
    spans.characters = counts["characters"];
    spans.leaked = counts["leaked_characters"];
    spans.tokens = counts["identifier_tokens"];
    spans.tokens_found = counts["identifier_tokens_found"];
    if (!counts.complete()) return false;
  }
  return true;
}

bool ReadDocument(object json, Score& score) {
  object types;
  if (json["by_type"].get(types) != simdjson::SUCCESS || !ReadTypes(types, score)) return false;
  Counts counts(json);
  score.tokens.covered = counts["tokens"];
  score.tokens.right = counts["tokens_right"];
  score.keep_spans = counts["keep_spans"];
  score.keep_survived = counts["keep_survived"];
  const SpanScore all = score.All();
  score.documents = 1;
  score.with_identifiers = all.spans > 0 ? 1 : 0;
  score.without_leak = all.spans > 0 && all.found == all.spans ? 1 : 0;
  return counts.complete();
}

}  // namespace

Result<std::vector<DocumentScore>> ReadReport(std::string_view json) {
  simdjson::dom::parser parser;
  object report;
  object documents;
  if (parser.parse(json.data(), json.size()).get(report) != simdjson::SUCCESS ||
      report["by_document"].get(documents) != simdjson::SUCCESS) {
    return Fail(ErrorCode::kMalformed, kNotThat);
  }
  std::vector<DocumentScore> scores;
  for (const auto& member : documents) {
    object document;
    DocumentScore score{std::string(member.key), {}, {}};
    if (member.value.get(document) != simdjson::SUCCESS || !ReadDocument(document, score.score)) {
      return Fail(ErrorCode::kMalformed, kNotThat);
    }
    scores.push_back(std::move(score));
  }
  return scores;
}

}  // namespace veil
