#include "codec/xml_namespaces.h"

#include <algorithm>

namespace veil {
namespace {

constexpr std::string_view kDeclaration = "xmlns";

XmlVocabulary VocabularyOf(std::string_view uri) {
  if (uri.starts_with("urn:hl7-org:")) return XmlVocabulary::kHl7;  // v3, sdtc, v3/voc
  if (uri == "http://www.w3.org/2001/XMLSchema-instance") return XmlVocabulary::kSchemaInstance;
  return XmlVocabulary::kForeign;
}

}  // namespace

XmlName SplitXmlName(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

bool DeclaresNamespace(std::string_view attribute) {
  return attribute == kDeclaration || SplitXmlName(attribute).prefix == kDeclaration;
}

void XmlNamespaces::Declare(std::size_t depth, std::string_view attribute, std::string_view uri) {
  const XmlName name = SplitXmlName(attribute);
  const std::string_view prefix = name.prefix.empty() ? std::string_view() : name.local;
  bindings_.push_back({depth, prefix, VocabularyOf(uri)});
}

void XmlNamespaces::Leave(std::size_t depth) {
  while (!bindings_.empty() && bindings_.back().depth >= depth) bindings_.pop_back();
}

XmlVocabulary XmlNamespaces::OfElement(std::string_view prefix) const {
  const auto binding = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                    [&](const Binding& candidate) { return candidate.prefix == prefix; });
  if (binding != bindings_.rend()) return binding->vocabulary;
  return prefix.empty() ? XmlVocabulary::kHl7 : XmlVocabulary::kForeign;
}

XmlVocabulary XmlNamespaces::OfAttribute(std::string_view prefix) const {
  if (prefix.empty()) return XmlVocabulary::kHl7;
  return prefix == "xml" ? XmlVocabulary::kXml : OfElement(prefix);
}

}  // namespace veil
