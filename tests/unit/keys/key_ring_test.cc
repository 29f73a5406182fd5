#include "keys/key_ring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "keys/key_text.h"

namespace veil {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Text(const KeyRing& ring) { return std::string(ring.Serialize().view()); }

Result<KeyRing> Parse(const std::string& text, RingKind kind = RingKind::kSurrogate) {
  return KeyRing::Parse(SecretBytes::CopyOf(text), kind);
}

// A KMS in memory: seals by putting a version before the Base64.
class FakeKms final : public KeyWrapper {
 public:
  Result<std::string> Wrap(const SecretBytes& secret) override {
    return "fake:v" + std::to_string(version) + ":" + std::string(EncodeBase64(secret.view()).view());
  }
  Result<SecretBytes> Unwrap(std::string_view wrapped) override {
    auto secret = DecodeBase64(wrapped.substr(wrapped.rfind(':') + 1));
    if (!secret) return Fail(ErrorCode::kKey, "not sealed here");
    return std::move(*secret);
  }
  Result<std::string> Rewrap(std::string_view wrapped) override {
    VEIL_ASSIGN(const SecretBytes secret, Unwrap(wrapped));
    return Wrap(secret);
  }

  int version = 1;
};

TEST(KeyRingTest, ANewRingReadsBackAsWritten) {
  for (const RingKind kind : {RingKind::kSurrogate, RingKind::kSubjects}) {
    const KeyRing ring = KeyRing::New(kind, 1'700'000'000'000);
    const std::string text = Text(ring);
    const auto read = Parse(text, kind);
    ASSERT_TRUE(read);
    EXPECT_EQ(Text(*read), text);
    EXPECT_EQ(read->active().number, 1U);
    EXPECT_EQ(read->active().key.size(), kKeySize);
    EXPECT_EQ(read->epochs().front().number, kind == RingKind::kSubjects ? 0U : 1U);
    EXPECT_FALSE(Parse(text, kind == RingKind::kSubjects ? RingKind::kSurrogate : RingKind::kSubjects));
  }
}

TEST(KeyRingTest, TwoRingsHaveNoKeyInCommon) {
  std::set<Digest> ids;
  for (int i = 0; i < 20; ++i) ids.insert(KeyRing::New(RingKind::kSurrogate, 1).active().id);
  EXPECT_EQ(ids.size(), 20U);
}

TEST(KeyRingTest, RotationMakesANewActiveEpochAndKeepsTheOld) {
  KeyRing ring = KeyRing::New(RingKind::kSurrogate, 1);
  const std::string first(ring.active().key.view());
  ASSERT_TRUE(ring.Rotate(2));
  const auto read = Parse(Text(ring));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->active().number, 2U);
  EXPECT_NE(read->active().key.view(), first);
  ASSERT_TRUE(read->Epoch(1));
  EXPECT_EQ((*read->Epoch(1))->key.view(), first);
  EXPECT_FALSE(read->Epoch(3));
}

TEST(KeyRingTest, AShreddedEpochIsGoneAndItsIdStays) {
  KeyRing ring = KeyRing::New(RingKind::kSurrogate, 1);
  const std::string key(EncodeBase64(ring.active().key.view()).view());
  const Digest id = ring.active().id;
  EXPECT_FALSE(ring.Shred(1, 5)) << "the active epoch";
  ASSERT_TRUE(ring.Rotate(2));
  ASSERT_TRUE(ring.Shred(1, 5));
  EXPECT_THAT(Text(ring), Not(HasSubstr(key)));
  const auto read = Parse(Text(ring));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->epochs().front().id, id);
  EXPECT_EQ(read->epochs().front().shredded, 5);
  EXPECT_FALSE(read->Epoch(1));
  EXPECT_FALSE(ring.Shred(1, 6)) << "twice";
  EXPECT_FALSE(ring.Shred(9, 6));
  ASSERT_TRUE(ring.Rotate(7));
  EXPECT_EQ(ring.active().number, 3U) << "a number is never used again";
}

TEST(KeyRingTest, TheLookupKeyOfSubjectsIsNeitherRotatedNorShredded) {
  KeyRing ring = KeyRing::New(RingKind::kSubjects, 1);
  const Digest lookup = ring.epochs().front().id;
  ASSERT_TRUE(ring.Rotate(2));
  EXPECT_EQ(ring.epochs().front().id, lookup);
  EXPECT_FALSE(ring.Shred(0, 3));
  EXPECT_TRUE(ring.Shred(1, 3));
}

TEST(KeyRingTest, ARingHasAtMost255Epochs) {
  KeyRing ring = KeyRing::New(RingKind::kSurrogate, 1);
  for (std::uint32_t i = 1; i < KeyRing::kEpochsMax; ++i) ASSERT_TRUE(ring.Rotate(2));
  EXPECT_FALSE(ring.Rotate(2));
  EXPECT_TRUE(Parse(Text(ring)));
}

