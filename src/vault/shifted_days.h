#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "surrogate/calendar.h"
#include "vault/vault_record.h"

namespace veil {

// The days that a vault's shifted dates show, and which days they were. Holds message text.
class ShiftedDays {
 public:
  // The entries of one record, which have one shift: that which most of its whole dates agree on.
  void Add(const std::vector<VaultEntry>& entries);

  enum class Answer : std::uint8_t { kNoDate, kUnknown, kAmbiguous, kRestored };

  // Reads `text` as a date; if it is a shifted one, writes the original day in the same form.
  Answer Restore(std::string_view text, std::string& restored) const;

 private:
  std::map<surrogate::Day, std::set<surrogate::Day>> originals_;  // by shifted day
};

}  // namespace veil
