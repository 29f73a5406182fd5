#pragma once

#include <map>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// E-mail addresses at example.com and example.org (RFC 2606), with the name of nobody in the message.
class Emails final : public Maker {
 public:
  explicit Emails(const Material& material);
  Made Surrogate(const Original& original) const override;

 private:
  std::map<std::string, std::string> addresses_;  // by folded original
};

// Web addresses at example.com with a drawn path, in the original's scheme; social-media handles of other letters.
class Urls final : public Maker {
 public:
  explicit Urls(const Material& material) : seed_(material.seed) {}
  Made Surrogate(const Original& original) const override;

 private:
  const HmacKey& seed_;
};

// Addresses of the ranges kept for documentation: IPv4 RFC 5737, IPv6 RFC 3849; hardware addresses that are locally
// administered (IEEE 802c) with the separators of the original.
class NetAddresses final : public Maker {
 public:
  explicit NetAddresses(const Material& material) : seed_(material.seed) {}
  Made Surrogate(const Original& original) const override;

 private:
  const HmacKey& seed_;
};

}  // namespace veil::surrogate
