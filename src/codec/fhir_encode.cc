#include "codec/fhir_encode.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "codec/attachment.h"
#include "codec/fhir_tree.h"
#include "codec/json_leaves.h"
#include "codec/json_removal.h"
#include "codec/splice.h"
#include "codec/xhtml.h"

namespace veil::fhir {
namespace {

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Whether the text is an integer that FHIR's `integer` can hold (R4 section 2.24.0.1: 32 bits).
bool IsInteger(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// The text of a field with its replacements.
std::string Edited(const Field& field, std::span<const Replacement> replacements) {
  const std::string_view text = field.text.Expose();
  std::string edited;
  std::size_t done = 0;
  for (const Replacement& replacement : replacements) {
    edited += text.substr(done, std::max(replacement.span.begin, done) - done);
    edited += replacement.text.Expose();
    done = std::max(done, replacement.span.end);
  }
  edited += text.substr(done);
  return edited;
}

class Encoder {
 public:
  Encoder(std::string_view raw, const JsonTree& tree, const Document& document)
      : raw_(raw), tree_(tree), document_(document), removal_(raw, tree) {}

  Result<PhiString> Encode(std::span<const Replacement> replacements) {
    for (std::size_t i = 0; i < replacements.size();) {
      if (!Fits(document_, replacements[i])) return Misfit();
      std::size_t end = i + 1;
      while (end < replacements.size() && SameValue(replacements[i], replacements[end])) ++end;
      VEIL_TRY(TakeValue(replacements.subspan(i, end - i)));
      i = end;
    }
    std::vector<Edit> edits = removal_.Edits();
    for (auto& [node, edit] : edits_) {
      if (!removal_.Removes(node)) edits.push_back(std::move(edit));
    }
    return Apply(PhiView(raw_), std::move(edits));
  }

 private:
  static tl::unexpected<Error> Misfit() { return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field"); }

  // Whether two replacements are of one field, or of one attachment.
  bool SameValue(const Replacement& a, const Replacement& b) const {
    if (a.field == b.field) return true;
    if (b.field >= document_.fields.size()) return false;
    const auto& one = document_.fields[a.field].encoded;
    const auto& other = document_.fields[b.field].encoded;
    return one && other && one->raw == other->raw;
  }

  Result<void> TakeValue(std::span<const Replacement> replacements) {
    for (const Replacement& replacement : replacements) {
      if (!Fits(document_, replacement)) return Misfit();
    }
    const Field& field = document_.fields[replacements.front().field];
    if (field.encoded) return TakeAttachment(field, replacements);
    if (field.map.pieces().empty()) return {};
    const std::size_t begin = field.map.pieces().front().raw.begin;
    const std::uint32_t node = tree_.At(begin);
    if (node == JsonNode::kNone) return Misfit();
    const bool unknown = field.field_class == FieldClass::kUnknown && begin == tree_[node].begin();
    if (unknown) {
      removal_.Add(node);
    } else if (tree_[node].kind == JsonKind::kNumber) {
      TakeNumber(field, node, replacements);
    } else {
      TakeString(field, node, replacements);
    }
    return {};
  }

  Result<void> TakeAttachment(const Field& field, std::span<const Replacement> replacements) {
    const std::uint32_t node = tree_.At(field.encoded->raw.begin);
    if (node == JsonNode::kNone || tree_[node].kind != JsonKind::kString) return Misfit();
    VEIL_ASSIGN(std::string encoded,
                CloseAttachment(StringAt(raw_, tree_, node), MediaTypeOf(raw_, tree_, node), document_, replacements));
    if (encoded.empty()) removal_.Add(node);
    edits_.emplace_back(node, Edit{field.encoded->raw, std::move(encoded)});
    return {};
  }

  void TakeNumber(const Field& field, std::uint32_t node, std::span<const Replacement> replacements) {
    std::string number = Edited(field, replacements);
    const bool outgrown = IsInteger(field.text.Expose()) && IsJsonNumber(number) && !IsInteger(number);
    if (outgrown || !IsJsonNumber(number)) removal_.Add(node);
    edits_.emplace_back(node, Edit{tree_[node].raw, std::move(number)});
  }

  void TakeString(const Field& field, std::uint32_t node, std::span<const Replacement> replacements) {
    const bool narrative =
        tree_[node].is_member && raw_.substr(tree_[node].name.begin, tree_[node].name.size()) == "div";
    // A narrative is never empty: its tags stay.
    if (!narrative && IsBlank(Edited(field, replacements))) {
      const bool whole = field.map.pieces().front().raw.begin == tree_[node].Inside().begin &&
                         field.map.pieces().back().raw.end == tree_[node].Inside().end;
      if (whole || field.field_class == FieldClass::kIdentifier) removal_.Add(node);
    }
    const Escape escape = [&](std::string_view text, std::size_t) {
      return JsonEscaped(narrative ? xhtml::Escaped(text) : text);
    };
    std::vector<Edit> edits;
    for (const Replacement& replacement : replacements) AppendEdits(document_, replacement, escape, edits);
    for (Edit& edit : edits) edits_.emplace_back(node, std::move(edit));
  }

  std::string_view raw_;
  const JsonTree& tree_;
  const Document& document_;
  JsonRemoval removal_;
  std::vector<std::pair<std::uint32_t, Edit>> edits_;  // with the node in which each lies
};

}  // namespace

Result<PhiString> Encode(PhiView raw, const JsonTree& tree, const Document& document,
                         std::span<const Replacement> replacements) {
  return Encoder(raw.Expose(), tree, document).Encode(replacements);
}

}  // namespace veil::fhir
