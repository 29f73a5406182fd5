#include <algorithm>
#include <string>

#include "detect/code_form.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// 45 CFR 164.514(b)(2)(i)(P) and (Q).
constexpr std::string_view kPrintLabels =
    R"(voice ?(?:print|id|bank|sample|template)|finger(?: |-)?(?:print|scan)s?|(?:palm|foot|thumb)(?: |-)?(?:print|)"
    R"(vein)s?|)"
    R"(retina(?:l)?(?: scan)?|iris(?: scan)?|fac(?:e|ial) (?:id|scan|template|recognition|geometry)|afis|biometric|)"
    R"(birth card|)"
    R"(ten-?print|template)";

// A name of a picture, sound or film.
constexpr std::string_view kMediaFile =
    R"((?i)(?:^|[^\w/.-])([a-z0-9][\w+-]*(?:\.[\w-]+){0,3}\.(?:jpe?g|png|heic|heif|tiff?|cr2|nef|dng|raw|bmp|gif|)"
    R"(webp|wav|mp3|m4a|)"
    R"(aac|ogg|flac|mp4|mov|avi|mkv|wmv))\b)";

// The file shows a person or carries a voice: its name says so, or the words before it.
bool IsOfPerson(const PatternMatch& match) {
  std::string before = LineBefore(match, 72);
  std::replace(before.begin(), before.end(), '_', 'x');  // the name of another file says nothing of this one
  std::string name = std::string(TextOf(match));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c == '_' || c == '.' ? ' ' : c;
  const auto speaks = [](std::string_view text) {
    return HasWord(text, {"face*", "facial",  "frontal", "portrait*", "profile", "selfie*", "headshot", "photo*",
                          "front", "side",    "obl",     "voice*",    "iris",    "retina*", "finger*",  "thumb*",
                          "palm*", "mugshot", "eye",     "id",        "head",    "ear",     "speech"});
  };
  // A sound of a visit or a call is a voice.
  return HasWord(name, {"wav", "mp3", "m4a", "aac", "ogg", "flac"}) || speaks(name) ||
         HasWord(before,
                 {"face", "facial", "photo", "photos", "portrait", "voice", "fingerprint", "selfie", "headshot"});
}

// The name of any other file that holds the number of a case or a day.
bool HoldsNumber(const PatternMatch& match) { return DigitCount(TextOf(match)) >= 5; }

bool IsPrintCode(const PatternMatch& match) {
  const std::string_view code = TextOf(match);
  return DigitCount(code) >= 2 && code.size() >= 6 && !LooksLikeDate(code) && !IsMeasureOrTerm(match);
}

}  // namespace

std::span<const Pattern> BiometricPatterns() {
  // Up to some words between: "finger-scan for shelter entry: LM-FP-00327".
  static const std::string print =
      R"((?i)\b(?:)" + std::string(kPrintLabels) +
      R"()\b[^\n.;\d]{0,28}?[ \t:#=(]((?:[a-z]{1,6}\d{0,3}-)*(?:[a-z]{0,6}\d[\w]*)(?:[-/]\w+)*)(?:[^\w%/.-]|)"
      R"([.](?:\s|$)|$))";
  static const std::string print_named =
      R"(\b([A-Z0-9]{2,8}-(?:[A-Z0-9]+-)*(?:FP|VP|FACE|IRIS|VOICE|PV)(?:-[A-Z0-9]+)*)\b)";
  static const Pattern patterns[] = {
      {print, IdentifierType::kBiometric, 0.9F, IsPrintCode},
      {print_named, IdentifierType::kBiometric, 0.7F, IsPrintCode},
      {kMediaFile, IdentifierType::kBiometric, 0.9F, IsOfPerson},
      {kMediaFile, IdentifierType::kId, 0.7F, HoldsNumber},
  };
  return patterns;
}

}  // namespace veil
