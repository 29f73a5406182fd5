#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "message/byte_map.h"

namespace veil {

// A cell of delimited text.
struct Cell {
  Span raw;             // without the quotes around it
  bool quoted = false;  // then two quotes inside are one
};

// Cuts delimited text into records (RFC 4180): cells between separators, a quoted cell may hold separators, line ends
// and doubled quotes. CRLF, LF and CR end a record, each as it comes. A quote inside a cell that does not begin with
// one is a character. Linear; `raw` must outlive the scanner.
class DelimitedScanner {
 public:
  DelimitedScanner(std::string_view raw, std::size_t begin, char separator)
      : raw_(raw), at_(begin), separator_(separator) {}

  // The next record that is not an empty line; false at the end. Errors: kMalformed (a quoted cell without an end, or
  // with more behind its end).
  Result<bool> Next(std::vector<Cell>& record);

 private:
  Result<Cell> Quoted();
  Cell Plain();

  std::string_view raw_;
  std::size_t at_;
  char separator_;
};

// The separator that cuts the first line into most cells: comma, tab, bar or semicolon. A comma where none does.
char SeparatorOf(std::string_view raw, std::size_t begin);

}  // namespace veil
