#include "detect/detector.h"

#include <gtest/gtest.h>

#include <string>

#include "detect/resolve.h"

namespace veil {
namespace {

Field Identifier(IdentifierType type, std::string text) {
  Field field;
  field.field_class = FieldClass::kIdentifier;
  field.type = type;
  field.text = PhiString(std::move(text));
  return field;
}

Field FreeText(std::string text) {
  Field field;
  field.text = PhiString(std::move(text));
  return field;
}

// The words that all but the tagger find in the last field, with blanks between.
std::string FoundInLast(const Document& document) {
  Findings findings;
  for (const auto& detector : MakeDetectors({.disabled = {Evidence::kTagger}})) {
    if (!detector->Detect(document, Readings(document, Lexicon::Embedded()), findings)) return "(failed)";
  }
  std::string words;
  for (const Finding& finding : Resolve(findings)) {
    if (finding.field + 1 != document.fields.size()) continue;
    words += (words.empty() ? "" : " ") +
             document.fields.back().text.Expose().substr(finding.span.begin, finding.span.size());
  }
  return words;
}

Document With(Field known, std::string text) {
  Document document;
  document.fields.push_back(std::move(known));
  document.fields.push_back(FreeText(std::move(text)));
  return document;
}

TEST(Detectors, ADisabledKindIsLeftOut) {
  for (const auto& detector : MakeDetectors({.disabled = {Evidence::kField}})) {
    EXPECT_NE(detector->evidence(), Evidence::kField);
  }
}

TEST(Detectors, AnIdentifierFieldIsFoundWithoutTheBlanksAroundIt) {
  Document document;
  document.fields.push_back(Identifier(IdentifierType::kMrn, " 00418 "));
  EXPECT_EQ(FoundInLast(document), "00418");
}

TEST(Detectors, AnHl7NullIsNoIdentifier) {
  Document document;
  document.fields.push_back(Identifier(IdentifierType::kMrn, "\"\""));
  EXPECT_EQ(FoundInLast(document), "");
}

TEST(Detectors, AFieldThatNoTableKnowsIsFoundWhole) {
  Document document;
  document.fields.push_back(FreeText("some words"));
  document.fields[0].field_class = FieldClass::kUnknown;
  EXPECT_EQ(FoundInLast(document), "some words");
}

TEST(Detectors, AKnownNameIsFoundInAnyCaseAndOneEditAway) {
  EXPECT_EQ(FoundInLast(With(Identifier(IdentifierType::kNamePatient, "Quillfeather"), "saw quillfeather today")),
            "quillfeather");
  EXPECT_EQ(FoundInLast(With(Identifier(IdentifierType::kNamePatient, "Quillfeather"), "saw Quilfeather today")),
            "Quilfeather");
}

TEST(Detectors, AKnownNameThatIsAWordNeedsACapital) {
  EXPECT_EQ(FoundInLast(With(Identifier(IdentifierType::kNamePatient, "Rich"), "the diet is rich in iron")), "");
  EXPECT_EQ(FoundInLast(With(Identifier(IdentifierType::kNamePatient, "Rich"), "we told Rich about iron")), "Rich");
}

TEST(Detectors, AKnownNumberIsFoundWhateverStandsBetweenItsDigits) {
  EXPECT_EQ(FoundInLast(With(Identifier(IdentifierType::kMrn, "00418226"), "record 00418-226 checked")), "00418-226");
}

TEST(Detectors, WhatWasFoundOnceIsFoundEverywhere) {
  EXPECT_EQ(FoundInLast(With(FreeText("Dr. Quillfeather came."), "asked quillfeather again")), "quillfeather");
}

}  // namespace
}  // namespace veil
