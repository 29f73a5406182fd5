#pragma once

#include <map>
#include <string>
#include <string_view>

#include "surrogate/original.h"

namespace veil::surrogate {

// All of them draw once for each original, so that no two originals of a message share a surrogate.

// E-mail addresses at example.com, .org and .net (RFC 2606), with the name of nobody in the message; with a number
// behind it where a message has more addresses than the lists have names.
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
  explicit Urls(const Material& material);
  Made Surrogate(const Original& original) const override;

 private:
  std::map<std::string, std::string> urls_;  // by original
};

// Addresses of the ranges kept for documentation: IPv4 RFC 5737, IPv6 RFC 3849; hardware addresses that are locally
// administered (IEEE 802c) with the separators of the original. A message with more than the 762 IPv4 addresses of
// those ranges goes on with 240.0.0.0/4, which is reserved (RFC 1112, section 4).
class NetAddresses final : public Maker {
 public:
  explicit NetAddresses(const Material& material);
  Made Surrogate(const Original& original) const override;

 private:
  std::map<std::string, std::string> addresses_;  // by folded original, without its port or the size of its network
};

}  // namespace veil::surrogate
