#include "keys/key_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <thread>

#include "keys/key_source.h"
#include "keys/key_text.h"
#include "unit/keys/key_folder.h"

namespace veil {
namespace {

using testing::HasSubstr;

class KeyFileTest : public KeyFolder {
 protected:
  std::string NewRing(const std::string& name) const {
    const SecretBytes text = KeyRing::New(RingKind::kSurrogate, 1).Serialize();
    EXPECT_TRUE(WriteNewKeyFile(Path(name), text, KeyFileMode::kOwnerOnly));
    return Path(name);
  }
};

TEST_F(KeyFileTest, ANewFileIsItsOwnersAloneAndNeverInThePlaceOfAnother) {
  EXPECT_EQ(ModeOf(NewRing("a")), 0600U);
  const SecretBytes text = SecretBytes::CopyOf("x");
  EXPECT_FALSE(WriteNewKeyFile(Path("a"), text, KeyFileMode::kOwnerOnly));
  std::filesystem::create_symlink(Path("target"), Path("link"));
  EXPECT_FALSE(WriteNewKeyFile(Path("link"), text, KeyFileMode::kOwnerOnly));
  EXPECT_FALSE(std::filesystem::exists(Path("target")));
  EXPECT_FALSE(WriteNewKeyFile(Path("no/such/folder"), text, KeyFileMode::kOwnerOnly));
}

TEST_F(KeyFileTest, AChangeOverwritesTheOldBytes) {
  const std::string path = NewRing("a");
  const std::string before = Read("a");
  const int old = open(path.c_str(), O_RDONLY);
  ASSERT_GE(old, 0);
  {
    auto change = KeyFileChange::Begin(path);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->text().view(), before);
    ASSERT_TRUE(change->Commit(SecretBytes::CopyOf("next")));
  }
  EXPECT_EQ(Read("a"), "next");
  EXPECT_EQ(ModeOf(path), 0600U);
  std::string left(before.size(), 'x');
  EXPECT_EQ(pread(old, left.data(), left.size(), 0), std::ssize(before));
  EXPECT_EQ(left, std::string(before.size(), '\0')) << "the old file still holds the key";
  close(old);
}

TEST_F(KeyFileTest, TwoChangesAtOnceAreOneAfterTheOther) {
  const std::string path = Written("a", "");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 10; ++j) {
        auto change = KeyFileChange::Begin(path);
        ASSERT_TRUE(change);
        EXPECT_TRUE(change->Commit(SecretBytes(std::string(change->text().view()) + "x")));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Read("a"), std::string(40, 'x'));
}

TEST_F(KeyFileTest, AFileOfTwoNamesIsNotChanged) {
  const std::string path = NewRing("a");
  std::filesystem::create_hard_link(path, Path("b"));
  EXPECT_FALSE(KeyFileChange::Begin(path));
  std::filesystem::create_symlink(Path("b"), Path("c"));
  EXPECT_FALSE(KeyFileChange::Begin(Path("c")));
}

TEST_F(KeyFileTest, WhatIsTooLongOrNoFileIsRefused) {
  EXPECT_FALSE(ReadKeyFile(Written("long", std::string(kKeyFileBytesMax + 1, 'x')), KeyFileMode::kOwnerOnly));
  EXPECT_FALSE(ReadKeyFile(folder_.string(), KeyFileMode::kOwnerOnly));
  EXPECT_FALSE(ReadKeyFile("/dev/zero", KeyFileMode::kOwnerOnly));
}

TEST_F(KeyFileTest, AKeyInTheEnvironmentIsGoneOnceItIsRead) {
  const std::string path = NewRing("a");
  std::string text = Read("a");
  text.pop_back();
  ASSERT_EQ(setenv("VEIL_TEST_KEY", text.c_str(), 1), 0);
  const char* value = std::getenv("VEIL_TEST_KEY");
  const auto ring = LoadKeyRing({"", "VEIL_TEST_KEY", "", {}}, RingKind::kSurrogate);
  ASSERT_TRUE(ring);
  const auto same = LoadKeyRing({path, "", "", {}}, RingKind::kSurrogate);
  ASSERT_TRUE(same);
  EXPECT_EQ(ring->active().id, same->active().id);
  EXPECT_EQ(std::getenv("VEIL_TEST_KEY"), nullptr);
  EXPECT_EQ(*value, '\0');
  EXPECT_THAT(LoadKeyRing({"", "VEIL_TEST_KEY", "", {}}, RingKind::kSurrogate).error().ToString(),
              HasSubstr("$VEIL_TEST_KEY: is not set"));
}

TEST_F(KeyFileTest, WhatIsWrappedAndWhatIsNotAreNotMixedUp) {
  const std::string path = NewRing("a");
  EXPECT_THAT(LoadKeyRing({"", "", path, {}}, RingKind::kSurrogate).error().ToString(),
              HasSubstr("no KMS has wrapped"));
  const std::string text = Read("a");
  const std::string wrapped = text.substr(0, text.find(" key ")) + " wrapped vault:v1:AAAA\n";
  EXPECT_THAT(LoadKeyRing({Written("w", wrapped), "", "", {}}, RingKind::kSurrogate).error().ToString(),
              HasSubstr("holds wrapped keys"));
  EXPECT_THAT(LoadKeyRing({"", "", Path("w"), {}}, RingKind::kSurrogate).error().ToString(),
              HasSubstr("no KMS is configured"));
}

TEST(SecretBytesTest, MovingLeavesNothingBehind) {
  std::string source = "secret";
  const char* where = source.data();
  SecretBytes secret(std::move(source));
  EXPECT_EQ(std::string_view(where, 6), std::string_view("\0\0\0\0\0\0", 6));
  SecretBytes moved(std::move(secret));
  EXPECT_TRUE(secret.empty());  // NOLINT(bugprone-use-after-move): that is the question
  EXPECT_EQ(moved.view(), "secret");
  moved.Cut(3);
  EXPECT_EQ(moved.view(), "sec");
  moved = SecretBytes();
  EXPECT_TRUE(moved.empty());
}

TEST(KeyTextTest, Base64IsStrict) {
  EXPECT_EQ(DecodeBase64("aW52ZW50ZWQ=")->view(), "invented");
  EXPECT_TRUE(DecodeBase64("")->empty());
  for (const char* broken : {"aW52ZW50ZWQ", "aW52 ZW50ZWQ=", "aW52ZW50ZWQ=\n", "aW5_", "="}) {
    EXPECT_FALSE(DecodeBase64(broken)) << broken;
  }
  for (std::size_t size = 0; size < 70; ++size) {
    const SecretBytes bytes = SecretBytes::Random(size);
    EXPECT_EQ(DecodeBase64(EncodeBase64(bytes.view()).view())->view(), bytes.view());
  }
}

TEST(KeyTextTest, TheIdIsADigestThatDoesNotChange) {
  EXPECT_EQ(KeyId(std::string(32, 'k')).Hex(), KeyId(std::string(32, 'k')).Hex());
  EXPECT_NE(KeyId(std::string(32, 'k')), KeyId(std::string(32, 'l')));
}

}  // namespace
}  // namespace veil
