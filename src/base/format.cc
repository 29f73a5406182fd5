#include "base/format.h"

#include <array>

namespace veil {
namespace {

constexpr std::array<Literal, 10> kNames = {"auto",   "text", "hl7v2", "fhir", "cda",
                                            "ndjson", "csv",  "html",  "rtf",  "email"};

}  // namespace

Literal FormatName(Format format) { return kNames[static_cast<std::size_t>(format)]; }

std::optional<Format> FormatFromName(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].view() == name) return static_cast<Format>(i);
  }
  return std::nullopt;
}

}  // namespace veil
