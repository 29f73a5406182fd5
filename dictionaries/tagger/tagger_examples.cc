// Turns annotated texts into examples for train.py: tagger_examples FILE…
// A line a token: its tag's number, then its features, with blanks between; an empty line after each text.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "detect/detector.h"
#include "detect/tagger_features.h"
#include "detect/tagger_image.h"
#include "eval/gold.h"

namespace {

using veil::tagger_image::Tag;

// The tag of a token: that of the first identifier that it shares a byte with.
Tag GoldTag(const veil::Gold& gold, const veil::Span& token, std::size_t& next) {
  while (next < gold.spans.size() && gold.spans[next].span.end <= token.begin) ++next;
  if (next == gold.spans.size() || !gold.spans[next].span.Overlaps(token)) return Tag::kOutside;
  return gold.spans[next].type ? veil::tagger_image::TagOf(*gold.spans[next].type) : Tag::kOutside;
}

using Detectors = std::vector<std::unique_ptr<const veil::Detector>>;

bool Print(const std::string& path, const Detectors& detectors, std::string& out) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) return false;
  const auto gold = veil::ParseGold(content.str());
  if (!gold) return false;
  veil::Document document;
  document.fields.emplace_back().text = veil::PhiString(gold->text);
  const veil::Readings readings(document, veil::Lexicon::Embedded());
  veil::Findings found;
  for (const auto& detector : detectors) {
    if (!detector->Detect(document, readings, found)) return false;
  }
  const auto& [field, reading, name_scores] = *readings.begin();
  const veil::TaggerFeatures features(reading, name_scores, field, found);
  std::vector<std::uint32_t> buckets;
  std::size_t next = 0;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    out += std::to_string(static_cast<int>(GoldTag(*gold, reading[i].span, next)));
    features.At(i, buckets);
    for (const std::uint32_t bucket : buckets) out += ' ' + std::to_string(bucket);
    out += '\n';
  }
  out += '\n';
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // The detectors that run before the tagger.
  const Detectors detectors =
      veil::MakeDetectors({.disabled = {veil::Evidence::kTagger, veil::Evidence::kConsistency}});
  for (int i = 1; i < argc; ++i) {
    std::string out;
    if (!Print(argv[i], detectors, out)) {
      std::cerr << "tagger_examples: cannot be read as annotated text: " << argv[i] << "\n";
      return EXIT_FAILURE;
    }
    std::cout << out;
  }
}
