#pragma once

#include <sodium.h>

#include <string>

#include "publish/sealing.h"

namespace veil {

// A new key pair for a test.
struct BoxKeys {
  BoxKeys() : private_key(crypto_box_SECRETKEYBYTES, '\0'), public_key_(crypto_box_PUBLICKEYBYTES, '\0') {
    if (sodium_init() >= 0) {
      crypto_box_keypair(reinterpret_cast<unsigned char*>(public_key_.data()),
                         reinterpret_cast<unsigned char*>(private_key.data()));
    }
  }
  QuarantineKey Public() const { return *QuarantineKey::FromBytes(public_key_); }

  std::string private_key;

 private:
  std::string public_key_;
};

}  // namespace veil
