#include "app/i2b2_types.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/fold.h"
#include "codec/table_rows.h"

extern "C" const char kVeilI2b2Types[];
extern "C" const char kVeilI2b2Types_end[];

namespace veil {
namespace {

constexpr std::string_view kDigits = "0123456789";

struct TypeRow {
  std::string_view element;
  std::string_view type;
  std::optional<IdentifierType> counts_as;
};

std::vector<TypeRow> ReadRows() {
  std::vector<TypeRow> rows;
  const auto take = [&](const table::Row& row) -> table::Verdict {
    const auto type = IdentifierTypeFromName(row[2]);
    if (!type && row[2] != "-") return "a type that annotation does not know";
    rows.push_back({row[0], row[1], type});
    return {};
  };
  const std::string_view text(kVeilI2b2Types, static_cast<std::size_t>(kVeilI2b2Types_end - kVeilI2b2Types));
  VEIL_CHECK(table::EachRow("dictionaries/i2b2/types.tsv", text, 3, take));
  return rows;
}

// "1998", "1990s", "1990's": no more than a year.
bool IsYear(std::string_view text) {
  if (text.size() < 4 || text.find_first_not_of(kDigits) < 4) return false;
  const std::string_view rest = text.substr(4);
  return rest.empty() || rest == "s" || rest == "'s";
}

// The first number of the text is 90 or more, or a word for one.
bool IsOver89(std::string_view text) {
  const std::string words = Fold(text);
  for (const std::string_view word : {"ninety", "nineties", "hundred", "centenarian"}) {
    if (words.find(word) != std::string::npos) return true;
  }
  text.remove_prefix(std::min(text.find_first_of(kDigits), text.size()));
  const std::string_view number = text.substr(0, text.find_first_not_of(kDigits));
  return number.size() > 2 || (number.size() == 2 && number[0] == '9');
}

}  // namespace

Result<std::optional<IdentifierType>> I2b2Type(std::string_view element, std::string_view type, std::string_view text) {
  static const std::vector<TypeRow> kRows = ReadRows();
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const TypeRow& candidate) {
    return candidate.element == element && candidate.type == type;
  });
  if (row == kRows.end()) return Fail(ErrorCode::kMalformed, "a PHI type that dictionaries/i2b2/types.tsv lacks");
  if (row->counts_as == IdentifierType::kAge && IsOver89(text)) return IdentifierType::kAgeOver89;
  if (row->counts_as == IdentifierType::kDate && IsYear(text)) return IdentifierType::kYear;
  return row->counts_as;
}

}  // namespace veil
