#include "app/keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace veil {
namespace {

using testing::HasSubstr;

class KeysTest : public testing::Test {
 protected:
  KeysTest() { std::filesystem::create_directories(folder_); }
  ~KeysTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }

  std::string Written(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }

  std::string Read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(Path(name), std::ios::binary).rdbuf();
    return text.str();
  }

  static mode_t ModeOf(const std::string& path) {
    struct stat status {};
    EXPECT_EQ(stat(path.c_str(), &status), 0);
    return status.st_mode & 0777;
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      ("veil-keys-" + std::to_string(getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(KeysTest, ANewSurrogateKeyIsSecretRandomAndLoads) {
  ASSERT_TRUE(NewSurrogateKey(Path("a")));
  ASSERT_TRUE(NewSurrogateKey(Path("b")));
  EXPECT_EQ(ModeOf(Path("a")), 0600U);
  const auto a = LoadSurrogateKey(Path("a"));
  const auto b = LoadSurrogateKey(Path("b"));
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->bytes().size(), 32U);
  EXPECT_NE(a->bytes(), b->bytes());
  EXPECT_EQ(LoadSurrogateKey(Path("a"))->bytes(), a->bytes());
}

TEST_F(KeysTest, AQuarantineKeyPairOpensWhatItSeals) {
  ASSERT_TRUE(NewQuarantineKeys(Path("q")));
  EXPECT_EQ(ModeOf(Path("q")), 0600U);
  const auto public_key = LoadQuarantinePublicKey(Path("q.pub"));
  const auto keys = LoadQuarantineKeys(Path("q"));
  ASSERT_TRUE(public_key && keys);
  EXPECT_EQ(*public_key, keys->public_key);
  const std::string text = "invented";
  std::vector<unsigned char> sealed(text.size() + crypto_box_SEALBYTES);
  std::vector<unsigned char> opened(text.size());
  const auto bytes = [](std::string_view view) { return reinterpret_cast<const unsigned char*>(view.data()); };
  ASSERT_EQ(crypto_box_seal(sealed.data(), bytes(text), text.size(), bytes(*public_key)), 0);
  ASSERT_EQ(crypto_box_seal_open(opened.data(), sealed.data(), sealed.size(), bytes(keys->public_key),
                                 bytes(keys->private_key.view())),
            0);
  EXPECT_EQ(std::string(opened.begin(), opened.end()), text);
}

TEST_F(KeysTest, NothingIsOverwritten) {
  Written("a", "precious");
  EXPECT_FALSE(NewSurrogateKey(Path("a")));
  EXPECT_FALSE(NewQuarantineKeys(Path("a")));
  EXPECT_EQ(Read("a"), "precious");
  EXPECT_FALSE(std::filesystem::exists(Path("a.pub"))) << "half a pair was left";
  Written("b.pub", "precious");
  EXPECT_FALSE(NewQuarantineKeys(Path("b")));
  EXPECT_FALSE(std::filesystem::exists(Path("b")));
  std::filesystem::create_symlink(Path("target"), Path("link"));
  EXPECT_FALSE(NewSurrogateKey(Path("link")));
  EXPECT_FALSE(std::filesystem::exists(Path("target")));
  EXPECT_FALSE(NewSurrogateKey(Path("no/such/folder")));
}

TEST_F(KeysTest, AKeyOfTheOperatorsOwnMakingIsTakenAsItIs) {
  const std::string own(40, '\xFF');
  const auto key = LoadSurrogateKey(Written("own", own));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->bytes(), own);
  EXPECT_THAT(LoadSurrogateKey(Written("short", std::string(31, 'x'))).error().ToString(), HasSubstr("at least 32"));
  EXPECT_FALSE(LoadSurrogateKey(Written("empty", "")));
  EXPECT_FALSE(LoadSurrogateKey(Written("long", std::string(4097, 'x'))));
}

TEST_F(KeysTest, OneKindIsNotTakenForAnother) {
  ASSERT_TRUE(NewSurrogateKey(Path("s")));
  ASSERT_TRUE(NewQuarantineKeys(Path("q")));
  EXPECT_FALSE(LoadSurrogateKey(Path("q")));
  EXPECT_FALSE(LoadSurrogateKey(Path("q.pub")));
  EXPECT_THAT(LoadQuarantinePublicKey(Path("q")).error().ToString(), HasSubstr("private quarantine key"));
  EXPECT_FALSE(LoadQuarantinePublicKey(Path("s")));
  EXPECT_THAT(LoadQuarantineKeys(Path("q.pub")).error().ToString(), HasSubstr("public quarantine key"));
  EXPECT_FALSE(LoadQuarantineKeys(Path("s")));
}

TEST_F(KeysTest, BrokenFilesAreRefusedWithoutQuotingThem) {
  ASSERT_TRUE(NewQuarantineKeys(Path("q")));
  const std::string line = Read("q");
  const std::string key = line.substr(line.find(':') + 1);
  for (const std::string& broken :
       {line.substr(0, line.size() - 2), line + "x", line + "\n", "veil-surrogate" + line}) {
    const auto loaded = LoadQuarantineKeys(Written("broken", broken));
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().ToString().find(key.substr(0, 8)), std::string::npos);
  }
  EXPECT_FALSE(LoadSurrogateKey(Written("broken", "veil-surrogate-key-1:short\n")));
  EXPECT_THAT(LoadSurrogateKey(Path("missing")).error().ToString(), HasSubstr("missing: key file cannot be opened"));
  EXPECT_FALSE(LoadSurrogateKey(folder_.string()));
}

}  // namespace
}  // namespace veil
