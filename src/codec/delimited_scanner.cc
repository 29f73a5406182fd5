#include "codec/delimited_scanner.h"

#include <algorithm>

namespace veil {
namespace {

bool IsLineEnd(char c) { return c == '\n' || c == '\r'; }

}  // namespace

Result<bool> DelimitedScanner::Next(std::vector<Cell>& record) {
  record.clear();
  while (at_ < raw_.size() && IsLineEnd(raw_[at_])) ++at_;
  if (at_ >= raw_.size()) return false;
  while (true) {
    Cell cell;
    if (at_ < raw_.size() && raw_[at_] == '"') {
      VEIL_ASSIGN(cell, Quoted());
    } else {
      cell = Plain();
    }
    record.push_back(cell);
    if (at_ >= raw_.size() || raw_[at_] != separator_) return true;
    ++at_;
  }
}

Result<Cell> DelimitedScanner::Quoted() {
  const std::size_t begin = at_;
  Cell cell{{begin + 1, begin + 1}, true};
  for (std::size_t quote = raw_.find('"', begin + 1); quote != std::string_view::npos; quote = raw_.find('"', quote)) {
    if (quote + 1 < raw_.size() && raw_[quote + 1] == '"') {
      quote += 2;
      continue;
    }
    cell.raw.end = quote;
    at_ = quote + 1;
    if (at_ < raw_.size() && raw_[at_] != separator_ && !IsLineEnd(raw_[at_])) {
      return Fail(ErrorCode::kMalformed, "a quoted cell with more behind its quote", static_cast<std::int64_t>(at_));
    }
    return cell;
  }
  return Fail(ErrorCode::kMalformed, "a quoted cell without an end", static_cast<std::int64_t>(begin));
}

Cell DelimitedScanner::Plain() {
  const std::size_t begin = at_;
  while (at_ < raw_.size() && raw_[at_] != separator_ && !IsLineEnd(raw_[at_])) ++at_;
  return {{begin, at_}, false};
}

char SeparatorOf(std::string_view raw, std::size_t begin) {
  char best = ',';
  std::size_t most = 1;
  for (const char separator : {',', '\t', '|', ';'}) {
    std::vector<Cell> record;
    const auto read = DelimitedScanner(raw, begin, separator).Next(record);
    if (!read || record.size() <= most) continue;
    most = record.size();
    best = separator;
  }
  return best;
}

}  // namespace veil
