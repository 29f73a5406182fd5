#include "pipeline/finder.h"

#include <gtest/gtest.h>

namespace veil {
namespace {

TEST(FinderTest, AFindingOverAJointIsSeveralEntities) {
  Document document;
  Field field;
  field.text = PhiString("Anna\nBerg");
  field.map = ByteMap::Identity(10, 4);
  field.map.AppendVirtual(1, 14);
  field.map.AppendCopied(40, 4);
  document.fields.push_back(field);
  const std::vector<Finding> findings = {{0, {0, 9}, IdentifierType::kNamePatient, Evidence::kDictionary, 0.9F}};
  const std::vector<Entity> entities = ToEntities(document, findings);
  ASSERT_EQ(entities.size(), 2U);
  EXPECT_EQ(entities[0].raw, (Span{10, 14}));
  EXPECT_EQ(entities[1].raw, (Span{40, 44}));
}

TEST(FinderTest, AFindingInAnAttachmentCountsInTheDecodedAttachment) {
  Document document;
  Field field;
  field.text = PhiString("Anna Berg");
  field.map.AppendVirtual(9, 20);
  field.encoded = Encoded{"content[0].attachment.data", {20, 32}, ByteMap::Identity(3, 9), {}};
  document.fields.push_back(field);
  const std::vector<Finding> findings = {{0, {5, 9}, IdentifierType::kNamePatient, Evidence::kDictionary, 0.9F}};
  const std::vector<Entity> entities = ToEntities(document, findings);
  ASSERT_EQ(entities.size(), 1U);
  EXPECT_EQ(entities[0].attachment, "content[0].attachment.data");
  EXPECT_EQ(entities[0].raw, (Span{8, 12}));
}

}  // namespace
}  // namespace veil
