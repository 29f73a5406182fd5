#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace veil {

// Which vocabulary a name belongs to, as far as CDA uses them.
enum class XmlVocabulary : std::uint8_t { kHl7, kSchemaInstance, kXml, kForeign };

// A name with and without its prefix.
struct XmlName {
  std::string_view prefix;  // empty: none
  std::string_view local;
};
XmlName SplitXmlName(std::string_view name);

// Whether an attribute of this name declares a namespace: `xmlns` or `xmlns:prefix`.
bool DeclaresNamespace(std::string_view attribute);

// The prefixes that hold at a place of a document (Namespaces in XML 1.0). Views into the document.
class XmlNamespaces {
 public:
  // The element at `depth` declares a prefix by the attribute (`xmlns` or `xmlns:prefix`).
  void Declare(std::size_t depth, std::string_view attribute, std::string_view uri);
  // What elements at `depth` and deeper declared holds no longer.
  void Leave(std::size_t depth);

  // Elements without a prefix are of HL7 where the document declares no default namespace at all: old senders.
  XmlVocabulary OfElement(std::string_view prefix) const;
  // Attributes without a prefix belong to their element.
  XmlVocabulary OfAttribute(std::string_view prefix) const;

 private:
  struct Binding {
    std::size_t depth = 0;
    std::string_view prefix;
    XmlVocabulary vocabulary = XmlVocabulary::kForeign;
  };
  std::vector<Binding> bindings_;
};

}  // namespace veil
