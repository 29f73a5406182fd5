#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "message/byte_map.h"

namespace veil {

enum class JsonKind : std::uint8_t { kObject, kArray, kString, kNumber, kLiteral };

// A value of a JSON text, with its place in it.
struct JsonNode {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  JsonKind kind = JsonKind::kLiteral;
  Span name;  // of a member, without quotes
  Span raw;   // the value, with quotes or brackets
  bool is_member = false;
  std::uint32_t parent = kNone;
  std::uint32_t first_child = kNone;
  std::uint32_t next = kNone;  // the sibling after it

  std::size_t begin() const { return is_member ? name.begin - 1 : raw.begin; }
  Span Inside() const { return {raw.begin + 1, raw.end - 1}; }  // of a string
};

struct JsonLimits {
  std::size_t depth_max = 64;
  std::size_t nodes_max = 2'000'000;
};

// JSON values (RFC 8259), checked, as nodes in the order of their bytes.
class JsonTree {
 public:
  // Reads the value that begins at raw[begin] after blanks and appends it; gives the offset after it. The bytes must be
  // UTF-8. Beyond the grammar an object must not have two members of one name, and an escape no half of a surrogate
  // pair. Errors: kMalformed, kTooLarge, both with an offset.
  Result<std::size_t> Read(std::string_view raw, std::size_t begin, const JsonLimits& limits);

  const std::vector<JsonNode>& nodes() const { return nodes_; }
  const std::vector<std::uint32_t>& roots() const { return roots_; }
  const JsonNode& operator[](std::uint32_t node) const { return nodes_[node]; }

  // The member of an object whose name is `name`, as it stands in `raw`; kNone: none, or no object.
  std::uint32_t Member(std::string_view raw, std::uint32_t object, std::string_view name) const;

  // The innermost node that begins at or before raw[position]; kNone: none.
  std::uint32_t At(std::size_t position) const;

 private:
  friend class JsonTreeReader;

  std::vector<JsonNode> nodes_;
  std::vector<std::uint32_t> roots_;
};

}  // namespace veil
