#include "eval/columns.h"

#include <array>
#include <cstdio>

namespace veil::columns {
namespace {

std::string Formatted(const char* format, double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), format, number);
  return text.data();
}

}  // namespace

std::string Row(std::string_view name, const std::vector<std::string>& cells, std::string_view rest) {
  constexpr std::size_t kNameWidth = 18;
  constexpr std::size_t kCellWidth = 10;
  std::string row(name);
  row += std::string(name.size() < kNameWidth ? kNameWidth - name.size() : 1, ' ');
  for (const std::string& cell : cells) {
    row += std::string(cell.size() < kCellWidth ? kCellWidth - cell.size() : 1, ' ') + cell;
  }
  if (!rest.empty()) row += "  " + std::string(rest);
  return row + "\n";
}

std::string Number(std::size_t number) { return std::to_string(number); }

std::string Percent(std::optional<double> share) { return share ? Formatted("%.2f", *share * 100) : "-"; }

std::string Points(double share) { return Formatted("%+.2f", share * 100); }

}  // namespace veil::columns
