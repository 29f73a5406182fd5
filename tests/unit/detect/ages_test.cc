#include "detect/ages.h"

#include <gtest/gtest.h>

#include <string>

namespace veil {
namespace {

// What is found in `text` where `name` is known to be a person, with bars between.
std::string Found(const std::string& text, const std::string& name,
                  IdentifierType type = IdentifierType::kNamePatient) {
  Document document;
  document.fields.emplace_back().text = PhiString(text);
  const std::size_t begin = text.find(name);
  Findings findings{{0, {begin, begin + name.size()}, type, Evidence::kTagger, 0.9F}};
  EXPECT_TRUE(AgeDetector().Detect(document, Readings(document, Lexicon::Embedded()), findings));
  std::string found;
  for (std::size_t i = 1; i < findings.size(); ++i) {
    found += (found.empty() ? "" : "|") + text.substr(findings[i].span.begin, findings[i].span.size());
  }
  return found;
}

TEST(Ages, ANumberBehindAPersonIsAnAge) {
  EXPECT_EQ(Found("3. Inga Solberg -- 97 -- asked twice", "Inga Solberg"), "97");
  EXPECT_EQ(Found("Solberg, Inga        93   F   fell", "Solberg, Inga"), "93");
  EXPECT_EQ(Found("Inga (Rm 7): 101, cheerful", "Inga"), "101");
  EXPECT_EQ(Found("aunt Inga 98 \"still drives\"", "Inga"), "98");
  EXPECT_EQ(Found("Inga is 92. Last seen well at noon", "Inga"), "92");
}

TEST(Ages, ANumberInWordsIsOneToo) {
  EXPECT_EQ(Found("Inga (Rm 7). Ninety-eight. Taught school.", "Inga"), "Ninety-eight");
  EXPECT_EQ(Found("inga solberg ninety one lives alone", "inga solberg"), "ninety one");
  EXPECT_EQ(Found("Inga is one hundred and two, sharp", "Inga"), "one hundred and two");
}

TEST(Ages, WhatCountsSomethingElseIsNoAge) {
  EXPECT_EQ(Found("Inga 95% on air", "Inga"), "");
  EXPECT_EQ(Found("Inga: 98.6, 110/70", "Inga"), "");
  EXPECT_EQ(Found("Inga, 110/70", "Inga"), "");
  EXPECT_EQ(Found("Inga 95 mg daily", "Inga"), "");
  EXPECT_EQ(Found("Inga   97   120   80", "Inga"), "");
  EXPECT_EQ(Found("Inga   98   afebrile", "Inga"), "");
  EXPECT_EQ(Found("Inga, 92 Larch St", "Inga"), "92");  // no worse than a number too many
  EXPECT_EQ(Found("Inga, 89, fell", "Inga"), "");
}

TEST(Ages, NobodyTellsTheAgeOfTheStaff) {
  EXPECT_EQ(Found("per Solberg, 97, stable", "Solberg", IdentifierType::kNameProvider), "");
}

}  // namespace
}  // namespace veil
