// Addresses of the net: e-mail (RFC 5321), web (RFC 3986), accounts of social media, IP (RFC 791, RFC 4291) and MAC
// (IEEE 802) addresses, as they are typed, dictated or disguised.
#include "detect/pattern_context.h"
#include "detect/pattern_families.h"

namespace veil {
namespace {

// @name: an account, unless the sign stands for "at": @home, @bedside.
bool IsHandle(const PatternMatch& match) {
  constexpr auto kPlaces =
      Words("@home", "@bedside", "@baseline", "@rest", "@night", "@noon", "@midnight", "@discharge", "@goal", "@least",
            "@work", "@school", "@bedtime", "@time", "@present", "@max", "@admission", "@birth", "@lip", "@teeth",
            "@the", "@this", "@clinic", "@hospital", "@dinner", "@lunch", "@breakfast");
  return !IsIn(kPlaces, Identifier(match));
}

bool IsNamedAccount(const PatternMatch& match) {
  constexpr auto kNoName =
      Words("for", "and", "the", "posts", "post", "account", "use", "page", "from", "group", "with", "about", "was",
            "is", "are", "has", "had", "live", "messages", "message", "video", "on", "to", "her", "his", "at", "in",
            "or", "all", "user", "name", "handle", "app", "daily", "bullying", "drama", "content", "videos", "that",
            "who", "friends", "feed", "reminders", "marketplace");
  return !IsIn(kNoName, Identifier(match));
}

bool IsIp4(const PatternMatch& match) {
  constexpr auto kVersion =
      Words("v", "version", "ver", "firmware", "software", "build", "release", "fw", "sw", "section");
  const char before = ByteBefore(match);
  const std::string_view after = LineAfter(match, 2);
  if (before == '.' || (after.size() == 2 && after[0] == '.' && IsDigit(after[1]))) return false;
  if (AnyBefore(match, 1, kVersion)) return false;
  std::string_view rest = Identifier(match);
  while (!rest.empty()) {
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    if (Number(rest.substr(0, dot)) > 255) return false;
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return true;
}

// RFC 4291 section 2.2: eight groups, or fewer around one "::". Times of day (10:20:30) are neither.
bool IsIp6(const PatternMatch& match) {
  const std::string_view text = Identifier(match);
  const auto colons = std::count(text.begin(), text.end(), ':');
  const std::size_t gap = text.find("::");
  const bool digit = std::any_of(text.begin(), text.end(), IsDigit);
  if (gap == std::string_view::npos) return colons == 7;
  return digit && colons >= 2 && colons <= 8 && text.find("::", gap + 1) == std::string_view::npos && text.size() > 4;
}

bool IsRedditUser(const PatternMatch& match) {
  constexpr auto kUnits = Words("u/hour", "u/day", "u/dose", "u/week", "u/unit", "u/meal");
  return !IsIn(kUnits, Identifier(match));
}

}  // namespace

#define VEIL_OPEN_TLD "(?:com|org|net|edu|gov|example|health|clinic|care|hospital|mil|test|invalid)"
#define VEIL_ANY_TLD                                                                                                 \
  "(?:com|org|net|edu|gov|example|health|clinic|care|hospital|mil|test|invalid|io|us|co|info|app|me|tv|uk|ca|au|de|" \
  "fr|ly|gl|biz|link|online|site|web|dev|ai)"

// Letters and digits of any script, as they stand in names of hosts and boxes.
#define VEIL_ALNUM R"([a-z0-9\x{80}-\x{10FFFF}])"
#define VEIL_HOST R"((?:[a-z0-9][a-z0-9\-]*\.)+)"
// What a web address may hold and end with; RFC 3986 without the signs that end a sentence.
#define VEIL_PATH R"([^\s<>"\x{201C}\x{201D}]*[^\s<>"\x{201C}\x{201D}.,;:!?)\]}'])"

std::span<const Pattern> NetPatterns() {
  static constexpr Pattern kPatterns[] = {
      {"(?i)([a-z0-9](?:" VEIL_ALNUM R"(|[._%+\-])*@(?:(?:)" VEIL_ALNUM R"(|-)+\.)+[a-z]{2,24})\b)",
       IdentifierType::kEmail, 0.99F},
      // Disguised: name [at] clinic.org, name(at)clinic(dot)org.
      {"(?i)\\b((?:" VEIL_ALNUM R"(|[._+\-])+ ?[\[({<] ?at ?[\])}>] ?(?:)" VEIL_ALNUM
       R"(|-)+(?: ?(?:\.|[\[({<] ?dot ?[\])}>]) ?[a-z0-9\-]+)+)\b)",
       IdentifierType::kEmail, 0.95F},
      // Dictated: name at domain dot com.
      {"(?i)\\b((?:[a-z] )?(?:" VEIL_ALNUM "|_)+(?: (?:dot|underscore|dash|hyphen) (?:" VEIL_ALNUM
       R"(|_)+)* at [a-z0-9\-]+(?: (?:dot|dash) [a-z0-9\-]+)* dot )" VEIL_ANY_TLD R"()\b)",
       IdentifierType::kEmail, 0.93F},
      {R"((?i)\b((?:https?|ftp|sftp)://)" VEIL_PATH ")", IdentifierType::kUrl, 0.99F},
      {R"((?i)\b(www\.)" VEIL_PATH ")", IdentifierType::kUrl, 0.99F},
      {R"((?i)\b()" VEIL_HOST VEIL_ANY_TLD R"((?::\d{2,5})?/)" VEIL_PATH ")", IdentifierType::kUrl, 0.97F},
      {R"((?i)\b()" VEIL_HOST VEIL_OPEN_TLD R"()\b)", IdentifierType::kUrl, 0.93F},
      {R"((?i)\b(www dot [a-z0-9\-]+(?: dot [a-z0-9\-]+)* dot )" VEIL_ANY_TLD R"()\b)", IdentifierType::kUrl, 0.93F},
      {R"((?:^|[\s("'\[:,/\x{201C}])(@[A-Za-z_][A-Za-z0-9_.]{2,29}[A-Za-z0-9_])\b)", IdentifierType::kUrl, 0.85F,
       IsHandle},
      {R"((?i)\b(?:ig|insta|instagram|snap|snapchat|twitter|tiktok|tik tok|venmo|facebook|fb|discord|telegram|reddit|kik|zelle|cash ?app|youtube))"
       R"((?: (?:handle|user|username|name|acct|account|id|page|tag))?(?: is |: {0,2}| ?= ?)([@$]?[\w.\-]+\w))",
       IdentifierType::kUrl, 0.85F, IsNamedAccount},
      {R"((?:^|[\s(/])(u/[A-Za-z0-9_\-]{4,20})\b)", IdentifierType::kUrl, 0.85F, IsRedditUser},
      {R"(\b(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})\b)", IdentifierType::kIp, 0.95F, IsIp4},
      {R"((?i)((?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}|:)(?::[0-9a-f]{1,4}){0,5}))", IdentifierType::kIp, 0.95F,
       IsIp6},
      {R"((?i)((?:[0-9a-f]{1,4})?::[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){1,6}))", IdentifierType::kIp, 0.9F, IsIp6},
      {R"((?i)\b([0-9a-f]{2}(?:[:\-][0-9a-f]{2}){5})\b)", IdentifierType::kIp, 0.95F},
      {R"((?i)\b([0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})\b)", IdentifierType::kIp, 0.85F},
  };
  return kPatterns;
}

}  // namespace veil
