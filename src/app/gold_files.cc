#include "app/gold_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/i2b2_xml.h"

namespace veil {
namespace {

// The format of "name.<format>.txt"; what has no such word is a note.
Format FormatOf(const std::string& name) {
  constexpr std::pair<std::string_view, Format> kEndings[] = {{".hl7.txt", Format::kHl7v2},
                                                              {".json.txt", Format::kFhir},
                                                              {".xml.txt", Format::kCda},
                                                              {".ndjson.txt", Format::kNdjson},
                                                              {".csv.txt", Format::kCsv}};
  for (const auto& [ending, format] : kEndings) {
    if (name.ends_with(ending)) return format;
  }
  return Format::kText;
}

ConfigError MarkupError(const std::string& path, const std::string& marked, const Error& error) {
  const std::string before = marked.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(error.offset, 0)));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
  return {path, static_cast<int>(line), static_cast<int>(column), std::string(error.what.view())};
}

}  // namespace

ConfigResult<std::vector<GoldDocument>> ReadGold(std::span<const Input> files) {
  std::vector<GoldDocument> documents;
  for (const Input& input : files) {
    const bool standoff = input.name.ends_with(".xml");
    if (!standoff && !input.name.ends_with(".txt")) continue;
    std::ifstream file(input.path, std::ios::binary);
    const std::string marked{std::istreambuf_iterator<char>(file), {}};
    if (!file) return tl::make_unexpected(ConfigError{input.path, 0, 0, "the file cannot be read"});
    Result<Gold> gold = standoff ? ParseI2b2(marked) : ParseGold(marked);
    if (!gold) return tl::make_unexpected(MarkupError(input.path, marked, gold.error()));
    documents.push_back({input.name, FormatOf(input.name), std::move(*gold)});
  }
  return documents;
}

}  // namespace veil
