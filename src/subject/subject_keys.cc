#include "subject/subject_keys.h"

#include <algorithm>
#include <utility>

namespace veil {

SubjectKeys::SubjectKeys(const std::string& lookup, std::map<std::uint8_t, std::string> data)
    : lookup_(lookup), lookup_digest_(Hmac(lookup, "veil subject lookup key 1")), data_(std::move(data)) {}

Result<SubjectKeys> SubjectKeys::Make(std::string lookup, std::map<std::uint8_t, std::string> data) {
  const bool sizes = lookup.size() == kSize &&
                     std::ranges::all_of(data, [](const auto& epoch) { return epoch.second.size() == kSize; });
  if (!sizes) return Fail(ErrorCode::kKey, "the keys of the subject store have 32 bytes");
  if (data.empty()) return Fail(ErrorCode::kKey, "the subject store has no data key");
  return SubjectKeys(lookup, std::move(data));
}

Digest SubjectKeys::NameOf(std::string_view canonical_id) const {
  std::string input("veil subject name 1");
  input.push_back('\0');
  input += canonical_id;
  return lookup_.Of(input);
}

const std::string* SubjectKeys::DataKey(std::uint8_t epoch) const {
  const auto found = data_.find(epoch);
  return found != data_.end() ? &found->second : nullptr;
}

}  // namespace veil
