#include "surrogate/numbers.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "surrogate/check_digits.h"
#include "surrogate/codes.h"
#include "surrogate/draws.h"
#include "surrogate/number_cipher.h"
#include "surrogate/number_form.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::uint32_t kRoundsMax = 256;

bool IsNumber(IdentifierType type) {
  switch (type) {
    case IdentifierType::kSsn:
    case IdentifierType::kMrn:
    case IdentifierType::kHealthPlan:
    case IdentifierType::kAccount:
    case IdentifierType::kLicense:
    case IdentifierType::kVehicle:
    case IdentifierType::kDevice:
    case IdentifierType::kBiometric:
    case IdentifierType::kId:
      return true;
    default:
      return false;
  }
}

// The end of a file's name that says what kind of file it is, with its dot.
std::string_view Extension(std::string_view text) {
  constexpr std::array<std::string_view, 16> kExtensions = {".jpg",  ".jpeg", ".png", ".gif", ".bmp", ".tif",
                                                            ".tiff", ".heic", ".dcm", ".wav", ".mp3", ".mp4",
                                                            ".pdf",  ".mov",  ".cr2", ".nef"};
  const std::string lower = Lower(text);
  for (const std::string_view extension : kExtensions) {
    if (lower.size() > extension.size() && lower.ends_with(extension))
      return text.substr(text.size() - extension.size());
  }
  return {};
}

std::string_view Stem(std::string_view text) { return text.substr(0, text.size() - Extension(text).size()); }

// HL7's arc of object identifiers says only that the rest is one (registered with ISO).
std::string_view Arc(std::string_view text) {
  constexpr std::string_view kHl7 = "2.16.840.1.113883.";
  return text.starts_with(kHl7) ? kHl7 : std::string_view();
}

// What the tweak of the cipher says of a type. What one feed calls a record number another calls an account or an
// identifier, so these are one kind: the surrogate must not depend on the label.
char KindOf(IdentifierType type) {
  switch (type) {
    case IdentifierType::kVehicle:
      return 'v';
    case IdentifierType::kDevice:
      return 'd';
    case IdentifierType::kBiometric:
      return 'b';
    default:
      return 'r';
  }
}

constexpr std::size_t kSsnDigits = 9;
constexpr std::size_t kSsnLast = 4;

}  // namespace

struct Numbers::Number {
  std::string form;
  std::set<std::string_view> written;
  CheckDigit check = CheckDigit::kNone;
  char kind = 'r';
  bool social_security = false;
};

Numbers::Numbers(const Material& material) : material_(material) {
  std::map<std::string, Number> numbers;
  std::set<std::string> last_four;
  for (const Original& original : material.originals) {
    if (!IsNumber(original.type)) continue;
    const std::string_view text = Stem(original.text).substr(Arc(original.text).size());
    const NumberText number_text(text);
    std::string bare = number_text.bare();
    if (bare.empty()) continue;
    const bool ssn = original.type == IdentifierType::kSsn && AllDigits(bare);
    if (ssn && bare.size() == kSsnLast) last_four.insert(bare);
    std::string form = FormOf(number_text);
    const auto [entry, added] = numbers.try_emplace(std::move(bare));
    Number& number = entry->second;
    // Of two ways to write it, and of two types, the one that sorts first decides, whichever stands first.
    number.form = added ? std::move(form) : std::min(number.form, form);
    number.kind = added ? KindOf(original.type) : std::min(number.kind, KindOf(original.type));
    number.social_security = number.social_security || (ssn && entry->first.size() == kSsnDigits);
    number.written.insert(text);
  }
  for (auto& [bare, number] : numbers) DrawSurrogate(bare, number);
  // The last four digits of a known number are those of its surrogate.
  for (const auto& [bare, number] : numbers) {
    const std::string last = number.social_security ? bare.substr(kSsnDigits - kSsnLast) : std::string();
    if (last_four.contains(last)) surrogates_[last] = surrogates_[bare].substr(kSsnDigits - kSsnLast);
  }
}

