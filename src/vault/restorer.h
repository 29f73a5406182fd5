#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identifier_type.h"
#include "base/phi.h"
#include "vault/meanings.h"
#include "vault/shifted_days.h"
#include "vault/vault_record.h"

namespace veil {

// A text in which surrogates have become what they stand for.
struct Restored {
  PhiString text;
  std::array<std::uint64_t, kIdentifierTypeCount> counts{};  // by type
  std::uint64_t ambiguous = 0;                               // surrogates of more than one original: left as they are

  std::uint64_t total() const;
};

// Turns surrogates back, for the holder of the private vault key. Records are added first. It knows surrogates in
// another case, with an 's after them, names by one of their words where it begins with a capital, and shifted dates
// with a year in any form that a clinician writes. Linear in the length of the text.
class Restorer {
 public:
  void Add(const std::vector<VaultEntry>& record);
  Restored Restore(std::string_view text) const;

 private:
  // What stands in the place of some bytes of the text; nothing where they stay.
  struct Change {
    Span place;
    std::optional<std::string> text;
  };

  // The change from words[at] on, for as many words as `count` says; 0: none.
  Change Phrase(std::string_view text, const std::vector<VaultWord>& words, std::size_t at, Restored& out,
                std::size_t& count) const;
  Change Date(std::string_view text, const std::vector<VaultWord>& words, std::size_t at, Restored& out,
              std::size_t& count) const;

  Meanings meanings_;
  ShiftedDays days_;
};

}  // namespace veil