TEST(KeyRingTest, KeysThatWereMadeBeforeRingsAreRingsOfOneEpoch) {
  const std::string own(40, '\xFF');
  auto ring = Parse(own);
  ASSERT_TRUE(ring);
  EXPECT_EQ(ring->active().key.view(), own);
  ASSERT_TRUE(ring->Rotate(2));
  const auto read = Parse(Text(*ring));
  ASSERT_TRUE(read);
  EXPECT_EQ((*read->Epoch(1))->key.view(), own) << "what it derived before stays derivable";
  const std::string key(32, 'k');
  const auto line = Parse(std::string(EncodeKeyLine(key, kSurrogateKeyLine).view()));
  ASSERT_TRUE(line);
  EXPECT_EQ(line->active().key.view(), key);
  EXPECT_FALSE(Parse(std::string(31, 'x')));
  EXPECT_FALSE(Parse(""));
  EXPECT_FALSE(Parse(std::string(4097, 'x')));
  EXPECT_FALSE(Parse("veil-surrogate-key-1:short\n"));
  EXPECT_FALSE(Parse(std::string(EncodeKeyLine(key, kQuarantinePrivateLine).view())));
}

TEST(KeyRingTest, BrokenRingsAreRefused) {
  KeyRing ring = KeyRing::New(RingKind::kSurrogate, 1);
  ASSERT_TRUE(ring.Rotate(2));
  const std::string text = Text(ring);
  ASSERT_TRUE(Parse(text));
  EXPECT_TRUE(Parse(text.substr(0, text.size() - 1))) << "as a shell gives it";
  const std::size_t second = text.find("epoch 2");
  const std::size_t first = text.find("epoch 1");
  const auto replaced = [&](std::size_t at, std::size_t size, const std::string& by) {
    return std::string(text).replace(at, size, by);
  };
  for (const std::string& broken :
       {text.substr(0, first), text.substr(0, first) + text.substr(second), text + "\n", text + "epoch 4",
        text.substr(0, second) + text.substr(first), text.substr(0, text.size() - 4), replaced(second + 6, 1, "02"),
        replaced(second + 6, 1, "3"), replaced(second + 6, 1, "-2"), replaced(text.find(" made "), 6, "  made "),
        replaced(text.find(" key "), 5, " kex "), replaced(text.find(" id ") + 4, 1, "g"),
        text.substr(0, text.rfind(" key ")) + " shredded 5\n", text.substr(0, text.rfind(" key ")) + " wrapped \n",
        text.substr(0, text.rfind(" key ")) + " wrapped a b\n"}) {
    const auto read = Parse(broken);
    EXPECT_FALSE(read) << broken.size();
  }
  std::string other = text;
  char& digit = other[text.find(" id ") + 4];
  digit = digit == '0' ? '1' : '0';
  EXPECT_FALSE(Parse(other)) << "the id is not that of the key";
}

TEST(KeyRingTest, WrappedKeysStandNowhereInClearAndComeBack) {
  FakeKms kms;
  KeyRing ring = KeyRing::New(RingKind::kSurrogate, 1);
  ASSERT_TRUE(ring.Rotate(2));
  const std::string key(ring.active().key.view());
  ASSERT_TRUE(ring.Wrap(kms));
  const std::string text = Text(ring);
  EXPECT_THAT(text, Not(HasSubstr(EncodeBase64(key).view())));
  auto read = Parse(text);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->NeedsWrapper());
  EXPECT_FALSE(read->Epoch(2));
  EXPECT_TRUE(read->Check(kms));
  ASSERT_TRUE(read->Unwrap(kms));
  EXPECT_FALSE(read->NeedsWrapper());
  EXPECT_EQ(read->active().key.view(), key);
  EXPECT_EQ(Text(*read), text) << "unwrapping is for memory alone";
  kms.version = 2;
  ASSERT_TRUE(read->Rewrap(kms));
  EXPECT_THAT(Text(*read), HasSubstr("fake:v2:"));
  EXPECT_THAT(Text(*read), Not(HasSubstr("fake:v1:")));
  EXPECT_TRUE(read->Check(kms));
}

TEST(KeyRingTest, AWrappedKeyCannotTakeThePlaceOfAnother) {
  FakeKms kms;
  KeyRing ring = KeyRing::New(RingKind::kSurrogate, 1);
  ASSERT_TRUE(ring.Rotate(2));
  ASSERT_TRUE(ring.Wrap(kms));
  std::string text = Text(ring);
  const std::string first = ring.epochs()[0].wrapped;
  const std::string second = ring.epochs()[1].wrapped;
  text.replace(text.find(first), first.size(), second);
  auto read = Parse(text);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->Unwrap(kms));
}

}  // namespace
}  // namespace veil
