#include "codec/json_tree.h"

#include <algorithm>

#include "codec/json_leaves.h"

namespace veil {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

bool IsHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace

// One value, without recursion: `open_` holds the containers that are not closed yet.
class JsonTreeReader {
 public:
  JsonTreeReader(std::string_view raw, std::size_t begin, const JsonLimits& limits, JsonTree& tree)
      : raw_(raw), at_(begin), limits_(limits), nodes_(tree.nodes_) {}

  Result<std::size_t> Read() {
    SkipBlank();
    VEIL_TRY(Value({}));
    while (!open_.empty()) {
      SkipBlank();
      VEIL_TRY(InContainer());
    }
    return at_;
  }

 private:
  // A container that is open.
  struct Open {
    std::uint32_t node;
    std::uint32_t last_child = JsonNode::kNone;
  };

  tl::unexpected<Error> Malformed(Literal what) const {
    return Fail(ErrorCode::kMalformed, what, static_cast<std::int64_t>(at_));
  }
  char Peek() const { return at_ < raw_.size() ? raw_[at_] : '\0'; }
  void SkipBlank() { at_ = std::min(raw_.find_first_not_of(kBlank, at_), raw_.size()); }

  // The next child of the innermost container, or its end.
  Result<void> InContainer() {
    Open& open = open_.back();
    const bool object = nodes_[open.node].kind == JsonKind::kObject;
    const bool first = open.last_child == JsonNode::kNone;
    if (Peek() == (object ? '}' : ']')) return Close();
    if (!first) {
      if (Peek() != ',') return Malformed("a comma or the end of an object or array is missing");
      ++at_;
      SkipBlank();
    }
    Span name;
    if (object) {
      VEIL_TRY(Name(name));
    }
    return Value(name);
  }

  Result<void> Name(Span& name) {
    if (Peek() != '"') return Malformed("a member's name is missing");
    Span quoted;
    VEIL_TRY(String(quoted));
    name = {quoted.begin + 1, quoted.end - 1};
    SkipBlank();
    if (Peek() != ':') return Malformed("a colon is missing");
    ++at_;
    SkipBlank();
    return {};
  }

  Result<void> Value(Span name) {
    if (nodes_.size() >= limits_.nodes_max) {
      return Fail(ErrorCode::kTooLarge, "the message has too many values", static_cast<std::int64_t>(at_));
    }
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    JsonNode node;
    node.name = name;
    if (!open_.empty()) {
      Open& open = open_.back();
      node.parent = open.node;
      node.is_member = nodes_[open.node].kind == JsonKind::kObject;
      (open.last_child == JsonNode::kNone ? nodes_[open.node].first_child : nodes_[open.last_child].next) = index;
      open.last_child = index;
    }
    const char c = Peek();
    node.raw = {at_, at_ + 1};
    if (c == '{' || c == '[') {
      if (open_.size() >= limits_.depth_max) {
        return Fail(ErrorCode::kTooLarge, "the message nests too deep", static_cast<std::int64_t>(at_));
      }
      node.kind = c == '{' ? JsonKind::kObject : JsonKind::kArray;
      ++at_;
      nodes_.push_back(node);
      open_.push_back({index});
      return {};
    }
    VEIL_TRY(Scalar(c, node));
    nodes_.push_back(node);
    return {};
  }

  Result<void> Scalar(char c, JsonNode& node) {
    if (c == '"') {
      node.kind = JsonKind::kString;
      return String(node.raw);
    }
    const std::size_t end = std::min(raw_.find_first_of(" \t\r\n,]}:\"[{", at_), raw_.size());
    const std::string_view word = raw_.substr(at_, end - at_);
    if (word == "true" || word == "false" || word == "null") {
      node.kind = JsonKind::kLiteral;
    } else if (IsJsonNumber(word)) {
      node.kind = JsonKind::kNumber;
    } else {
      return Malformed("a value is missing or no JSON");
    }
    node.raw = {at_, end};
    at_ = end;
    return {};
  }

