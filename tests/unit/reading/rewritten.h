#pragma once

#include <string>
#include <vector>

#include "base/action_kind.h"
#include "base/digest.h"
#include "base/identifier_type.h"
#include "pipeline/finder.h"
#include "policy/policy.h"
#include "surrogate/surrogates.h"

namespace veil {

// One identifier and what took its place, with the text of its field around both.
struct Change {
  std::size_t field = 0;
  IdentifierType type = IdentifierType::kUnknown;
  ActionKind action = ActionKind::kKeep;
  bool structured = false;
  std::string original;
  std::string made;
  // The text of the field before and after it, as it was and as it became.
  std::string before;
  std::string after;
  std::string new_before;
  std::string new_after;
};

// A note and what it becomes, field by field.
struct Rewritten {
  std::string name;  // of its file
  std::string text;  // all fields of the result, one a paragraph
  std::vector<Change> changes;
};

struct MarkedNote {
  std::string name;
  std::string text;  // without its markup
};

// The notes of a folder under tests/corpus with all its folders, without their markup, in order of their names; every
// `step`-th of them.
std::vector<MarkedNote> NotesOf(const std::string& folder, std::size_t step = 1);

// Finds and replaces as the pipeline does, with one key, and keeps what was replaced.
class Rewriter {
 public:
  explicit Rewriter(const std::string& policy_name);

  Rewritten Rewrite(const MarkedNote& note) const;

 private:
  std::vector<std::unique_ptr<const Codec>> codecs_;
  std::vector<std::unique_ptr<const Detector>> detectors_;
  Policy policy_;
  Surrogates surrogates_;
};

}  // namespace veil
