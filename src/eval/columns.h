#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// How the tables of a report are written.
namespace veil::columns {

// One line: a name 18 wide and to the left, cells 10 wide and to the right, then what has no width.
std::string Row(std::string_view name, const std::vector<std::string>& cells, std::string_view rest = "");

std::string Number(std::size_t number);
std::string Percent(std::optional<double> share);  // "97.20"; "-" for nothing
std::string Points(double share);                  // a difference of shares: "+0.31"

}  // namespace veil::columns