  Result<void> String(Span& raw) {
    raw.begin = at_++;
    while (at_ < raw_.size() && raw_[at_] != '"') {
      if (static_cast<unsigned char>(raw_[at_]) < 0x20) return Malformed("a control character in a string");
      if (raw_[at_] == '\\') {
        VEIL_TRY(Escape());
      } else {
        ++at_;
      }
    }
    if (at_ >= raw_.size()) return Malformed("a string has no end");
    raw.end = ++at_;
    return {};
  }

  Result<void> Escape() {
    constexpr std::string_view kEscapes = "\"\\/bfnrtu";
    const char c = at_ + 1 < raw_.size() ? raw_[at_ + 1] : '\0';
    if (c == '\0' || kEscapes.find(c) == std::string_view::npos) return Malformed("an escape that JSON does not have");
    if (c != 'u') {
      at_ += 2;
      return {};
    }
    const int unit = Unit(at_);
    if (unit < 0) return Malformed("an escape without four hexadecimal digits");
    const bool high = unit >= 0xD800 && unit < 0xDC00;
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    const int other = high ? Unit(at_ + 6) : 0;
    if (low || (high && (other < 0xDC00 || other > 0xDFFF))) return Malformed("half of a surrogate pair");
    at_ += high ? 12 : 6;
    return {};
  }

  // The code unit of the escape \uXXXX at raw_[at]; -1: there is none.
  int Unit(std::size_t at) const {
    if (at + 6 > raw_.size() || raw_[at] != '\\' || raw_[at + 1] != 'u') return -1;
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = raw_[i];
      if (!IsHex(c)) return -1;
      unit = unit * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return unit;
  }

  Result<void> Close() {
    const Open open = open_.back();
    open_.pop_back();
    nodes_[open.node].raw.end = ++at_;
    if (nodes_[open.node].kind == JsonKind::kObject && HasTwins(nodes_[open.node].first_child)) {
      return Fail(ErrorCode::kMalformed, "an object has two members of one name",
                  static_cast<std::int64_t>(nodes_[open.node].raw.begin));
    }
    return {};
  }

  bool HasTwins(std::uint32_t child) {
    names_.clear();
    for (; child != JsonNode::kNone; child = nodes_[child].next) {
      const Span name = nodes_[child].name;
      std::string text(raw_.substr(name.begin, name.size()));
      if (text.find('\\') != std::string::npos) {
        text.clear();
        ByteMap unused;
        AppendJsonText(raw_, name, text, unused);
      }
      names_.push_back(std::move(text));
    }
    std::sort(names_.begin(), names_.end());
    return std::adjacent_find(names_.begin(), names_.end()) != names_.end();
  }

  std::string_view raw_;
  std::size_t at_;
  const JsonLimits& limits_;
  std::vector<JsonNode>& nodes_;
  std::vector<Open> open_;
  std::vector<std::string> names_;
};

Result<std::size_t> JsonTree::Read(std::string_view raw, std::size_t begin, const JsonLimits& limits) {
  const auto root = static_cast<std::uint32_t>(nodes_.size());
  VEIL_ASSIGN(const std::size_t end, JsonTreeReader(raw, begin, limits, *this).Read());
  roots_.push_back(root);
  return end;
}

std::uint32_t JsonTree::Member(std::string_view raw, std::uint32_t object, std::string_view name) const {
  if (object == JsonNode::kNone || nodes_[object].kind != JsonKind::kObject) return JsonNode::kNone;
  std::uint32_t child = nodes_[object].first_child;
  while (child != JsonNode::kNone && raw.substr(nodes_[child].name.begin, nodes_[child].name.size()) != name) {
    child = nodes_[child].next;
  }
  return child;
}

std::uint32_t JsonTree::At(std::size_t position) const {
  const auto after = std::upper_bound(nodes_.begin(), nodes_.end(), position,
                                      [](std::size_t at, const JsonNode& node) { return at < node.begin(); });
  return after == nodes_.begin() ? JsonNode::kNone : static_cast<std::uint32_t>(after - nodes_.begin() - 1);
}

}  // namespace veil
