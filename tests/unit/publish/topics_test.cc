#include "publish/topics.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

TEST(CleanTopic, ReplacesThePrefix) { EXPECT_EQ(CleanTopic(TopicRule{}, "raw.hl7"), "deid.hl7"); }

TEST(CleanTopic, IsNothingForATopicThatNoRuleCovers) {
  EXPECT_FALSE(CleanTopic(TopicRule{}, "hl7"));
  EXPECT_FALSE(CleanTopic(TopicRule{}, "deid.hl7"));
}

TEST(CleanTopic, IsWhatTheOperatorSaysFirst) {
  const TopicRule rule{"raw.", "deid.", {{"raw.hl7", "clean.adt"}, {"lab", "clean.lab"}}};
  EXPECT_EQ(CleanTopic(rule, "raw.hl7"), "clean.adt");
  EXPECT_EQ(CleanTopic(rule, "lab"), "clean.lab");
  EXPECT_EQ(CleanTopic(rule, "raw.notes"), "deid.notes");
}

TEST(CleanTopic, IsNeverTheSourceTopic) { EXPECT_FALSE(CleanTopic(TopicRule{"raw.", "raw.", {}}, "raw.hl7")); }

}  // namespace
}  // namespace veil
