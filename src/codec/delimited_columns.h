#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codec/delimited_scanner.h"
#include "codec/named_fields.h"

namespace veil {

// What the columns of a file hold, by its header row.
class Columns {
 public:
  struct Column {
    const NamedField* named = nullptr;  // null: nobody names it
    std::string path;                   // "mrn"; "column[7]" where nobody names it, as a name may hold anything
    std::size_t group = 0;              // columns of one name or address share it, from 1 on; 0: stands alone
  };

  Columns(const NamedFields& names, const std::vector<std::string>& header);

  // The column of a cell; one without a header, by the path "*", for cells past the header row.
  const Column& At(std::size_t index) const { return index < columns_.size() ? columns_[index] : past_; }
  std::size_t size() const { return columns_.size(); }
  std::size_t named() const { return named_; }    // how many have a name that somebody knows
  std::size_t groups() const { return groups_; }  // how many there are in a record

 private:
  std::vector<Column> columns_;
  Column past_;
  std::size_t named_ = 0;
  std::size_t groups_ = 0;
};

}  // namespace veil
