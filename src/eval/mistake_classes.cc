#include "eval/mistake_classes.h"

#include <algorithm>

#include "eval/columns.h"
#include "eval/json_object.h"

namespace veil {
namespace {

std::string KindName(const MistakeClass& one) { return std::string(MistakeKindName(one.kind).view()); }
std::string TypeName(const MistakeClass& one) { return std::string(IdentifierTypeName(one.type).view()); }

}  // namespace

void MistakeClasses::Add(const std::string& name, const Gold& gold, std::span<const Mistake> mistakes) {
  std::set<Key> seen;
  for (const Mistake& mistake : mistakes) {
    const Key key(mistake.kind, mistake.type, mistake.detail);
    MistakeClass& one = classes_[key];
    std::tie(one.kind, one.type, one.detail) = key;
    ++one.count;
    if (seen.insert(key).second) ++one.documents;
    one.lines.push_back(ShowMistake(name, gold, mistake));
  }
}

std::vector<MistakeClass> MistakeClasses::Sorted() const {
  std::vector<MistakeClass> sorted;
  sorted.reserve(classes_.size());
  for (const auto& [key, one] : classes_) sorted.push_back(one);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const MistakeClass& a, const MistakeClass& b) { return a.count > b.count; });
  return sorted;
}

std::string MistakeListing(std::span<const MistakeClass> classes) {
  std::string listing;
  for (const MistakeClass& one : classes) {
    listing += "# " + std::to_string(one.count) + " " + KindName(one) + " " + TypeName(one) + " " + one.detail + "\n";
    for (const std::string& line : one.lines) listing += line + "\n";
  }
  return listing;
}

std::string MistakeTable(std::span<const MistakeClass> classes) {
  std::string table = "worst classes\n" + columns::Row("kind", {"count", "documents"});
  for (const MistakeClass& one : classes) {
    table += columns::Row(KindName(one), {std::to_string(one.count), std::to_string(one.documents)},
                          TypeName(one) + " " + one.detail);
  }
  return table;
}

std::string MistakeJson(std::span<const MistakeClass> classes) {
  std::string list;
  for (const MistakeClass& one : classes) {
    JsonObject object;
    object.Text("kind", KindName(one))
        .Text("type", TypeName(one))
        .Text("detail", one.detail)
        .Count("count", one.count)
        .Count("documents", one.documents);
    list += (list.empty() ? "" : ",") + object.Close();
  }
  return "[" + list + "]";
}

}  // namespace veil
