#include "surrogate/surrogates.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/check.h"
#include "surrogate/ages.h"
#include "surrogate/codes.h"
#include "surrogate/dates.h"
#include "surrogate/facilities.h"
#include "surrogate/names.h"
#include "surrogate/net.h"
#include "surrogate/number_cipher.h"
#include "surrogate/numbers.h"
#include "surrogate/original.h"
#include "surrogate/phones.h"
#include "surrogate/places.h"
#include "surrogate/redaction.h"
#include "surrogate/states.h"
#include "surrogate/streets.h"
#include "surrogate/text.h"
#include "surrogate/zip_codes.h"

namespace veil {
namespace {

using surrogate::Made;
using surrogate::Maker;
using surrogate::Material;
using surrogate::Original;

// The makers of one message. They draw one after the other, so that what one has given no other gives again.
struct MessageMakers {
  explicit MessageMakers(const Material& material)
      : names(material),
        states(material),
        cities(material, states),
        streets(material),
        facilities(material),
        emails(material),
        numbers(material),
        phones(material),
        dates(material),
        ages(material),
        zip_codes(material, cities),
        urls(material),
        net_addresses(material) {}

  surrogate::Names names;
  surrogate::States states;
  surrogate::Cities cities;
  surrogate::Streets streets;
  surrogate::Facilities facilities;
  surrogate::Emails emails;
  surrogate::Numbers numbers;
  surrogate::Phones phones;
  surrogate::Dates dates;
  surrogate::Ages ages;
  surrogate::ZipCodes zip_codes;
  surrogate::Urls urls;
  surrogate::NetAddresses net_addresses;

  // All kinds there are.
  const Maker* For(IdentifierType type) const {
    using T = IdentifierType;
    const std::array<std::pair<IdentifierType, const Maker*>, kIdentifierTypeCount> makers = {{
        {T::kNamePatient, &names},
        {T::kNameRelative, &names},
        {T::kNameProvider, &names},
        {T::kStreet, &streets},
        {T::kCity, &cities},
        {T::kZip, &zip_codes},
        {T::kFacility, &facilities},
        {T::kDate, &dates},
        {T::kAgeOver89, &ages},
        {T::kPhone, &phones},
        {T::kEmail, &emails},
        {T::kSsn, &numbers},
        {T::kMrn, &numbers},
        {T::kHealthPlan, &numbers},
        {T::kAccount, &numbers},
        {T::kLicense, &numbers},
        {T::kVehicle, &numbers},
        {T::kDevice, &numbers},
        {T::kUrl, &urls},
        {T::kIp, &net_addresses},
        {T::kBiometric, &numbers},
        {T::kId, &numbers},
        {T::kYear, &dates},
        {T::kAge, &ages},
        {T::kState, &states},
        {T::kUnknown, nullptr},
    }};
    const auto& row = makers[static_cast<std::size_t>(type)];
    VEIL_CHECK(row.first == type);
    return row.second;
  }
};

Original OriginalOf(const Document& document, const Finding& finding, ActionKind action) {
  const Field& field = document.fields[finding.field];
  const std::string_view text = field.text.Expose();
  Original original{.text = text.substr(finding.span.begin, finding.span.size()),
                    .before = text.substr(0, finding.span.begin),
                    .after = text.substr(finding.span.end),
                    .field = &field,
                    .type = finding.type,
                    .action = action};
  if (!original.after.empty()) {
    const std::size_t time = original.after[0] == 'T' ? 1 : 0;
    original.glued = original.after.size() > time && surrogate::IsDigit(original.after[time]);
  } else if (finding.field + 1 < document.fields.size()) {
    // The time of a timestamp is a field of its own whose bytes follow at once.
    const auto& here = field.map.pieces();
    const Field& next = document.fields[finding.field + 1];
    const auto& there = next.map.pieces();
    original.glued = !here.empty() && !there.empty() && here.back().raw.end == there.front().raw.begin &&
                     next.path == field.path && !next.text.empty();
  }
  return original;
}

std::string Replaced(const MessageMakers& makers, const Original& original) {
  const Maker* maker = makers.For(original.type);
  Made made;
  if (original.action == ActionKind::kMask) return surrogate::Masked(original.text);
  if (maker != nullptr && original.action == ActionKind::kSurrogate) made = maker->Surrogate(original);
  if (maker != nullptr && original.action == ActionKind::kShift) made = maker->Shifted(original);
  if (maker != nullptr && original.action == ActionKind::kGeneralize) made = maker->Generalized(original);
  return made ? std::move(*made) : surrogate::Redacted(original);
}

}  // namespace

struct Surrogates::Makers {
  const surrogate::Wordlists& lists = surrogate::Wordlists::Embedded();
};

Surrogates::Surrogates(CheckDigitRule check_digits)
    : makers_(std::make_unique<const Makers>()), check_digits_(check_digits) {}
Surrogates::~Surrogates() = default;

Result<std::vector<Replacement>> Surrogates::Make(const Document& document, std::span<const Finding> findings,
                                                  std::span<const ActionKind> actions, const Subject& subject) const {
  VEIL_CHECK(findings.size() == actions.size());
  std::vector<Original> originals;
  originals.reserve(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    originals.push_back(OriginalOf(document, findings[i], actions[i]));
  }
  surrogate::Taken taken(makers_->lists, document);
  const HmacKey seed(subject.seed.view());
  surrogate::Codes codes(originals);
  std::optional<surrogate::NumberCipher> cipher;
  if (subject.number_key) cipher.emplace(*subject.number_key);
  std::optional<HmacKey> clinician_seed;
  if (subject.clinician_seed) clinician_seed.emplace(subject.clinician_seed->view());
  const Material material{.seed = seed,
                          .clinician_seed = clinician_seed ? &*clinician_seed : nullptr,
                          .document = document,
                          .originals = originals,
                          .lists = makers_->lists,
                          .taken = taken,
                          .codes = codes,
                          .cipher = cipher ? &*cipher : nullptr,
                          .check_digits = check_digits_};
  const MessageMakers makers(material);
  std::vector<Replacement> replacements;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (actions[i] == ActionKind::kKeep) continue;
    replacements.push_back({findings[i].field, findings[i].span, PhiString(Replaced(makers, originals[i]))});
  }
  return replacements;
}

}  // namespace veil
