#include "bench/answer.h"

namespace veil::bench {

void Answer::Add(std::size_t number) { bytes_.append(reinterpret_cast<const char*>(&number), sizeof number); }

void Answer::Add(const std::string& bytes) {
  Add(bytes.size());
  bytes_ += bytes;
}

void Answer::Add(const Document& document) {
  for (const Field& field : document.fields) {
    Add(field.path);
    Add(field.text.size());
    Add(field.map.pieces().size());
  }
}

void Answer::Add(const Findings& findings) {
  for (const Finding& finding : findings) {
    Add(finding.field);
    Add(finding.span.begin);
    Add(finding.span.end);
    Add(static_cast<std::size_t>(finding.type));
  }
}

void Answer::Add(const std::vector<Replacement>& replacements) {
  for (const Replacement& replacement : replacements) {
    Add(replacement.span.begin);
    Add(replacement.text.Expose());
  }
}

}  // namespace veil::bench
