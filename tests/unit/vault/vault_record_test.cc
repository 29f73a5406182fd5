#include "vault/vault_record.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include <string>

namespace veil {
namespace {

struct Pair {
  std::string public_key = std::string(crypto_box_PUBLICKEYBYTES, '\0');
  std::string private_key = std::string(crypto_box_SECRETKEYBYTES, '\0');
  Pair() {
    EXPECT_GE(sodium_init(), 0);
    crypto_box_keypair(reinterpret_cast<unsigned char*>(public_key.data()),
                       reinterpret_cast<unsigned char*>(private_key.data()));
  }
};

const std::vector<VaultEntry> kEntries = {
    {IdentifierType::kNamePatient, PhiString(std::string("Ada Okafor")), PhiString(std::string("Maria Smith"))},
    {IdentifierType::kMrn, PhiString(std::string("84471093")), PhiString(std::string("20817364"))}};
const Subject kSubject{Digest::Of("seed")};

TEST(VaultRecordTest, TheHolderOfThePrivateKeyOpensIt) {
  const Pair pair;
  const auto sealed = SealVault(kEntries, kSubject, *VaultKey::FromBytes(pair.public_key));
  ASSERT_TRUE(sealed);
  const auto opened = UnsealVault(*sealed, pair.private_key);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*opened, kEntries);
  for (const char* canary : {"Okafor", "84471093", "Smith", "NAME_PATIENT"}) {
    EXPECT_EQ(sealed->find(canary), std::string::npos);
  }
}

TEST(VaultRecordTest, ItIsASealedBoxThatAnyoneWithLibsodiumOpens) {
  const Pair pair;
  const auto sealed = SealVault(kEntries, kSubject, *VaultKey::FromBytes(pair.public_key));
  ASSERT_TRUE(sealed);
  const std::string box = sealed->substr(6);
  std::string plain(box.size() - crypto_box_SEALBYTES, '\0');
  const auto bytes = [](const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  EXPECT_EQ(crypto_box_seal_open(reinterpret_cast<unsigned char*>(plain.data()), bytes(box), box.size(),
                                 bytes(pair.public_key), bytes(pair.private_key)),
            0);
  EXPECT_NE(plain.find("Okafor"), std::string::npos);
}

TEST(VaultRecordTest, TheSameMessageGivesTheSameBytesAndAnotherGivesOthers) {
  const Pair pair;
  const VaultKey key = *VaultKey::FromBytes(pair.public_key);
  const auto sealed = *SealVault(kEntries, kSubject, key);
  EXPECT_EQ(sealed, *SealVault(kEntries, kSubject, key));
  auto other = kEntries;
  other[1].original = PhiString(std::string("84471094"));
  const std::string boxes[] = {sealed, *SealVault(other, kSubject, key),
                               *SealVault(kEntries, Subject{Digest::Of("other")}, key)};
  EXPECT_NE(boxes[0].substr(6, 32), boxes[1].substr(6, 32)) << "a one-time key was used twice";
  EXPECT_NE(boxes[0].substr(6, 32), boxes[2].substr(6, 32));
}

TEST(VaultRecordTest, AnotherKeyOrAChangedByteOpensNothing) {
  const Pair pair;
  const Pair other;
  const auto sealed = *SealVault(kEntries, kSubject, *VaultKey::FromBytes(pair.public_key));
  EXPECT_EQ(UnsealVault(sealed, other.private_key).error().code, ErrorCode::kKey);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(UnsealVault(changed, pair.private_key)) << at;
  }
  for (const std::size_t size : {0UL, 5UL, 6UL, 40UL, sealed.size() - 1}) {
    EXPECT_FALSE(UnsealVault(sealed.substr(0, size), pair.private_key)) << size;
  }
  EXPECT_FALSE(UnsealVault(sealed, "short"));
  EXPECT_FALSE(VaultKey::FromBytes("short"));
}

}  // namespace
}  // namespace veil
