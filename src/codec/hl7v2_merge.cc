#include "codec/hl7v2_merge.h"

#include <algorithm>
#include <array>

namespace veil::hl7v2 {
namespace {

constexpr std::array<std::string_view, 8> kTriggers = {"A18", "A30", "A34", "A36", "A39", "A40", "A46", "A47"};

bool IsNumber(const Field& field) {
  return field.field_class == FieldClass::kIdentifier && field.type == IdentifierType::kMrn && !field.text.empty();
}

}  // namespace

std::string_view TriggerOf(std::string_view message_type, char component) {
  const std::size_t begin = message_type.find(component);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = message_type.substr(begin + 1);
  return rest.substr(0, rest.find(component));
}

std::vector<Merge> MergesOf(std::string_view trigger, std::span<const Field> fields) {
  std::vector<Merge> merges;
  if (std::find(kTriggers.begin(), kTriggers.end(), trigger) == kTriggers.end()) return merges;
  const PhiString* survivor = nullptr;
  bool in_patient = false;
  for (const Field& field : fields) {
    const bool patient = field.path.starts_with("PID-");
    if (patient && !in_patient) survivor = nullptr;
    in_patient = patient;
    if (!IsNumber(field)) continue;
    if (patient && survivor == nullptr) survivor = &field.text;
    const bool prior = field.path.starts_with("MRG-1.") || field.path.starts_with("MRG-4.");
    if (prior && survivor != nullptr && field.text != *survivor) merges.push_back({field.text, *survivor});
  }
  return merges;
}

}  // namespace veil::hl7v2
