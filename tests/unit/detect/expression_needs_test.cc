#include "detect/expression_needs.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace veil {
namespace {

// "<id>, 0-0 & mrn": choices joined by &, their atoms by a comma; < and > where a word must begin or end.
std::string Needs(std::string_view expression) {
  std::string written;
  for (const AtomChoice& choice : NeedsOf(expression)) {
    if (!written.empty()) written += " & ";
    for (const Atom& atom : choice) {
      if (&atom != &choice.front()) written += ", ";
      written += (atom.word_begins ? "<" : "") + atom.text + (atom.word_ends ? ">" : "");
    }
  }
  return written;
}

TEST(ExpressionNeeds, ATextIsNeededInSmallLettersAndWithZerosForDigits) {
  EXPECT_EQ(Needs("MRN 7"), "mrn 0");
  EXPECT_EQ(Needs(R"((?i)\bssn\b)"), "<ssn>");
  EXPECT_EQ(Needs(R"(\d{3}-\d{2})"), "000-00");
}

TEST(ExpressionNeeds, OfAlternativesOneIsNeeded) {
  EXPECT_EQ(Needs("(?:cat|dog)s"), "cats, dogs");
  EXPECT_EQ(Needs("cat|dog|.*"), "");
}

TEST(ExpressionNeeds, WhatMayBeAbsentIsNotNeeded) {
  EXPECT_EQ(Needs("ab(?:cd)?ef"), "abcdef, abef");
  EXPECT_EQ(Needs("ab(?:cd)*ef"), "ab & ef");
  EXPECT_EQ(Needs(".*"), "");
}

TEST(ExpressionNeeds, BothEndsOfARunAreNeeded) { EXPECT_EQ(Needs(R"(x\d+-\d+y)"), "0-0 & x0 & 0y"); }

TEST(ExpressionNeeds, OfAClassOfManyNothingIsKnown) {
  EXPECT_EQ(Needs("no[abc]"), "noa, nob, noc");
  EXPECT_EQ(Needs("no[a-z]id"), "no & id");
  EXPECT_EQ(Needs("no[^a]id"), "no & id");
}

TEST(ExpressionNeeds, OfSyntaxThatIsNotReadNothingIsKnown) {
  EXPECT_EQ(Needs(R"(\pLabc)"), "");
  EXPECT_EQ(Needs("(?P<name>abc)"), "");
}

}  // namespace
}  // namespace veil
