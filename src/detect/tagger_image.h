#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/identifier_type.h"

// The bytes of a tagger image, as docs/formats/tagger.md tells them: shared by its reader and by
// dictionaries/tagger/train.py.
namespace veil::tagger_image {

static_assert(std::endian::native == std::endian::little, "the image holds little-endian numbers, read in place");

inline constexpr std::uint64_t kMagic = 0x324741544C494556;  // "VEILTAG2"
inline constexpr std::size_t kTagCount = 12;

// Weights are looked up in lines, each one line of a cache: four features, told apart by all 32 bits of their hash. A
// feature that no line holds was not worth a weight.
inline constexpr std::size_t kWays = 4;
struct alignas(64) Line {
  std::uint32_t feature[kWays] = {};  // 0: nothing
  std::int8_t steps[kWays][kTagCount] = {};
};
static_assert(sizeof(Line) == 64);

// The line of a feature, of `lines`, a power of two. The last bit of a feature is always 1.
constexpr std::uint32_t LineOf(std::uint32_t feature, std::uint32_t lines) { return (feature >> 1) & (lines - 1); }

// What a token can be. The order is that of the columns of the image.
enum class Tag : std::uint8_t {
  kOutside,
  kPatient,
  kRelative,
  kProvider,
  kCity,
  kFacility,
  kStreet,
  kZip,
  kDate,
  kAge,
  kPhone,
  kCode,  // any other number or code
};

struct Header {
  std::uint64_t magic = kMagic;
  std::uint32_t lines = 0;  // a power of two
  std::uint32_t tags = kTagCount;
  float scale = 0;               // what one step of a weight is worth
  float outside_max = 0;         // a token is tagged where the probability of kOutside is at most this
  float outside_max_number = 0;  // the same for dates, ages, phones and codes, most of which have a form
  unsigned char reserved[4] = {};
  unsigned char payload_sha256[32] = {};
};
static_assert(sizeof(Header) == 64);

// After the header: transitions, float[kTagCount][kRow] (from, to), then the lines.
inline constexpr std::size_t kRow = 16;  // tags, padded to a power of two
inline constexpr std::size_t kTransitionBytes = kTagCount * kRow * sizeof(float);
static_assert((sizeof(Header) + kTransitionBytes) % alignof(Line) == 0);

constexpr bool IsNumber(Tag tag) { return tag >= Tag::kZip; }

constexpr IdentifierType TypeOf(Tag tag) {
  constexpr std::array kTypes = {
      IdentifierType::kUnknown,      IdentifierType::kNamePatient, IdentifierType::kNameRelative,
      IdentifierType::kNameProvider, IdentifierType::kCity,        IdentifierType::kFacility,
      IdentifierType::kStreet,       IdentifierType::kZip,         IdentifierType::kDate,
      IdentifierType::kAgeOver89,    IdentifierType::kPhone,       IdentifierType::kId};
  static_assert(kTypes.size() == kTagCount);
  return kTypes[static_cast<std::size_t>(tag)];
}

// The tag under which identifiers of a type are learnt.
constexpr Tag TagOf(IdentifierType type) {
  switch (type) {
    case IdentifierType::kNamePatient:
      return Tag::kPatient;
    case IdentifierType::kNameRelative:
      return Tag::kRelative;
    case IdentifierType::kNameProvider:
      return Tag::kProvider;
    case IdentifierType::kCity:
      return Tag::kCity;
    case IdentifierType::kFacility:
      return Tag::kFacility;
    case IdentifierType::kStreet:
      return Tag::kStreet;
    case IdentifierType::kZip:
      return Tag::kZip;
    case IdentifierType::kDate:
      return Tag::kDate;
    case IdentifierType::kAgeOver89:
      return Tag::kAge;
    case IdentifierType::kPhone:
      return Tag::kPhone;
    default:
      return MayStay(type) ? Tag::kOutside : Tag::kCode;
  }
}

}  // namespace veil::tagger_image
