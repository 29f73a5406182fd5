#include "surrogate/numbers.h"

#include <algorithm>
#include <array>

#include "surrogate/check_digits.h"
#include "surrogate/draws.h"
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

bool IsHex(std::string_view bare) {
  const bool hex = std::all_of(bare.begin(), bare.end(), [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
  return hex && bare.size() >= 8 && CountDigits(bare) > 0;
}

// What must be kept of each character: '1' a digit that may not be 0, '0' any digit, 'f' a hexadecimal letter, 'v' a
// letter of a VIN, 'a' any letter.
std::string ShapeOf(std::string_view text, const std::string& bare) {
  const bool hex = IsHex(bare);
  constexpr std::size_t kVinSize = 17;
  const bool vin = bare.size() == kVinSize && bare.find_first_of("ioq") == std::string::npos;
  // Groups of digits begin after everything that is none; the number as a whole does when it is dictated.
  std::vector<bool> begins;
  bool digit_before = false;
  for (const Piece& piece : Pieces(text)) {
    for (std::size_t i = 0; piece.kind != PieceKind::kOther && i < piece.span.size(); ++i) {
      begins.push_back(piece.kind == PieceKind::kDigits && i == 0);
    }
  }
  std::string shape;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    const bool digit = IsDigit(bare[i]);
    const bool group = begins.size() == bare.size() ? begins[i] : digit && !digit_before;
    if (digit) {
      shape += group && bare[i] != '0' ? '1' : group ? 'z' : '0';
    } else {
      shape += hex ? 'f' : vin ? 'v' : 'a';
    }
    digit_before = digit;
  }
  return shape;
}

char DrawFor(char shape, Draws& draws) {
  switch (shape) {
    case 'z':
      return '0';
    case '1':
      return static_cast<char>('1' + draws.Below(9));
    case '0':
      return draws.Digit();
    case 'f':
      return static_cast<char>('a' + draws.Below(6));
    case 'v':
      return draws.Of(std::string_view("abcdefghjklmnprstuvwxyz"));
    default:
      return draws.Letter();
  }
}

constexpr std::size_t kSsnDigits = 9;
constexpr std::size_t kSsnLast = 4;

}  // namespace

Numbers::Numbers(const Material& material) : seed_(material.seed) {
  std::map<std::string, std::pair<std::string, bool>> shapes;  // and whether it is a social security number
  std::set<std::string> last_four;
  for (const Original& original : material.originals) {
    if (!IsNumber(original.type)) continue;
    const std::string_view text = Stem(original.text).substr(Arc(original.text).size());
    const std::string bare = NumberText(text).bare();
    if (bare.empty()) continue;
    avoided_.insert(bare);
    const bool ssn = original.type == IdentifierType::kSsn && AllDigits(bare);
    if (ssn && bare.size() == kSsnLast) last_four.insert(bare);
    auto& shape = shapes.try_emplace(bare, ShapeOf(text, bare), false).first->second;
    // Of two ways to write it, the one that sorts first decides, whichever stands first.
    shape.first = std::min(shape.first, ShapeOf(text, bare));
    shape.second = shape.second || (ssn && bare.size() == kSsnDigits);
  }
  for (const auto& [bare, shape] : shapes) DrawSurrogate(bare, shape.first, shape.second);
  // The last four digits of a known number are those of its surrogate.
  for (const auto& [bare, shape] : shapes) {
    const std::string last = shape.second ? bare.substr(kSsnDigits - kSsnLast) : std::string();
    if (last_four.contains(last)) surrogates_[last] = surrogates_[bare].substr(kSsnDigits - kSsnLast);
  }
}

// The first candidate that is no original of the message and no other's surrogate. So few letters and digits that all
// are taken get one that is at least another than the original.
void Numbers::DrawSurrogate(const std::string& bare, const std::string& shape, bool ssn) {
  std::string chosen;
  for (std::uint32_t round = 0; round < kRoundsMax; ++round) {
    std::string candidate = Candidate(bare, shape, ssn, round);
    if (candidate == bare) continue;
    const bool fits = !avoided_.contains(candidate);
    if (fits || chosen.empty()) chosen = std::move(candidate);
    if (fits) break;
  }
  avoided_.insert(chosen);
  surrogates_[bare] = chosen;
}

std::string Numbers::Candidate(const std::string& bare, const std::string& shape, bool ssn, std::uint32_t round) const {
  Draws draws(seed_, "number " + std::to_string(round), bare);
  std::string candidate;
  for (const char c : shape) candidate += DrawFor(c, draws);
  if (shape == "z") candidate[0] = static_cast<char>('1' + draws.Below(9));  // "0" alone must change
  if (ssn) candidate[0] = '9';
  const CheckDigit check = CheckDigitOf(bare);
  if (check == CheckDigit::kNpi) candidate[0] = bare[0];
  if (!ssn) SetCheckDigit(check, candidate);
  return candidate;
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
