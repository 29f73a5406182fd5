#include "surrogate/net.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "base/fold.h"
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

std::string DrawAddress(const Material& material, const std::string& folded) {
  const Wordlists& lists = material.lists;
  std::string address;
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    Draws draws(material.seed, "e-mail " + std::to_string(round), folded);
    const std::string_view given = draws.Of(draws.Below(2) == 0 ? lists.given_female() : lists.given_male());
    const std::string_view family = draws.Of(lists.surnames());
    if (material.taken.Has(given) || material.taken.Has(family)) continue;
    material.taken.Use(family);
    address = Lower(given) + "." + Lower(family) + (draws.Below(2) == 0 ? "@example.com" : "@example.org");
    break;
  }
  return address;
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

std::string OtherHardware(std::string_view text, Draws& draws) {
  std::string digits = "02" + HexDigits(draws, 10);  // the bit of local administration is set
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

}  // namespace

Emails::Emails(const Material& material) {
  std::set<std::string> originals;
  for (const Original& original : material.originals) {
    if (original.type == IdentifierType::kEmail) originals.insert(Fold(original.text));
  }
  for (const std::string& original : originals) addresses_[original] = DrawAddress(material, original);
}

Made Emails::Surrogate(const Original& original) const {
  const auto found = addresses_.find(Fold(original.text));
  if (found == addresses_.end() || found->second.empty()) return std::nullopt;
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

Made Urls::Surrogate(const Original& original) const {
  const std::string_view text = original.text;
  Draws draws(seed_, "url", Fold(text));
  if (text.starts_with('@')) {
    const NumberText handle(text);
    return handle.bare().empty() ? std::string(text) : handle.With(DrawnLike(handle.bare(), draws));
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

Made NetAddresses::Surrogate(const Original& original) const {
  const std::string_view text = original.text;
  if (const Ipv4 address = ReadIpv4(text); !address.numbers.empty()) {
    const std::string_view key = text.substr(0, text.size() - address.rest.size());
    constexpr std::array<std::string_view, 3> kNets = {"192.0.2.", "198.51.100.", "203.0.113."};
    std::string other;
    for (std::uint32_t round = 0; other.empty() || other == key; ++round) {
      Draws draws(seed_, "ipv4 " + std::to_string(round), key);
      other = std::string(draws.Of(kNets)) + std::to_string(1 + draws.Below(254));
    }
    return other + std::string(address.rest);
  }
  Draws draws(seed_, "net address", Fold(text));
  if (IsHardware(text)) return OtherHardware(text, draws);
  if (text.find(':') != std::string_view::npos) {
    std::string other = "2001:db8::" + HexDigits(draws, 4) + ":" + HexDigits(draws, 4);
    const std::size_t prefix = text.find('/');
    return other + std::string(prefix == std::string_view::npos ? std::string_view() : text.substr(prefix));
  }
  const NumberText name(text);
  return name.bare().empty() ? std::string(text) : name.With(DrawnLike(name.bare(), draws));
}

}  // namespace veil::surrogate