void Numbers::DrawSurrogate(const std::string& bare, Number& number) {
  if (number.social_security) {
    NarrowToSocialSecurity(number.form);
  } else {
    number.check = CheckDigitOf(bare);
    NarrowForm(number.check, bare, number.form);
  }
  std::optional<std::string> surrogate;
  if (material_.cipher != nullptr && !number.social_security) surrogate = Enciphered(bare, number);
  if (!surrogate) surrogate = Drawn(bare, number);
  if (!surrogate) return;
  material_.codes.Use(*surrogate);
  surrogates_[bare] = std::move(*surrogate);
}

// Enciphered again until it may stand, which is once but for numbers that meet a code of the message.
std::optional<std::string> Numbers::Enciphered(const std::string& bare, const Number& number) const {
  Numerals numerals;
  Numerals radices;
  // What the form drops tells two numbers apart as well.
  std::string tweak = {'n', number.kind, static_cast<char>('0' + static_cast<int>(number.check))};
  tweak += number.form;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    const std::string_view alphabet = AlphabetOf(number.form[i]);
    radices.push_back(static_cast<std::uint8_t>(alphabet.size()));
    const bool dropped = alphabet.size() == 1;
    numerals.push_back(dropped ? std::uint8_t{0} : static_cast<std::uint8_t>(alphabet.find(bare[i])));
    if (dropped) tweak += bare[i];
  }
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    std::optional<Numerals> other = material_.cipher->Encrypt(numerals, radices, tweak);
    if (!other) return std::nullopt;
    numerals = std::move(*other);
    std::string candidate;
    for (std::size_t i = 0; i < bare.size(); ++i) candidate += AlphabetOf(number.form[i])[numerals[i]];
    SetCheckDigit(number.check, material_.check_digits, candidate);
    if (MayStand(candidate, bare, number)) return candidate;
  }
  return std::nullopt;
}

// The first candidate that may stand. So few letters and digits that all are taken get one that is at least another
// than the original.
std::optional<std::string> Numbers::Drawn(const std::string& bare, const Number& number) const {
  std::optional<std::string> another;
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    Draws draws(material_.seed, "number " + std::to_string(round), bare);
    std::string candidate;
    for (const char sign : number.form) candidate += draws.Of(AlphabetOf(sign));
    if (number.form == "z") candidate[0] = draws.Of(AlphabetOf('1'));  // "0" alone must change
    SetCheckDigit(number.check, material_.check_digits, candidate);
    if (MayStand(candidate, bare, number)) return candidate;
    if (!another && candidate != bare) another = std::move(candidate);
  }
  return another;
}

// A surrogate proves itself where its original does, and only if the policy wants it to.
bool Numbers::MayStand(const std::string& candidate, const std::string& bare, const Number& number) const {
  const bool proves = number.check != CheckDigit::kNone && material_.check_digits == CheckDigitRule::kValid;
  if (candidate == bare || CheckDigitOf(candidate) != (proves ? number.check : CheckDigit::kNone)) return false;
  if (material_.codes.Has(candidate)) return false;
  return std::none_of(number.written.begin(), number.written.end(),
                      [&](std::string_view text) { return material_.codes.ShownIn(NumberText(text).With(candidate)); });
}

Made Numbers::Surrogate(const Original& original) const {
  const std::string_view arc = Arc(original.text);
  const std::string_view stem = Stem(original.text).substr(arc.size());
  const NumberText number(stem);
  // Signs alone identify nobody.
  if (number.bare().empty()) return std::string(original.text);
  const auto surrogate = surrogates_.find(number.bare());
  if (surrogate == surrogates_.end() || surrogate->second.empty()) return std::nullopt;
  std::string made(arc);
  made += number.With(surrogate->second);
  made += Extension(original.text);
  return made;
}

}  // namespace veil::surrogate
