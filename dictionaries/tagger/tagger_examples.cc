// Turns annotated texts into examples for train.py: tagger_examples FILE…
// A row of texts on standard output, as example.h tells it.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "detect/detector.h"
#include "detect/reading.h"
#include "detect/tagger_features.h"
#include "detect/tagger_image.h"
#include "eval/gold.h"
#include "example.h"

namespace {

using veil::tagger::Example;
using Detectors = std::vector<std::unique_ptr<const veil::Detector>>;

void Append(std::string& out, const void* data, std::size_t size) { out.append(static_cast<const char*>(data), size); }

Example ExampleOf(const veil::Gold& gold, const veil::Span& token, std::size_t& next) {
  Example example;
  while (next < gold.spans.size() && gold.spans[next].span.end <= token.begin) ++next;
  if (next == gold.spans.size() || !gold.spans[next].span.Overlaps(token)) return example;
  const veil::GoldSpan& span = gold.spans[next];
  if (span.IsIdentifier()) {
    example.span = static_cast<std::int32_t>(next);
    example.tag = static_cast<std::uint8_t>(veil::tagger_image::TagOf(*span.type));
  }
  example.keep = span.type ? 0 : 1;
  example.stays = span.type && !span.IsIdentifier() ? 1 : 0;
  return example;
}

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
  const veil::TaggerFeatures features(reading, name_scores, found);
  std::size_t next = 0;
  const auto size = static_cast<std::uint32_t>(reading.size());
  if (size == 0) return true;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    Example example = ExampleOf(*gold, reading[i].span, next);
    for (const veil::Finding& finding : found) {
      if (veil::IsSure(finding) && finding.span.begin <= reading[i].span.begin &&
          reading[i].span.end <= finding.span.end)
        example.found = 1;
    }
    example.sign = reading[i].kind == veil::TokenKind::kPunct ? 1 : 0;
    const veil::TaggerFeatures::Hashes hashes = features.At(i);
    const std::uint32_t count = veil::TaggerFeatures::kCount;
    if (i == 0) {
      Append(out, &size, sizeof size);
      Append(out, &count, sizeof count);
    }
    Append(out, &example, sizeof example);
    Append(out, hashes.data(), sizeof hashes);
  }
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
