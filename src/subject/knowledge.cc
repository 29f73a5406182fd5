#include "subject/knowledge.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace veil {
namespace {

constexpr float kCertain = 0.9F;

bool IsKept(IdentifierType type) {
  using T = IdentifierType;
  constexpr std::array kNot = {T::kNameProvider, T::kFacility,  T::kDate,   T::kAgeOver89, T::kUrl,
                               T::kIp,           T::kBiometric, T::kDevice, T::kVehicle,   T::kYear,
                               T::kAge,          T::kState,     T::kUnknown};
  return std::find(kNot.begin(), kNot.end(), type) == kNot.end();
}

// Numbers whose form alone says that they are somebody's.
bool IsKeptFromText(const Finding& finding) {
  using T = IdentifierType;
  const bool code = finding.type == T::kPhone || finding.type == T::kEmail || finding.type == T::kSsn ||
                    finding.type == T::kMrn || finding.type == T::kHealthPlan || finding.type == T::kAccount;
  return code && finding.evidence == Evidence::kPattern && finding.confidence >= kCertain;
}

bool Fits(std::string_view text) {
  const bool words = std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  return words && text.size() <= KnowledgeLimits::kTextBytesMax && text.find('\0') == std::string_view::npos;
}

char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// Alike but for the case of letters.
bool Same(const KnownIdentifier& a, const KnownIdentifier& b) {
  return a.type == b.type && a.party == b.party && a.part == b.part &&
         std::ranges::equal(a.text.Expose(), b.text.Expose(), {}, Small, Small);
}

bool Contains(std::span<const KnownIdentifier> all, const KnownIdentifier& one) {
  return std::any_of(all.begin(), all.end(), [&](const KnownIdentifier& other) { return Same(one, other); });
}

void TakeField(const Field& field, std::vector<KnownIdentifier>& taught) {
  const bool person = field.party == Party::kPatient || field.party == Party::kRelative;
  if (field.field_class != FieldClass::kIdentifier || !person || !IsKept(field.type)) return;
  if (field.part == Part::kPrefix || field.part == Part::kSuffix || !Fits(field.text.Expose())) return;
  const KnownIdentifier known{field.type, field.party, field.part, true, field.text};
  if (!Contains(taught, known)) taught.push_back(known);
}

// Keeps those that fit, in their order.
void Bound(std::vector<KnownIdentifier>& known) {
  std::array<std::size_t, kIdentifierTypeCount> of_type{};
  std::size_t bytes = 0;
  std::erase_if(known, [&](const KnownIdentifier& one) {
    std::size_t& count = of_type[static_cast<std::size_t>(one.type)];
    const bool fits = count < KnowledgeLimits::kPerTypeMax && bytes + one.text.size() <= KnowledgeLimits::kBytesMax;
    if (fits) {
      ++count;
      bytes += one.text.size();
    }
    return !fits;
  });
}

}  // namespace

std::vector<KnownIdentifier> Taught(const Document& document, std::span<const Finding> findings) {
  std::vector<KnownIdentifier> taught;
  if (document.many_patients) return taught;
  for (const Field& field : document.fields) TakeField(field, taught);
  for (const Finding& finding : findings) {
    const Field& field = document.fields[finding.field];
    if (field.field_class != FieldClass::kFreeText || !IsKeptFromText(finding)) continue;
    const std::string_view text = std::string_view(field.text.Expose()).substr(finding.span.begin, finding.span.size());
    if (!Fits(text)) continue;
    const KnownIdentifier known{finding.type, Party::kPatient, Part::kWhole, false, PhiString(std::string(text))};
    if (!Contains(taught, known)) taught.push_back(known);
  }
  Bound(taught);
  return taught;
}

std::vector<KnownIdentifier> Learned(std::vector<KnownIdentifier> known, std::span<const KnownIdentifier> taught) {
  std::vector<KnownIdentifier> learned;
  for (const KnownIdentifier& one : taught) {
    if (!Contains(known, one)) learned.push_back(one);
  }
  if (learned.empty()) return known;
  learned.insert(learned.end(), known.begin(), known.end());
  std::stable_partition(learned.begin(), learned.end(), [](const KnownIdentifier& one) { return one.structured; });
  Bound(learned);
  return learned;
}

}  // namespace veil
