#include "keys/key_pair.h"

#include <gmock/gmock.h>
#include <sodium.h>

#include <vector>

#include "keys/key_file.h"
#include "keys/key_ring.h"
#include "unit/keys/key_folder.h"

namespace veil {
namespace {

using testing::HasSubstr;

class KeyPairTest : public KeyFolder {};

TEST_F(KeyPairTest, AKeyPairOpensWhatItSeals) {
  for (const PairKind kind : {PairKind::kQuarantine, PairKind::kVault}) {
    const std::string path = Path(kind == PairKind::kVault ? "v" : "q");
    ASSERT_TRUE(NewKeyPair(path, kind));
    EXPECT_EQ(ModeOf(path), 0600U);
    EXPECT_EQ(ModeOf(path + ".pub"), 0644U);
    const auto public_key = LoadPublicKey(path + ".pub", kind);
    const auto keys = LoadKeyPair(path, kind);
    ASSERT_TRUE(public_key && keys);
    EXPECT_EQ(*public_key, keys->public_key);
    const std::string text = "invented";
    std::vector<unsigned char> sealed(text.size() + crypto_box_SEALBYTES);
    std::vector<unsigned char> opened(text.size());
    const auto bytes = [](std::string_view view) { return reinterpret_cast<const unsigned char*>(view.data()); };
    ASSERT_EQ(crypto_box_seal(sealed.data(), bytes(text), text.size(), bytes(*public_key)), 0);
    ASSERT_EQ(crypto_box_seal_open(opened.data(), sealed.data(), sealed.size(), bytes(keys->public_key),
                                   keys->private_key.data()),
              0);
    EXPECT_EQ(std::string(opened.begin(), opened.end()), text);
  }
}

TEST_F(KeyPairTest, NothingIsOverwritten) {
  Written("a", "precious");
  EXPECT_FALSE(NewKeyPair(Path("a"), PairKind::kQuarantine));
  EXPECT_EQ(Read("a"), "precious");
  EXPECT_FALSE(std::filesystem::exists(Path("a.pub"))) << "half a pair was left";
  Written("b.pub", "precious");
  EXPECT_FALSE(NewKeyPair(Path("b"), PairKind::kQuarantine));
  EXPECT_FALSE(std::filesystem::exists(Path("b")));
  EXPECT_FALSE(NewKeyPair(Path("no/such/folder"), PairKind::kVault));
}

TEST_F(KeyPairTest, OneKindIsNotTakenForAnother) {
  const SecretBytes ring = KeyRing::New(RingKind::kSurrogate, 1).Serialize();
  ASSERT_TRUE(WriteNewKeyFile(Path("s"), ring, KeyFileMode::kOwnerOnly));
  ASSERT_TRUE(NewKeyPair(Path("q"), PairKind::kQuarantine));
  ASSERT_TRUE(NewKeyPair(Path("v"), PairKind::kVault));
  EXPECT_THAT(LoadPublicKey(Path("q"), PairKind::kQuarantine).error().ToString(), HasSubstr("private quarantine key"));
  EXPECT_THAT(LoadKeyPair(Path("q.pub"), PairKind::kQuarantine).error().ToString(), HasSubstr("public quarantine key"));
  for (const char* other : {"s", "v", "v.pub"}) {
    EXPECT_FALSE(LoadPublicKey(Path(other), PairKind::kQuarantine)) << other;
    EXPECT_FALSE(LoadKeyPair(Path(other), PairKind::kQuarantine)) << other;
  }
  EXPECT_FALSE(LoadPublicKey(Path("q.pub"), PairKind::kVault));
  EXPECT_FALSE(LoadKeyPair(Path("q"), PairKind::kVault));
}

TEST_F(KeyPairTest, BrokenFilesAreRefusedWithoutQuotingThem) {
  ASSERT_TRUE(NewKeyPair(Path("q"), PairKind::kQuarantine));
  const std::string line = Read("q");
  const std::string key = line.substr(line.find(':') + 1);
  for (const std::string& broken :
       {line.substr(0, line.size() - 2), line + "x", line + "\n", "veil-surrogate" + line}) {
    const auto loaded = LoadKeyPair(Written("broken", broken), PairKind::kQuarantine);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().ToString().find(key.substr(0, 8)), std::string::npos);
  }
  EXPECT_THAT(LoadKeyPair(Path("missing"), PairKind::kQuarantine).error().ToString(),
              HasSubstr("missing: key file cannot be opened"));
}

}  // namespace
}  // namespace veil
