#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

// The bytes of a lexicon image, as docs/formats/lexicon.md tells them: shared by its reader and its compiler.
namespace veil::lexicon_image {

static_assert(std::endian::native == std::endian::little, "the image holds little-endian numbers, read in place");

inline constexpr std::uint64_t kMagic = 0x3158454C4C494556;  // "VEILLEX1"
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::size_t kMaxPhraseWords = 6;
inline constexpr std::uint32_t kBeginsPhrase = 1U << 31;  // in Slot::flags of a word

struct Header {
  std::uint64_t magic = kMagic;
  std::uint32_t version = kVersion;
  std::uint32_t word_slots = 0;    // a power of two
  std::uint32_t phrase_slots = 0;  // a power of two
  std::uint32_t string_bytes = 0;
  std::uint64_t reserved = 0;
  unsigned char payload_sha256[32] = {};
};
static_assert(sizeof(Header) == 64);

// One place of an open-addressing table. size = 0: empty.
struct Slot {
  std::uint32_t flags = 0;
  std::uint8_t surname = 0;
  std::uint8_t given = 0;
  std::uint8_t place = 0;
  std::uint8_t english = 0;
  std::uint32_t string = 0;  // offset into the strings
  std::uint16_t tag = 0;     // upper bits of the hash: most other words differ here already
  std::uint16_t size = 0;    // of the string
};
static_assert(sizeof(Slot) == 16);

// FNV-1a over the bytes of a word; a phrase goes on from its prefix, so that all prefixes cost one pass.
inline constexpr std::uint64_t kHashStart = 0xCBF29CE484222325;
inline constexpr std::uint64_t kHashFactor = 0x100000001B3;
constexpr std::uint64_t HashMore(std::uint64_t hash, std::string_view bytes) {
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * kHashFactor;
  return hash;
}
// Spreads the hash over all bits (the finalizer of MurmurHash3, public domain).
constexpr std::uint64_t HashEnd(std::uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
  hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
  return hash ^ (hash >> 33);
}
constexpr std::uint16_t Tag(std::uint64_t hash) { return static_cast<std::uint16_t>(hash >> 48); }

}  // namespace veil::lexicon_image
