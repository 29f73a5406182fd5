#include <string>

#include "detect/pattern_families.h"
#include "detect/street_form.h"

namespace veil {
namespace {

using namespace street_form;

// Streets without a number, 45 CFR 164.514(b)(2)(i)(B): behind a word of place, numbered roads, crossings, blocks.

// "on", "lives off", "corner of": a street may follow.
constexpr std::string_view kSite =
    R"(\b(?i:on|off|at|near|from|down|along|outside|by|behind|in|of|to|around|between|via|towards?|onto|across|)"
    R"(under|)"
    R"(walking|live[sd]?|living)(?: of)?[ ]+(?:the )?)";
// A street's name in a crossing: "Blackstone", "5th".
constexpr std::string_view kName = R"((?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?))";

// "Hwy 12", "County Road K", "Route 34 near exit 8".
constexpr std::string_view kRoad =
    R"(\b((?:(?i:county (?:road|rd|hwy|highway)|state (?:route|road|rd|hwy|highway)|u\.?s\.? (?:hwy|highway|route)|)"
    R"(highway|hwy|interstate)|Route|Rte|ROUTE|RTE)\.? +(?:\d{1,4}[A-Z]?|[A-Z]{1,2})(?: (?:[NSEW]B|[NSEW]))?)"
    R"((?: (?:(?:near|at|@|by) )?(?i:exit|milepost|mile marker|mm|mile|mp) \d+[A-Z]?)?)(?:[^\w.-]|[.](?:\s|$)|$))";
// "I-70 EB @ milepost 212". An interstate alone looks like an isotope of iodine: it needs a mile or a word of place.
constexpr std::string_view kInterstateMile =
    R"(\b((?:I|US|SR)-\d{1,3}(?: [NSEW]B)?(?: (?:near|at|@|by)? ?(?i:exit|milepost|mile marker|mile|)"
    R"(mp) \d+[A-Z]?))\b)";
constexpr std::string_view kInterstate = R"(\b(?i:on|off|along|from|near) (I-\d{1,3}(?: [NSEW]B)?)\b)";

std::string WithType(std::string_view before, std::string_view after) {
  return std::string(before) + std::string(Type()) + std::string(after);
}

// "on Garnet St", "lives off Quarry Rd".
std::string BehindSite() {
  const std::string direction(Direction());
  return std::string(kSite) + "((?:" + direction + " +)?((?:" + std::string(NameWord()) + " +){1,3})(" +
         std::string(SureType()) + ")(?: +" + direction + R"(\b)?)" + std::string(Unit()) + ")";
}

// "Garnet St. & Vine", "Prospect Blvd and 6th".
std::string Crossing() {
  const std::string name(kName);
  return R"(\b((?:[NSEW]\.? )?)" + name + " " + std::string(SureType()) + R"( ?(?:&|/|and|@|at) ?(?:[NSEW]\.? )?)" +
         name + WithType("(?: ", ")?)");
}

// "5th and Main", "Ridgeway/18th".
std::string CrossingOfOrdinal() {
  return R"(\b(\d{1,3}(?:st|nd|rd|th)(?: St\.?| Ave\.?)? ?(?:&|/|and) ?[A-Z][\w'’-]+)" + WithType("(?: ", ")?|") +
         R"([A-Z][\w'’-]+(?: ?(?:&|/) ?| and )\d{1,3}(?:st|nd|rd|th)\b))";
}

// "corner of Alder and Birch", "T-boned at Walden & Mercer".
std::string CrossingBehindSite() {
  const std::string name(kName);
  return R"(\b(?i:corner of|intersection of|(?:side|struck|hit|crash|collision|rear-ended|boned)[^\n.]{0,24} (?:at|)"
         R"(near)|)"
         R"(parked at|found at|camps? at|sleeps? (?:at|near)) ()" +
         name + WithType("(?: ", ")? (?:&|and|/) ") + name + WithType("(?: ", ")?)");
}

// "700 block of Cedar St".
std::string Block() {
  return R"(\b(\d{2,5}(?:[ -]hundred)?[ -](?i:block|blk)(?: of|)"
         R"( on)? (?:[NSEW]\.? )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?)" +
         WithType("(?: ", ")?)");
}

}  // namespace

std::span<const Pattern> RoadPatterns() {
  static const std::string behind_site = BehindSite();
  static const std::string crossing = Crossing();
  static const std::string crossing_of_ordinal = CrossingOfOrdinal();
  static const std::string crossing_behind_site = CrossingBehindSite();
  static const std::string block = Block();
  static const Pattern patterns[] = {
      {behind_site, IdentifierType::kStreet, 0.75F, IsStreet},
      {kRoad, IdentifierType::kStreet, 0.75F},
      {kInterstateMile, IdentifierType::kStreet, 0.85F},
      {kInterstate, IdentifierType::kStreet, 0.7F},
      {crossing, IdentifierType::kStreet, 0.8F},
      {crossing_of_ordinal, IdentifierType::kStreet, 0.7F, IsCrossing},
      {crossing_behind_site, IdentifierType::kStreet, 0.75F},
      {block, IdentifierType::kStreet, 0.85F},
  };
  return patterns;
}

}  // namespace veil
