#include "pipeline/provider_names.h"

#include <string>
#include <string_view>
#include <unordered_set>

#include "detect/lexicon.h"
#include "pipeline/leak_words.h"

namespace veil {
namespace {

using Words = std::unordered_set<std::string>;

// Each round takes names out of what may stay; chains of names that share words are short.
constexpr int kRoundsMax = 16;

// Whether the table of the format says that the field is a clinician's. In a FHIR reference that may point to anybody
// it is the likeliest guess.
bool IsGivenAsProvider(const Document& document, const Field& field) {
  if (field.field_class != FieldClass::kIdentifier || field.party != Party::kProvider || !IsName(field.type)) {
    return false;
  }
  return document.format != Format::kFhir || field.path.starts_with("Practitioner.");
}

// Words that could tell who it is: no titles, degrees, initials.
template <typename Each>
void EachWord(const Document& document, const Finding& finding, Each each) {
  const std::string_view text = document.fields[finding.field].text.Expose();
  for (const LeakWord& word : LeakWords(text.substr(finding.span.begin, finding.span.size()))) {
    if (word.folded.size() < 2) continue;
    const WordInfo info = Lexicon::Embedded().Find(word.folded);
    if (info.Has(WordFlag::kTitle) || info.Has(WordFlag::kCredential)) continue;
    each(std::string(word.folded));
  }
}

bool AnyWordIn(const Words& words, const Document& document, const Finding& finding) {
  bool any = false;
  EachWord(document, finding, [&](const std::string& word) { any = any || words.contains(word); });
  return any;
}

bool AllWordsIn(const Words& words, const Document& document, const Finding& finding) {
  bool all = true;
  bool some = false;
  EachWord(document, finding, [&](const std::string& word) {
    all = all && words.contains(word);
    some = true;
  });
  return all && some;
}

}  // namespace

void KeepProviderNames(const Document& document, std::span<const Finding> findings, const std::vector<bool>& ruled,
                       std::vector<ActionKind>& actions) {
  Words given;
  for (const Finding& finding : findings) {
    if (finding.evidence != Evidence::kField || !IsGivenAsProvider(document, document.fields[finding.field])) continue;
    EachWord(document, finding, [&](std::string word) { given.insert(std::move(word)); });
  }
  if (given.empty()) return;
  std::vector<bool> stays(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    stays[i] =
        !ruled[i] && findings[i].type == IdentifierType::kNameProvider && AllWordsIn(given, document, findings[i]);
  }
  bool settled = false;
  for (int round = 0; round < kRoundsMax && !settled; ++round) {
    Words lost;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (stays[i] || actions[i] == ActionKind::kKeep) continue;
      EachWord(document, findings[i], [&](std::string word) { lost.insert(std::move(word)); });
    }
    settled = true;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (!stays[i] || !AnyWordIn(lost, document, findings[i])) continue;
      stays[i] = settled = false;
    }
  }
  for (std::size_t i = 0; settled && i < findings.size(); ++i) {
    if (stays[i]) actions[i] = ActionKind::kKeep;
  }
}

}  // namespace veil
