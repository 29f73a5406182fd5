#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"

namespace veil {

// The secrets of the subject store: one under which subjects are looked up, which never changes, and the data keys that
// seal what is kept, by epoch. The data key of the highest epoch seals; all open.
class SubjectKeys {
 public:
  static constexpr std::size_t kSize = 32;

  // Errors: kKey when a key has another size than kSize, or there is no data key.
  static Result<SubjectKeys> Make(std::string lookup, std::map<std::uint8_t, std::string> data);

  // HMAC-SHA-256 of a canonical subject id under the lookup key: the subject's name in the store.
  Digest NameOf(std::string_view canonical_id) const;
  // Tells one lookup key from another and gives nothing away.
  const Digest& lookup_digest() const { return lookup_digest_; }

  std::uint8_t active_epoch() const { return data_.rbegin()->first; }
  // Null: there is no key of this epoch.
  const std::string* DataKey(std::uint8_t epoch) const;

 private:
  SubjectKeys(const std::string& lookup, std::map<std::uint8_t, std::string> data);

  HmacKey lookup_;
  Digest lookup_digest_;
  std::map<std::uint8_t, std::string> data_;
};

}  // namespace veil
