#include "surrogate/name_context.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

using WordSet = std::unordered_set<std::string_view>;

constexpr std::size_t kBytesBefore = 64;
constexpr std::size_t kBytesAfter = 48;
constexpr std::size_t kWordsMax = 6;

struct Title {
  Gender gender;
  NameRole role;
  bool clinician;
};

const Title* FindTitle(std::string_view word) {
  constexpr Gender kFemale = Gender::kFemale;
  constexpr Gender kMale = Gender::kMale;
  constexpr Gender kEither = Gender::kUnknown;
  constexpr NameRole kFamily = NameRole::kFamily;
  constexpr NameRole kAny = NameRole::kUnknown;
  static const std::unordered_map<std::string_view, Title> kTitles = {
      {"mr", {kMale, kFamily, false}},         {"mister", {kMale, kFamily, false}}, {"sir", {kMale, kAny, false}},
      {"mrs", {kFemale, kFamily, false}},      {"ms", {kFemale, kFamily, false}},   {"miss", {kFemale, kAny, false}},
      {"madam", {kFemale, kFamily, false}},    {"dr", {kEither, kFamily, true}},    {"drs", {kEither, kFamily, true}},
      {"doctor", {kEither, kFamily, true}},    {"prof", {kEither, kFamily, true}},  {"nurse", {kEither, kAny, true}},
      {"professor", {kEither, kFamily, true}}, {"aunt", {kFemale, kAny, false}},    {"auntie", {kFemale, kAny, false}},
      {"uncle", {kMale, kAny, false}},         {"grandma", {kFemale, kAny, false}}, {"grandpa", {kMale, kAny, false}}};
  const auto found = kTitles.find(word);
  return found == kTitles.end() ? nullptr : &found->second;
}

// Of words for kin and company; nothing for other words.
const Gender* KinGender(std::string_view word) {
  constexpr std::string_view kFemale[] = {
      "wife",      "mother", "mom",     "mum",           "mama",        "sister", "sis",         "daughter",
      "daughters", "dtr",    "sisters", "niece",         "nieces",      "granny", "grandmother", "girlfriend",
      "gf",        "widow",  "wives",   "stepmother",    "stepmom",     "woman",  "girl",        "stepdaughter",
      "fiancee",   "lady",   "female",  "granddaughter", "goddaughter", "bride"};
  constexpr std::string_view kMale[] = {
      "husband", "father",  "dad",         "papa",     "brother", "bro",       "son",     "sons",    "brothers",
      "nephew",  "nephews", "grandfather", "grandson", "bf",      "boyfriend", "widower", "stepdad", "stepfather",
      "stepson", "man",     "gentleman",   "boy",      "male",    "godson",    "hubby"};
  constexpr std::string_view kEither[] = {"spouse",   "partner",  "child",      "children", "kids",     "cousin",
                                          "friend",   "neighbor", "twin",       "sibling",  "siblings", "neighbour",
                                          "roommate", "fiance",   "grandchild", "caregiver"};
  static const std::unordered_map<std::string_view, Gender> kKin = [&] {
    std::unordered_map<std::string_view, Gender> kin;
    for (const std::string_view female : kFemale) kin[female] = Gender::kFemale;
    for (const std::string_view male : kMale) kin[male] = Gender::kMale;
    for (const std::string_view either : kEither) kin[either] = Gender::kUnknown;
    return kin;
  }();
  const auto found = kKin.find(word);
  return found == kKin.end() ? nullptr : &found->second;
}

// Words between kin and name, and between the names of two.
bool IsSkipped(std::string_view word) {
  static const WordSet kSkipped = {"and",    "or",   "named", "called", "is",  "was",   "his",     "her",
                                   "their",  "my",   "in",    "law",    "aka", "older", "younger", "big",
                                   "little", "late", "jr",    "sr",     "ii",  "iii"};
  return kSkipped.contains(word);
}

bool IsCredential(std::string_view word) {
  static const WordSet kCredentials = {"md",   "do",   "rn",   "np",  "pa",  "pac",    "phd",  "psyd",
                                       "lcsw", "crna", "cnm",  "dpm", "dds", "pharmd", "aprn", "lpn",
                                       "msw",  "dpt",  "arnp", "fnp", "cna", "rrt"};
  return kCredentials.contains(word);
}

Gender SexOfWord(std::string_view word) {
  static const WordSet kFemale = {"f", "female", "woman", "lady", "girl", "yof"};
  static const WordSet kMale = {"m", "male", "man", "gentleman", "boy", "yom"};
  if (kFemale.contains(word)) return Gender::kFemale;
  return kMale.contains(word) ? Gender::kMale : Gender::kUnknown;
}

// Walks from the name to the left, until a word says who bears it or a sentence begins.
void LookBefore(std::string_view before, NameContext& context) {
  if (before.size() > kBytesBefore) before.remove_prefix(before.size() - kBytesBefore);
  const std::vector<Piece> pieces = Pieces(before);
  std::size_t words = 0;
  bool dot = false;
  for (std::size_t i = pieces.size(); i-- > 0 && words < kWordsMax;) {
    const std::string_view text = pieces[i].In(before);
    if (pieces[i].kind == PieceKind::kOther) {
      constexpr std::string_view kStops = ";!?)";
      if (kStops.find(text[0]) != std::string_view::npos) return;
      dot = dot || text == ".";
      continue;
    }
    if (pieces[i].kind == PieceKind::kDigits) return;
    const std::string word = Lower(text);
    if (words == 0 && (word == "a" || word == "an")) context.article = word == "a" ? Article::kA : Article::kAn;
    if (const Title* title = FindTitle(word); title != nullptr && words == 0) {
      context.gender = title->gender;
      context.role = title->role;
      context.clinician = title->clinician;
      return;
    }
    if (dot && !IsSkipped(word)) return;
    dot = false;
    if (const Gender* gender = KinGender(word)) {
      context.gender = *gender;
      context.role = NameRole::kGiven;
      return;
    }
    if (!IsSkipped(word) && !IsUpper(text[0])) return;
    ++words;
  }
}

// ", MD"; ", 45 yo M"; "is a 45-year-old woman".
void LookAfter(std::string_view after, NameContext& context) {
  after = after.substr(0, std::min({kBytesAfter, after.size(), after.find('\n')}));
  static const WordSet kBetween = {"is", "was", "a", "an", "the"};
  static const WordSet kUnits = {"yo", "y", "o", "year", "years", "old", "yr", "yrs", "month", "mo"};
  std::size_t words = 0;
  bool number = false;
  for (const Piece& piece : Pieces(after)) {
    if (piece.kind == PieceKind::kOther) {
      if (piece.In(after) == "." || piece.In(after) == ";") return;
      continue;
    }
    if (++words > kWordsMax) return;
    if (piece.kind == PieceKind::kDigits) {
      if (number || piece.span.size() > 3) return;
      number = true;
      continue;
    }
    const std::string word = Lower(piece.In(after));
    if (words == 1 && IsCredential(word)) context.clinician = true;
    if (number) {
      if (const Gender sex = SexOfWord(word); sex != Gender::kUnknown) {
        if (context.gender == Gender::kUnknown) context.gender = sex;
        return;
      }
      if (!kUnits.contains(word)) return;
    } else if (!kBetween.contains(word)) {
      return;
    }
  }
}

}  // namespace

NameContext ContextOf(const Original& original) {
  NameContext context;
  LookBefore(original.before, context);
  LookAfter(original.after, context);
  context.clinician = context.clinician || original.type == IdentifierType::kNameProvider;
  return context;
}

}  // namespace veil::surrogate
