#include "base/yaml_proto.h"

#include <gtest/gtest.h>

#include "veil/policy.pb.h"

namespace veil {
namespace {

std::string ErrorOf(std::string_view yaml) {
  proto::Policy policy;
  const auto loaded = LoadYaml(yaml, "p.yaml", {}, policy);
  return loaded ? "" : loaded.error().ToString();
}

TEST(YamlProtoTest, FillsScalarsEnumsMapsAndLists) {
  proto::Policy policy;
  const auto loaded =
      LoadYaml("name: x\nderivation: keyed\nactions: {DATE: shift}\nfields: [{path: PID-7, action: keep}]\n", "p.yaml",
               {}, policy);
  ASSERT_TRUE(loaded) << loaded.error().ToString();
  EXPECT_EQ(policy.name(), "x");
  EXPECT_EQ(policy.derivation(), proto::DERIVATION_KEYED);
  EXPECT_EQ(policy.actions().at("DATE"), proto::ACTION_SHIFT);
  EXPECT_EQ(policy.fields(0).path(), "PID-7");
}

TEST(YamlProtoTest, ErrorsNameThePlaceAndTheNearestWord) {
  EXPECT_EQ(ErrorOf("name: x\nderivaton: keyed\n"), "p.yaml:2:1: unknown key 'derivaton'; did you mean 'derivation'?");
  EXPECT_EQ(ErrorOf("derivation: keyd\n"), "p.yaml:1:13: 'keyd' is not a value of 'derivation'; did you mean 'keyed'?");
  EXPECT_EQ(ErrorOf("name: a\nname: b\n"), "p.yaml:2:1: key 'name' is given twice");
  EXPECT_EQ(ErrorOf("name: [a]\n"), "p.yaml:1:7: 'name' takes one value");
  EXPECT_TRUE(ErrorOf("name: [x\n").starts_with("p.yaml:")) << ErrorOf("name: [x\n");
  EXPECT_EQ(ErrorOf(""), "p.yaml: the file is empty");
}

}  // namespace
}  // namespace veil
