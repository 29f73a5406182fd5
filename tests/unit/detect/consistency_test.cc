#include "detect/consistency.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "detect/resolve.h"

namespace veil {
namespace {

using T = IdentifierType;

struct Seen {
  std::string words;
  T type = T::kNamePatient;
  float confidence = 0.9F;
};

// What is found in `text` after the first place of each of `seen` was, with bars between.
std::string Found(const std::string& text, const std::vector<Seen>& seen) {
  Document document;
  document.fields.emplace_back().text = PhiString(text);
  Findings findings;
  for (const Seen& one : seen) {
    const std::size_t begin = text.find(one.words);
    findings.push_back({0, {begin, begin + one.words.size()}, one.type, Evidence::kDictionary, one.confidence});
  }
  EXPECT_TRUE(
      ConsistencyDetector(Lexicon::Embedded()).Detect(document, Readings(document, Lexicon::Embedded()), findings));
  std::string found;
  for (const Finding& finding : Resolve(findings)) {
    found += (found.empty() ? "" : "|") + text.substr(finding.span.begin, finding.span.size());
  }
  return found;
}

TEST(Consistency, ANameIsFoundInAnyCaseAndWithoutItsDiacritics) {
  EXPECT_EQ(Found("Nuñez-Okafor, Ada. OKAFOR; nunez okafor", {{"Nuñez-Okafor, Ada"}}),
            "Nuñez-Okafor, Ada|OKAFOR|nunez|okafor");
}

TEST(Consistency, AnUnsureNameIsFoundAgainAsWell) {
  EXPECT_EQ(Found("Ada Okafor. OKAFOR called", {{"Ada Okafor", T::kNameProvider, 0.5F}}), "Ada Okafor|OKAFOR");
}

TEST(Consistency, ThePartOfAHyphenatedNameTakesInTheRest) {
  EXPECT_EQ(Found("Ms. Okafor. Okafor-Umeh, A. UMEH; non-Okafor", {{"Okafor"}}), "Okafor|Okafor-Umeh|UMEH|Okafor");
}

TEST(Consistency, TheNounAfterAnEponymMakesNoEponymOfAName) {
  EXPECT_EQ(Found("Okafor. Okafor cell 212-555-0142", {{"Okafor"}}), "Okafor|Okafor");
  EXPECT_EQ(Found("Ms. Foley. The Foley catheter.", {{"Foley"}}), "Foley");
}

TEST(Consistency, AnOrdinaryWordIsANameWhereATitleOrALabelStandsBeforeIt) {
  EXPECT_EQ(Found("Stokes, Fox. PT FOX. dr fox saw a fox. Pt fox", {{"Stokes, Fox"}}), "Stokes, Fox|FOX|fox");
  EXPECT_EQ(Found("Will, 40. Pt will return", {{"Will"}}), "Will");
}

TEST(Consistency, PlacesAndFacilitiesAreFoundAgain) {
  EXPECT_EQ(Found("of Elizabethton; elizabethton p d", {{"Elizabethton", T::kCity}}), "Elizabethton|elizabethton");
  EXPECT_EQ(Found("Marel Foods, MAREL\nFOODS, foods", {{"Marel Foods", T::kFacility}}), "Marel Foods|MAREL\nFOODS");
}

TEST(Consistency, ACodeOfSeveralPartsIsFoundWhateverStandsBetweenThem) {
  EXPECT_EQ(Found("ref WC23-OR-55190, WC23 OR 55190, WC23", {{"WC23-OR-55190", T::kId}}),
            "WC23-OR-55190|WC23 OR 55190");
}

TEST(Consistency, AWholeDateIsFoundAgainAndAFractionIsNot) {
  EXPECT_EQ(Found("3/14/2021; 3-14-2021; 3/14", {{"3/14/2021", T::kDate}}), "3/14/2021|3-14-2021");
  EXPECT_EQ(Found("on 3/4; strength 3/4", {{"3/4", T::kDate}}), "3/4");
}

TEST(Consistency, ACodeThatHoldsWhatWasFoundIsFoundToo) {
  Document document;
  document.fields.emplace_back().text = PhiString("Ada Okafor, MRN 00418226");
  for (const char* code : {"OKAFOR", "00418226", "WARD", "2345-7", "F"}) {
    Field& field = document.fields.emplace_back();
    field.field_class = FieldClass::kSafe;
    field.text = PhiString(code);
  }
  Findings findings = {{0, {0, 10}, T::kNamePatient, Evidence::kDictionary, 0.9F},
                       {0, {16, 24}, T::kMrn, Evidence::kPattern, 0.9F}};
  ASSERT_TRUE(
      ConsistencyDetector(Lexicon::Embedded()).Detect(document, Readings(document, Lexicon::Embedded()), findings));
  std::vector<std::size_t> fields;
  for (const Finding& finding : Resolve(findings)) fields.push_back(finding.field);
  EXPECT_EQ(fields, (std::vector<std::size_t>{0, 0, 1, 2}));
}

TEST(Consistency, ATermThatHoldsAKnownNameIsSearched) {
  Document document;
  document.fields.emplace_back().text = PhiString("Ada Okafor");
  Field& term = document.fields.emplace_back();
  term.field_class = FieldClass::kTerm;
  term.text = PhiString("Plan of care, Okafor");
  Findings findings = {{0, {0, 10}, T::kNamePatient, Evidence::kDictionary, 0.9F}};
  ASSERT_TRUE(
      ConsistencyDetector(Lexicon::Embedded()).Detect(document, Readings(document, Lexicon::Embedded()), findings));
  const Findings found = Resolve(findings);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].field, 1U);
  EXPECT_EQ(found[1].span, (Span{14, 20}));
}

TEST(Consistency, WhatIsGluedToOtherLettersIsFound) {
  EXPECT_EQ(Found("00418226; MRN00418226x, 1004182260", {{"00418226", T::kMrn}}), "00418226|00418226");
  EXPECT_EQ(Found("Okafor; OkaforAda, AdaOkafor2, okaforada", {{"Okafor"}}), "Okafor|Okafor|Okafor");
}

TEST(Consistency, WhatMayStayIsNotLookedFor) { EXPECT_EQ(Found("born 1954; dose 1954", {{"1954", T::kYear}}), "1954"); }

}  // namespace
}  // namespace veil
