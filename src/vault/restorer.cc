#include "vault/restorer.h"

#include <algorithm>
#include <numeric>

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil {
namespace {

std::string_view Between(std::string_view text, const std::vector<VaultWord>& words, std::size_t at,
                         std::size_t count) {
  const std::size_t begin = words[at].span.begin;
  return text.substr(begin, words[at + count - 1].span.end - begin);
}

// One word of a name is also a word of language: "brown", "may".
bool IsSaid(const Meaning& meaning, std::string_view found, std::size_t count) {
  if (meaning.exact) return Fold(found) == meaning.folded;
  const bool small = surrogate::IsLower(found.front());
  return !(small && count == 1 && IsName(meaning.type));
}

// Words of one surrogate stand close to each other.
bool IsClose(std::string_view text, const std::vector<VaultWord>& words, std::size_t at, std::size_t count) {
  constexpr std::size_t kGapMax = 3;
  for (std::size_t i = at; i + 1 < at + count; ++i) {
    const std::string_view gap = text.substr(words[i].span.end, words[i + 1].span.begin - words[i].span.end);
    if (gap.size() > kGapMax || gap.find('\n') != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

std::uint64_t Restored::total() const { return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}); }

void Restorer::Add(const std::vector<VaultEntry>& record) {
  for (const VaultEntry& entry : record) meanings_.Add(entry);
  days_.Add(record);
}

Restored Restorer::Restore(std::string_view text) const {
  const std::vector<VaultWord> words = VaultWords(text);
  Restored out;
  std::string written;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t count = 0;
    Change change = Phrase(text, words, at, out, count);
    if (count == 0) change = Date(text, words, at, out, count);
    if (change.text) {
      const std::size_t begin = std::max(copied, change.place.begin);
      (written += text.substr(copied, begin - copied)) += *change.text;
      copied = change.place.end;
    }
    at += std::max<std::size_t>(count, 1);
  }
  written += text.substr(copied);
  out.text = PhiString(std::move(written));
  return out;
}

// The longest phrase wins: a whole name before its surname. What stands around the words of a surrogate ("(216) …") is
// part of what it stands for.
Restorer::Change Restorer::Phrase(std::string_view text, const std::vector<VaultWord>& words, std::size_t at,
                                  Restored& out, std::size_t& count) const {
  for (count = std::min(Meanings::kWordsMax, words.size() - at); count > 0; --count) {
    const Meaning* meaning = meanings_.Find(words, at, count);
    if (meaning == nullptr || !IsClose(text, words, at, count)) continue;
    const std::string_view found = Between(text, words, at, count);
    if (!IsSaid(*meaning, found, count)) continue;
    if (meaning->ambiguous()) {
      ++out.ambiguous;
      return {};
    }
    ++out.counts[static_cast<std::size_t>(meaning->type)];
    Span place{words[at].span.begin, words[at + count - 1].span.end};
    if (text.substr(0, place.begin).ends_with(meaning->before)) place.begin -= meaning->before.size();
    if (text.substr(place.end).starts_with(meaning->after)) place.end += meaning->after.size();
    return {place, InCaseOf(meaning->originals.begin()->second, found)};
  }
  return {};
}

Restorer::Change Restorer::Date(std::string_view text, const std::vector<VaultWord>& words, std::size_t at,
                                Restored& out, std::size_t& count) const {
  constexpr std::size_t kDateWordsMax = 6;
  for (count = std::min(kDateWordsMax, words.size() - at); count > 0; --count) {
    if (!IsClose(text, words, at, count)) continue;
    std::string restored;
    switch (days_.Restore(Between(text, words, at, count), restored)) {
      case ShiftedDays::Answer::kRestored:
        ++out.counts[static_cast<std::size_t>(IdentifierType::kDate)];
        return {{words[at].span.begin, words[at + count - 1].span.end}, std::move(restored)};
      case ShiftedDays::Answer::kAmbiguous:
        ++out.ambiguous;
        return {};
      case ShiftedDays::Answer::kUnknown:
        return {};  // another day; a part of it is none
      case ShiftedDays::Answer::kNoDate:
        break;
    }
  }
  return {};
}

}  // namespace veil
