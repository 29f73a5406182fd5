#include "codec/fhir_sink.h"

#include <algorithm>

#include "codec/attachment.h"
#include "codec/fhir_tree.h"
#include "codec/json_leaves.h"
#include "codec/map_through.h"

namespace veil::fhir {

FieldSink::FieldSink(std::string_view raw, const JsonTree& tree, const CodecLimits& limits)
    : raw_(raw), tree_(tree), limits_(limits) {
  document_.format = Format::kFhir;
}

Document FieldSink::Take() {
  std::stable_sort(document_.fields.begin(), document_.fields.end(), [](const Field& a, const Field& b) {
    return a.map.pieces().front().raw.begin < b.map.pieces().front().raw.begin;
  });
  return std::move(document_);
}

// The text of a leaf with its map.
std::pair<std::string, ByteMap> FieldSink::Open(std::uint32_t node) const {
  const JsonNode& leaf = tree_[node];
  std::pair<std::string, ByteMap> open;
  if (leaf.kind == JsonKind::kString) {
    AppendJsonText(raw_, leaf.Inside(), open.first, open.second);
  } else {
    open.first = raw_.substr(leaf.raw.begin, leaf.raw.size());
    open.second = ByteMap::Identity(leaf.raw.begin, leaf.raw.size());
  }
  return open;
}

void FieldSink::AddParts(const std::string& path, std::uint32_t node, const LeafParts& parts, const Around& around,
                         Part part) {
  if (parts.empty()) return;
  const auto [text, map] = Open(node);
  for (const LeafPart& leaf : parts) {
    if (leaf.span.empty()) continue;
    Field field;
    field.path = path;
    field.field_class = leaf.field_class;
    if (leaf.field_class == FieldClass::kIdentifier) {
      field.type = leaf.type;
      field.party = around.party;
      field.part = IsName(leaf.type) ? part : Part::kWhole;
      field.group = around.group;
    }
    field.text = PhiString(text.substr(leaf.span.begin, leaf.span.size()));
    field.map = parts.size() == 1 && leaf.span.size() == text.size()
                    ? map
                    : Through(ByteMap::Identity(leaf.span.begin, leaf.span.size()), map);
    Push(std::move(field));
  }
}

void FieldSink::AddNarrative(const std::string& path, std::uint32_t node) {
  const auto [source, map] = Open(node);
  xhtml::Content page = xhtml::Read(source);
  if (!page.text.empty()) {
    Field field;
    field.path = path;
    field.map = Through(page.map, map);
    field.text = PhiString(std::move(page.text));
    Push(std::move(field));
  }
  for (const xhtml::Attribute& attribute : page.attributes) {
    AddAttribute(path + "@" + std::string(attribute.name.view()), attribute, map);
  }
  for (const Span& hidden : page.hidden) {
    Field field;
    field.path = path;
    field.field_class = FieldClass::kUnknown;
    field.text = PhiString(source.substr(hidden.begin, hidden.size()));
    field.map = Through(ByteMap::Identity(hidden.begin, hidden.size()), map);
    Count(path);
    Push(std::move(field));
  }
}

void FieldSink::AddAttribute(const std::string& path, const xhtml::Attribute& attribute, const ByteMap& source) {
  LeafParts parts = {{{0, attribute.text.size()}, FieldClass::kFreeText}};
  if (attribute.kind == xhtml::AttributeKind::kUri) {
    const bool data = attribute.text.starts_with("data:");
    parts = data ? LeafParts{{{0, attribute.text.size()}, FieldClass::kUnknown}} : UriParts(attribute.text);
  }
  if (attribute.kind == xhtml::AttributeKind::kLocalId) parts = LocalIdParts(attribute.text);
  for (const LeafPart& part : parts) {
    if (part.span.empty()) continue;
    Field field;
    field.path = path;
    field.field_class = part.field_class;
    field.type = part.type;
    field.text = PhiString(attribute.text.substr(part.span.begin, part.span.size()));
    const ByteMap whole = Through(attribute.map, source);
    field.map = Through(ByteMap::Identity(part.span.begin, part.span.size()), whole);
    Push(std::move(field));
  }
}

void FieldSink::AddData(const std::string& path, std::uint32_t node) {
  auto fields = OpenAttachment(StringAt(raw_, tree_, node), MediaTypeOf(raw_, tree_, node));
  if (!fields) return Remove(path, node, true);
  const std::string place = PlaceOf(raw_, tree_, node);
  for (Field& field : *fields) {
    field.path = path;
    field.map = {};
    field.map.AppendVirtual(field.text.size(), tree_[node].raw.begin + 1);
    field.encoded->place = place;
    field.encoded->raw = tree_[node].Inside();
    if (field.field_class == FieldClass::kUnknown) Count(path);
    Push(std::move(field));
  }
}

void FieldSink::Remove(const std::string& path, std::uint32_t node, bool counted) {
  if (counted) Count(path);
  const Span span{tree_[node].begin(), tree_[node].raw.end};
  Field field;
  field.path = path;
  field.field_class = FieldClass::kUnknown;
  field.text = PhiString(std::string(raw_.substr(span.begin, span.size())));
  field.map = ByteMap::Identity(span.begin, span.size());
  Push(std::move(field));
}

void FieldSink::Count(const std::string& path) {
  if (unknown_.insert(path).second) document_.unknown_paths.push_back(path);
}

void FieldSink::Push(Field field) {
  if (document_.fields.size() >= limits_.fields_max) {
    over_ = true;
    return;
  }
  document_.fields.push_back(std::move(field));
}

}  // namespace veil::fhir
