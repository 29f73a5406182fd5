#include "publish/sealing.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <string>

#include "unit/publish/box_keys.h"

namespace veil {
namespace {

RawMessage Message() {
  RawMessage message;
  message.origin = {OperatorText("raw.notes"), 3, 41};
  message.format = Format::kText;
  message.bytes = PhiString("an invented note about Zebediah");
  message.key = PhiString("record key of Zebediah");
  message.headers.push_back({PhiString("patient"), PhiString("Zebediah")});
  return message;
}

TEST(Sealing, OpensWithThePrivateKeyToTheRecordAsItWas) {
  const BoxKeys keys;
  const auto sealed = Seal(Message(), Sealing::kWhole, keys.Public());
  ASSERT_TRUE(sealed);
  const auto opened = Unseal(*sealed, keys.private_key);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->complete);
  EXPECT_EQ(opened->message.origin, Message().origin);
  EXPECT_EQ(opened->message.format, Format::kText);
  EXPECT_TRUE(opened->message.bytes == Message().bytes);
  EXPECT_TRUE(opened->message.key == Message().key);
  ASSERT_EQ(opened->message.headers.size(), 1U);
  EXPECT_TRUE(opened->message.headers[0].value == Message().headers[0].value);
}

TEST(Sealing, ShowsNothingOfTheRecord) {
  const BoxKeys keys;
  for (const Sealing sealing : {Sealing::kWhole, Sealing::kDigestOnly}) {
    const auto sealed = Seal(Message(), sealing, keys.Public());
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->find("Zebediah"), std::string::npos);
    EXPECT_EQ(sealed->find("raw.notes"), std::string::npos);
  }
}

TEST(Sealing, DoesNotOpenWithAnotherKey) {
  const BoxKeys keys;
  const BoxKeys others;
  const auto sealed = Seal(Message(), Sealing::kWhole, keys.Public());
  ASSERT_TRUE(sealed);
  const auto opened = Unseal(*sealed, others.private_key);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kKey);
  EXPECT_EQ(Unseal(*sealed, keys.Public().bytes()).error().code, ErrorCode::kKey);
}

TEST(Sealing, RefusesEveryChangedByte) {
  const BoxKeys keys;
  const auto sealed = Seal(Message(), Sealing::kWhole, keys.Public());
  ASSERT_TRUE(sealed);
  for (std::size_t i = 0; i < sealed->size(); ++i) {
    std::string changed = *sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(Unseal(changed, keys.private_key)) << "byte " << i;
    EXPECT_FALSE(Unseal(sealed->substr(0, i), keys.private_key)) << "first " << i;
  }
}

TEST(Sealing, OfTheDigestAloneSaysSizeAndOrigin) {
  const BoxKeys keys;
  const auto sealed = Seal(Message(), Sealing::kDigestOnly, keys.Public());
  ASSERT_TRUE(sealed);
  const auto opened = Unseal(*sealed, keys.private_key);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(opened->complete);
  EXPECT_EQ(opened->size, Message().bytes.size());
  EXPECT_TRUE(opened->message.bytes.empty());
  EXPECT_TRUE(opened->message.key.empty());
  EXPECT_EQ(opened->message.origin, Message().origin);
}

}  // namespace
}  // namespace veil
