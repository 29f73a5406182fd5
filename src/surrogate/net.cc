#include "surrogate/net.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "base/fold.h"
#include "surrogate/codes.h"
#include "surrogate/draws.h"
#include "surrogate/number_text.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::uint32_t kRoundsMax = 256;
constexpr std::size_t kPathSize = 10;

std::string HexDigits(Draws& draws, std::size_t count) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) digits += draws.Of(kHex);
  return digits;
}

// "mailto:", "<": what stands before an address and is none of it.
std::string_view EmailPrefix(std::string_view text) {
  const std::size_t at = text.find('@');
  const std::size_t end = text.substr(0, at == std::string_view::npos ? 0 : at).find_last_of(":<");
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

std::string EmailKey(std::string_view text) { return Fold(text.substr(EmailPrefix(text).size())); }

// First a name that nobody has; where all are given, one with a number behind it, which leaves billions.
std::string DrawAddress(const Material& material, const std::string& folded, std::uint32_t round) {
  constexpr std::uint32_t kPlainRounds = 12;
  constexpr std::uint32_t kNumbers = 10000;
  constexpr std::array<std::string_view, 3> kDomains = {"@example.com", "@example.org", "@example.net"};
  const Wordlists& lists = material.lists;
  Draws draws(material.seed, "e-mail " + std::to_string(round), folded);
  const std::string_view given =
      draws.Of(draws.Below(2) == 0 ? lists.given_female(Origin::kGeneral) : lists.given_male(Origin::kGeneral));
  const std::string_view family = draws.Of(lists.surnames(Origin::kGeneral));
  const bool plain = round < kPlainRounds;
  if (plain ? material.taken.Has(given) || material.taken.Has(family)
            : material.taken.IsInText(given) || material.taken.IsInText(family)) {
    return {};
  }
  material.taken.Use(family);
  const std::string number = plain ? std::string() : std::to_string(draws.Below(kNumbers));
  return Lower(given) + "." + Lower(family) + number + std::string(draws.Of(kDomains));
}

// The surrogates of all originals of one type: for each the first of draw(round) that is not empty, shows no code of
// the message and is not given yet. None: nothing fits.
template <typename Key, typename Draw>
std::map<std::string, std::string> DrawEach(const Material& material, IdentifierType type, Key key, Draw draw) {
  std::set<std::string> originals;
  for (const Original& original : material.originals) {
    if (original.type == type) originals.insert(key(original.text));
  }
  std::map<std::string, std::string> surrogates;
  for (const std::string& original : originals) {
    for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
      std::string candidate = draw(original, round);
      if (candidate.empty() || candidate == original || material.codes.ShownIn(candidate)) continue;
      material.codes.Use(candidate);
      surrogates[original] = std::move(candidate);
      break;
    }
  }
  return surrogates;
}

// "192.168.4.20", "10.0.0.7:8080", "10.0.0.0/24": the four numbers, and what follows them.
struct Ipv4 {
  std::vector<std::string_view> numbers;
  std::string_view rest;
};

Ipv4 ReadIpv4(std::string_view text) {
  Ipv4 address;
  while (address.numbers.size() < 4) {
    std::size_t size = 0;
    while (size < text.size() && IsDigit(text[size])) ++size;
    if (size == 0 || size > 3) return {};
    address.numbers.push_back(text.substr(0, size));
    text.remove_prefix(size);
    if (address.numbers.size() == 4) break;
    if (text.empty() || text[0] != '.') return {};
    text.remove_prefix(1);
  }
  if (!text.empty() && text[0] != ':' && text[0] != '/') return {};
  address.rest = text;
  return address;
}

bool IsHex(char c) { return IsDigit(c) || (ToLower(c) >= 'a' && ToLower(c) <= 'f'); }

// Twelve hexadecimal digits: in six groups of two, in three of four, or in one.
bool IsHardware(std::string_view text) {
  std::vector<std::size_t> groups = {0};
  for (const char c : text) {
    if (c == ':' || c == '-' || c == '.') {
      groups.push_back(0);
    } else if (IsHex(c)) {
      ++groups.back();
    } else {
      return false;
    }
  }
  const bool even = std::all_of(groups.begin(), groups.end(), [&](std::size_t size) { return size == groups[0]; });
  return even && groups.size() * groups[0] == 12 && (groups.size() == 6 || groups.size() == 3 || groups.size() == 1);
}

// `digits` with the separators of `text` and in its case.
std::string WrittenLike(std::string_view text, std::string_view digits) {
  const bool upper = CaseOf(text) != Case::kLower;
  std::string other;
  std::size_t next = 0;
  for (const char c : text) {
    const bool separator = c == ':' || c == '-' || c == '.';
    other += separator ? c : upper ? ToUpper(digits[next]) : digits[next];
    next += !separator;
  }
  return other;
}

