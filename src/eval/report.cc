#include "eval/report.h"

#include <map>
#include <utility>

namespace veil {

std::vector<std::vector<DocumentScore>> ByFolder(std::span<const DocumentScore> documents) {
  std::map<std::string, std::vector<DocumentScore>> folders;
  for (const DocumentScore& document : documents) folders[document.Folder()].push_back(document);
  std::vector<std::vector<DocumentScore>> rows;
  rows.reserve(folders.size());
  for (auto& [name, inside] : folders) rows.push_back(std::move(inside));
  return rows;
}

}  // namespace veil
