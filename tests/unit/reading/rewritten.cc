#include "unit/reading/rewritten.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "eval/gold.h"
#include "subject/subject_seed.h"

namespace veil {
namespace {

const std::string kKey(32, 'k');

Policy Loaded(const std::string& name) {
  auto policy = Policy::Load(name, VEIL_SOURCE_DIR "/deploy/policies");
  EXPECT_TRUE(policy);
  return std::move(*policy);
}

Subject SubjectOf(const Policy& policy, const Document& document, const RawMessage& message) {
  Subject subject{MessageSeed(kKey, message.bytes)};
  if (policy.derivation() != Derivation::kKeyed) return subject;
  subject.number_key = NumberKey(kKey);
  subject.clinician_seed = ClinicianSeed(kKey);
  const auto id = SubjectId(document, message.key);
  if (id && !document.many_patients) subject.seed = SubjectSeed(kKey, *id);
  return subject;
}

}  // namespace

std::vector<MarkedNote> NotesOf(const std::string& folder, std::size_t step) {
  std::vector<std::string> paths;
  for (const auto& file : std::filesystem::recursive_directory_iterator(VEIL_SOURCE_DIR "/tests/corpus/" + folder)) {
    if (file.path().extension() == ".txt") paths.push_back(file.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<MarkedNote> notes;
  for (std::size_t i = 0; i < paths.size(); i += step) {
    std::ifstream in(paths[i], std::ios::binary);
    auto gold = ParseGold(std::string(std::istreambuf_iterator<char>(in), {}));
    EXPECT_TRUE(gold) << paths[i];
    if (gold) notes.push_back({std::filesystem::path(paths[i]).filename(), std::move(gold->text)});
  }
  return notes;
}

Rewriter::Rewriter(const std::string& policy_name)
    : codecs_(MakeCodecs({})), detectors_(MakeDetectors({})), policy_(Loaded(policy_name)) {}

Rewritten Rewriter::Rewrite(const MarkedNote& note) const {
  RawMessage message;
  message.bytes = PhiString(note.text);
  const auto found = Find(codecs_, detectors_, message);
  Rewritten result{.name = note.name, .text = {}, .changes = {}};
  EXPECT_TRUE(found) << note.name;
  if (!found) return result;
  const Document& document = found->document;
  std::vector<ActionKind> actions;
  for (const Finding& finding : found->resolved) {
    actions.push_back(policy_.ActionFor(finding.type, document.fields[finding.field].path));
  }
  const auto made = surrogates_.Make(document, found->resolved, actions, SubjectOf(policy_, document, message));
  EXPECT_TRUE(made) << note.name;
  if (!made) return result;
  auto replacement = made->begin();
  std::size_t finding = 0;
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    const std::string& text = document.fields[i].text.Expose();
    const std::size_t first = result.changes.size();
    std::string out;
    std::size_t done = 0;
    std::vector<std::size_t> ends;
    for (; replacement != made->end() && replacement->field == i; ++replacement) {
      const Span span = replacement->span;
      while (found->resolved[finding].field != i || !(found->resolved[finding].span == span)) ++finding;
      out += text.substr(done, span.begin - done);
      Change change;
      change.field = i;
      change.type = found->resolved[finding].type;
      change.action = actions[finding];
      change.structured = document.fields[i].field_class == FieldClass::kIdentifier;
      change.original = text.substr(span.begin, span.size());
      change.made = replacement->text.Expose();
      change.before = text.substr(0, span.begin);
      change.after = text.substr(span.end);
      change.new_before = out;
      out += change.made;
      ends.push_back(out.size());
      result.changes.push_back(std::move(change));
      done = span.end;
    }
    out += text.substr(done);
    for (std::size_t c = 0; c < ends.size(); ++c) result.changes[first + c].new_after = out.substr(ends[c]);
    result.text += out + "\n\n";
  }
  return result;
}

}  // namespace veil
