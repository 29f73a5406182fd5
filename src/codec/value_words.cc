#include "codec/value_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/fold.h"

namespace veil {
namespace {

constexpr std::array<std::string_view, 34> kLabels = {
    "badge", "student", "employee", "member",     "policy",  "serial", "sn",       "s/n",   "mrn",
    "ssn",   "id",      "no",       "number",     "account", "acct",   "chart",    "case",  "group",
    "plate", "license", "lic",      "subscriber", "patient", "record", "visit",    "order", "auth",
    "npi",   "dea",     "mr",       "medical",    "card",    "ref",    "reference"};

constexpr std::array<std::string_view, 16> kTitles = {"dr",      "mr",     "mrs",   "ms",   "miss",   "sr",
                                                      "fr",      "br",     "rev",   "prof", "sister", "father",
                                                      "brother", "mother", "rabbi", "imam"};

// What stands before the number of a place in a house.
constexpr std::array<std::string_view, 14> kPlacesWithin = {"bay", "bed",   "room", "rm",  "unit", "ward",    "floor",
                                                            "fl",  "suite", "ste",  "pod", "slot", "cubicle", "chair"};

constexpr std::array<std::string_view, 24> kNone = {"same",           "same as above", "same as patient",
                                                    "same as pt",     "same address",  "as above",
                                                    "see above",      "unknown",       "unk",
                                                    "none",           "n/a",           "na",
                                                    "not given",      "declined",      "not available",
                                                    "refused",        "deferred",      "undomiciled",
                                                    "not applicable", "not specified", "none given",
                                                    "homeless",       "self",          "not on file"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool HasDigit(std::string_view text) { return std::any_of(text.begin(), text.end(), IsDigit); }

template <std::size_t N>
bool OneOf(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "model:2272/serial:9114402-A"
std::size_t ModelAndSerialSize(std::string_view number) {
  constexpr std::string_view kSerial = "/serial:";
  const std::size_t serial = number.starts_with("model:") ? number.find(kSerial) : std::string_view::npos;
  return serial == std::string_view::npos ? 0 : serial + kSerial.size();
}

}  // namespace

std::size_t LabelSize(std::string_view number) {
  if (const std::size_t size = ModelAndSerialSize(number); size > 0) return size;
  std::size_t label = 0;
  for (;;) {
    const std::size_t end = number.find_first_of(" :#", label);
    if (end == std::string_view::npos || !OneOf(kLabels, Fold(number.substr(label, end - label)))) break;
    const std::size_t next = number.find_first_not_of(" :#.", end);
    if (next == std::string_view::npos || !HasDigit(number.substr(next))) break;
    label = next;
  }
  return label;
}

std::size_t TitleSize(std::string_view name) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos) return 0;
  std::string word = Fold(name.substr(0, blank));
  if (word.ends_with('.')) word.pop_back();
  const std::size_t next = name.find_first_not_of(' ', blank);
  return next != std::string_view::npos && OneOf(kTitles, word) ? next : 0;
}

std::size_t PlaceNameSize(std::string_view text) {
  constexpr std::size_t kNumberMax = 8;
  for (std::size_t begin = text.find(' '); begin != std::string_view::npos; begin = text.find(' ', begin + 1)) {
    const std::size_t end = text.find(' ', begin + 1);
    if (end == std::string_view::npos) break;
    if (!OneOf(kPlacesWithin, Fold(text.substr(begin + 1, end - begin - 1)))) continue;
    const std::string_view number = text.substr(end + 1, text.find(' ', end + 1) - end - 1);
    if (number.size() > kNumberMax || !(HasDigit(number) || number.size() == 1)) continue;
    // "Retreat Meadows, 2E bed 14": what the bed stands in is said before it.
    const std::size_t comma = text.substr(0, begin).rfind(',');
    return comma != std::string_view::npos && HasDigit(text.substr(comma, begin - comma)) ? comma : begin;
  }
  return text.size();
}

bool GivesNone(std::string_view text) { return OneOf(kNone, Fold(text)); }

}  // namespace veil