std::string OtherIpv4(Draws& draws, std::uint32_t round) {
  constexpr std::uint32_t kReservedRounds = 16;
  constexpr std::array<std::string_view, 3> kNets = {"192.0.2.", "198.51.100.", "203.0.113."};
  if (round < kReservedRounds) return std::string(draws.Of(kNets)) + std::to_string(1 + draws.Below(254));
  std::string other = std::to_string(240 + draws.Below(15));
  for (int i = 0; i < 3; ++i) other += "." + std::to_string(1 + draws.Below(254));
  return other;
}

// Where a port or the size of a network begins; the whole where there is none.
std::size_t AddressSize(std::string_view text) {
  if (const Ipv4 address = ReadIpv4(text); !address.numbers.empty()) return text.size() - address.rest.size();
  const bool ipv6 = text.find(':') != std::string_view::npos;
  return ipv6 ? std::min(text.find('/'), text.size()) : text.size();
}

// One for all ways to write an address.
std::string AddressKey(std::string_view text) {
  return IsHardware(text) ? Bare(text) : Fold(text.substr(0, AddressSize(text)));
}

std::string OtherAddress(const Material& material, const std::string& key, std::uint32_t round) {
  Draws draws(material.seed, "net address " + std::to_string(round), key);
  if (!ReadIpv4(key).numbers.empty()) return OtherIpv4(draws, round);
  if (IsHardware(key)) return "02" + HexDigits(draws, 10);  // the bit of local administration is set
  if (key.find(':') != std::string::npos) return "2001:db8::" + HexDigits(draws, 4) + ":" + HexDigits(draws, 4);
  const NumberText name(key);
  return name.bare().empty() ? std::string() : name.With(DrawnLike(name.bare(), draws));
}

std::string OtherUrl(const Material& material, std::string_view text, std::uint32_t round) {
  Draws draws(material.seed, "url " + std::to_string(round), Fold(text));
  if (text.starts_with('@')) {
    const NumberText handle(text);
    return handle.bare().empty() ? std::string() : handle.With(DrawnLike(handle.bare(), draws));
  }
  const std::string path = HexDigits(draws, kPathSize);
  if (text.starts_with("\\\\")) return "\\\\example\\" + path;
  if (text.find('.') == std::string_view::npos && text.find("://") == std::string_view::npos) {
    return "example dot com slash " + path;  // dictated
  }
  const std::size_t scheme = text.find("://");
  std::string url(scheme == std::string_view::npos ? std::string_view() : text.substr(0, scheme + 3));
  const bool www = url.empty() && Lower(text.substr(0, 4)) != "www.";
  url += www ? "example.com/" : "www.example.com/";
  return url + path;
}

// Signs alone identify nobody and stay.
Made Found(const std::map<std::string, std::string>& surrogates, std::string_view original) {
  const auto found = surrogates.find(std::string(original));
  if (found != surrogates.end()) return found->second;
  return Bare(original).empty() ? Made(original) : std::nullopt;
}

}  // namespace

Emails::Emails(const Material& material)
    : addresses_(DrawEach(material, IdentifierType::kEmail, EmailKey, [&](const std::string& key, std::uint32_t round) {
        return DrawAddress(material, key, round);
      })) {}

Made Emails::Surrogate(const Original& original) const {
  const auto found = addresses_.find(EmailKey(original.text));
  if (found == addresses_.end()) return std::nullopt;
  std::string address = found->second;
  if (original.text.find('@') == std::string_view::npos) {  // dictated
    address.replace(address.find('@'), 1, " at ");
    for (std::size_t dot = address.find('.'); dot != std::string::npos; dot = address.find('.')) {
      address.replace(dot, 1, " dot ");
    }
  }
  if (CaseOf(original.text) == Case::kUpper) address = Upper(address);
  return std::string(EmailPrefix(original.text)) + address;
}

Urls::Urls(const Material& material)
    : urls_(DrawEach(
          material, IdentifierType::kUrl, [](std::string_view text) { return std::string(text); },
          [&](const std::string& url, std::uint32_t round) { return OtherUrl(material, url, round); })) {}

Made Urls::Surrogate(const Original& original) const { return Found(urls_, original.text); }

NetAddresses::NetAddresses(const Material& material)
    : addresses_(DrawEach(material, IdentifierType::kIp, AddressKey, [&](const std::string& key, std::uint32_t round) {
        return OtherAddress(material, key, round);
      })) {}

Made NetAddresses::Surrogate(const Original& original) const {
  const std::string key = AddressKey(original.text);
  Made other = Found(addresses_, key);
  if (!other) return std::nullopt;
  if (IsHardware(original.text)) return WrittenLike(original.text, *other);
  *other += original.text.substr(AddressSize(original.text));
  return other;
}

}  // namespace veil::surrogate
