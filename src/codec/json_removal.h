#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "codec/json_tree.h"
#include "codec/splice.h"

namespace veil {

// Takes members and elements out of JSON text, with one comma each, so that it stays JSON. A container of which nothing
// stays goes too, but for a root. An element of an array whose place counts, as another array beside it ("_given"
// beside "given") has one for each of its elements, becomes null.
class JsonRemoval {
 public:
  JsonRemoval(std::string_view raw, const JsonTree& tree);

  void Add(std::uint32_t node);
  // Whether the node or what holds it was taken out; right once all were added.
  bool Removes(std::uint32_t node) const;
  std::vector<Edit> Edits() const;

 private:
  enum class Fate : std::uint8_t { kStays, kNull, kGoes };
  enum class Twin : std::uint8_t { kUnasked, kNone, kThere };

  bool IsNull(const JsonNode& node) const;
  bool HasTwin(std::uint32_t array);
  void AppendEdits(std::uint32_t container, std::vector<Edit>& edits) const;

  std::string_view raw_;
  const JsonTree& tree_;
  // By node.
  std::vector<Fate> fates_;
  std::vector<Twin> twins_;
  std::vector<std::uint32_t> staying_;  // children that stay and are not null
  std::vector<std::uint32_t> containers_;
};

}  // namespace veil
