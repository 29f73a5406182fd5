#include "detect/lexicon.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/check.h"
#include "detect/lexicon_image.h"

extern "C" {
extern const unsigned char veil_lexicon_image[];
extern const unsigned char veil_lexicon_image_end[];
}

namespace veil {
namespace {

using lexicon_image::HashEnd;
using lexicon_image::HashMore;
using lexicon_image::Header;
using lexicon_image::kHashStart;
using lexicon_image::kMaxPhraseWords;
using lexicon_image::Slot;

// An open-addressing table with linear probing; it always has an empty slot, so that a probe ends.
struct Table {
  const char* slots = nullptr;
  std::uint64_t mask = 0;

  const char* Place(std::uint64_t place) const { return slots + (place & mask) * sizeof(Slot); }
  Slot At(std::uint64_t place) const {
    Slot slot;
    std::memcpy(&slot, Place(place), sizeof(Slot));
    return slot;
  }

  // The slot whose hash matches and whose string `same` accepts; an empty one if there is none.
  template <typename Same>
  Slot Find(std::uint64_t hash, std::size_t size, Same same) const {
    for (std::uint64_t place = hash;; ++place) {
      const Slot slot = At(place);
      if (slot.size == 0) return slot;
      if (slot.tag == lexicon_image::Tag(hash) && slot.size == size && same(slot)) return slot;
    }
  }
};

WordInfo InfoOf(const Slot& slot) {
  return {slot.flags & ~lexicon_image::kBeginsPhrase, slot.surname, slot.given, slot.place, slot.english};
}

bool SameWords(const char* text, std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && *text++ != ' ') return false;
    if (std::memcmp(text, words[i].data(), words[i].size()) != 0) return false;
    text += words[i].size();
  }
  return true;
}

}  // namespace

struct Lexicon::View {
  Table words;
  Table phrases;
  const char* strings = nullptr;
  Digest digest;

  Slot Word(std::string_view word, std::uint64_t hash) const {
    return words.Find(HashEnd(hash), word.size(), [&](const Slot& slot) {
      return std::memcmp(strings + slot.string, word.data(), word.size()) == 0;
    });
  }
};

Lexicon::Lexicon(std::string_view image) {
  Header header;
  VEIL_CHECK(image.size() >= sizeof header);
  std::memcpy(&header, image.data(), sizeof header);
  VEIL_CHECK(header.magic == lexicon_image::kMagic && header.version == lexicon_image::kVersion);
  VEIL_CHECK(std::has_single_bit(header.word_slots) && std::has_single_bit(header.phrase_slots));
  const std::size_t word_bytes = header.word_slots * sizeof(Slot);
  const std::size_t phrase_bytes = header.phrase_slots * sizeof(Slot);
  VEIL_CHECK(image.size() == sizeof header + word_bytes + phrase_bytes + header.string_bytes);
  const Digest payload = Digest::Of(image.substr(sizeof header));
  VEIL_CHECK(std::memcmp(payload.bytes().data(), header.payload_sha256, Digest::kSize) == 0);

  auto view = std::make_unique<View>();
  const char* at = image.data() + sizeof header;
  view->words = {at, header.word_slots - 1U};
  view->phrases = {at + word_bytes, header.phrase_slots - 1U};
  view->strings = at + word_bytes + phrase_bytes;
  view->digest = payload;
  view_ = std::move(view);
}

Lexicon::~Lexicon() = default;

const Lexicon& Lexicon::Embedded() {
  static const Lexicon lexicon({reinterpret_cast<const char*>(veil_lexicon_image),
                                static_cast<std::size_t>(veil_lexicon_image_end - veil_lexicon_image)});
  return lexicon;
}

WordInfo Lexicon::Find(std::string_view folded) const {
  return InfoOf(view_->Word(folded, HashMore(kHashStart, folded)));
}

Lexicon::Word Lexicon::FindWord(std::string_view folded, std::uint64_t hash) const {
  const Slot slot = view_->Word(folded, hash);
  return {InfoOf(slot), (slot.flags & lexicon_image::kBeginsPhrase) != 0};
}

void Lexicon::Prefetch(std::uint64_t hash) const { __builtin_prefetch(view_->words.Place(HashEnd(hash))); }

void Lexicon::PrefetchString(std::uint64_t hash) const {
  __builtin_prefetch(view_->strings + view_->words.At(HashEnd(hash)).string);
}

Lexicon::Phrase Lexicon::FindPhrase(std::span<const std::string_view> folded_words) const {
  if (folded_words.size() < 2) return {};
  const std::string_view first = folded_words[0];
  std::array<std::uint64_t, kMaxPhraseWords> hashes{HashMore(kHashStart, first)};
  // Few words begin a phrase: most end here.
  if ((view_->Word(first, hashes[0]).flags & lexicon_image::kBeginsPhrase) == 0) return {};
  std::array<std::size_t, kMaxPhraseWords> sizes{first.size()};
  const std::size_t most = std::min(folded_words.size(), kMaxPhraseWords);
  for (std::size_t i = 1; i < most; ++i) {
    hashes[i] = HashMore(HashMore(hashes[i - 1], " "), folded_words[i]);
    sizes[i] = sizes[i - 1] + 1 + folded_words[i].size();
  }
  for (std::size_t n = most; n >= 2; --n) {
    const Slot slot = view_->phrases.Find(HashEnd(hashes[n - 1]), sizes[n - 1], [&](const Slot& candidate) {
      return SameWords(view_->strings + candidate.string, folded_words.first(n));
    });
    if (slot.size > 0) return {n, InfoOf(slot)};
  }
  return {};
}

const Digest& Lexicon::digest() const { return view_->digest; }

}  // namespace veil
