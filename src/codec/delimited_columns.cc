#include "codec/delimited_columns.h"

#include <array>

#include "base/fold.h"

namespace veil {
namespace {

bool IsAddress(IdentifierType type) {
  return type == IdentifierType::kStreet || type == IdentifierType::kCity || type == IdentifierType::kZip ||
         type == IdentifierType::kState;
}

// "attending" of "attending_last_name": what the columns of one person's name, or of one address, have in common.
std::string Stem(std::string_view name) {
  constexpr std::array<std::string_view, 22> kParts = {
      "first", "last",   "given", "family", "middle", "name",   "initial", "surname", "suffix", "prefix",  "fname",
      "lname", "street", "city",  "state",  "zip",    "postal", "code",    "address", "line",   "patient", "county"};
  std::string stem = Fold(name);
  for (const std::string_view part : kParts) {
    for (std::size_t at = stem.find(part); at != std::string::npos; at = stem.find(part)) stem.erase(at, part.size());
  }
  std::erase_if(stem, [](char c) { return c < 'a' || c > 'z'; });
  return stem;
}

}  // namespace

Columns::Columns(const NamedFields& names, const std::vector<std::string>& header) {
  std::map<std::string, std::size_t> groups;
  past_.path = "*";
  for (const std::string& name : header) {
    Column column;
    column.named = names.Find(name);
    if (column.named == nullptr) {
      column.path = "column[" + std::to_string(columns_.size() + 1) + "]";
    } else {
      ++named_;
      column.path = column.named->path;
      const bool person = IsName(column.named->type);
      if (column.named->field_class == FieldClass::kIdentifier && (person || IsAddress(column.named->type))) {
        const std::string whose = std::to_string(static_cast<int>(column.named->party)) + (person ? "n" : "a");
        column.group = groups.emplace(whose + Stem(name), groups.size() + 1).first->second;
      }
    }
    columns_.push_back(std::move(column));
  }
  groups_ = groups.size();
}

}  // namespace veil
