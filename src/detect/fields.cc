#include "detect/fields.h"

#include <string_view>

namespace veil {
namespace {

// The text without the blanks around it; empty where a field says that it is empty (HL7 v2.5.1, 2.5.3.2: "").
Span Content(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  const Span span{begin, text.find_last_not_of(kBlanks) + 1};
  return text.substr(span.begin, span.size()) == "\"\"" ? Span{} : span;
}

}  // namespace

Result<void> FieldDetector::Detect(const Document& document, const Readings&, Findings& found) const {
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    const Field& field = document.fields[i];
    if (field.field_class != FieldClass::kIdentifier && field.field_class != FieldClass::kUnknown) continue;
    const Span span = Content(field.text.Expose());
    if (span.empty()) continue;
    const bool known = field.field_class == FieldClass::kIdentifier;
    found.push_back({i, span, known ? field.type : IdentifierType::kUnknown, Evidence::kField, 1});
  }
  return {};
}

}  // namespace veil
