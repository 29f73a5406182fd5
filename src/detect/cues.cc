#include "detect/cues.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"
#include "detect/folded.h"

namespace veil {
namespace {

constexpr std::string_view kCourtesyTitles[] = {
    "dr",     "drs", "mr",   "mrs", "ms",      "doctor", "mister",    "missus", "miss",     "rev", "dra", "senor",
    "senora", "sra", "prof", "sgt", "trooper", "deputy", "detective", "rabbi",  "reverend", "mx",  "fr"};

constexpr std::string_view kPatientLabels[] = {"patient", "pt",       "name",   "re",       "veteran",
                                               "client",  "resident", "member", "infant",   "child",
                                               "student", "subject",  "donor",  "recipient"};

constexpr std::string_view kStaffLabels[] = {"attending",    "pcp",         "provider",    "author",
                                             "surgeon",      "assistant",   "anesthesia",  "anesthesiologist",
                                             "physician",    "cc",          "dictated",    "signed",
                                             "cosigned",     "scribe",      "nurse",       "rn",
                                             "resident",     "consultant",  "referring",   "ordering",
                                             "es",           "by",          "therapist",   "interpreter",
                                             "pathologist",  "radiologist", "oncologist",  "counselor",
                                             "technologist", "tech",        "from",        "to",
                                             "sw",           "cm",          "coordinator", "requesting",
                                             "performed",    "dictating",   "dict",        "staff"};

constexpr std::string_view kContactLabels[] = {"contact", "guardian",  "hcr",        "hcp",    "poa",       "nok",
                                               "dpoa",    "emergency", "proxy",      "agent",  "parent",    "mother",
                                               "father",  "guarantor", "subscriber", "spouse", "caregiver", "mom",
                                               "dad",     "contacts",  "hcpoa"};

constexpr std::string_view kAgentWords[] = {"by",     "per",  "with",      "w",       "cc",    "attn", "dear",
                                            "thanks", "via",  "named",     "hi",      "hello", "copy", "signed",
                                            "d/w",    "from", "sincerely", "regards", "es"};

constexpr std::string_view kPersonVerbs[] = {
    "says",     "said",       "states",      "stated", "reports", "reported", "denies",  "denied",  "called",
    "calls",    "feels",      "felt",        "wants",  "wanted",  "asks",     "asked",   "agrees",  "agreed",
    "notes",    "noted",      "lives",       "visits", "visited", "believes", "thinks",  "brought", "aware",
    "updated",  "notified",   "verbalized",  "tells",  "told",    "declined", "refused", "paged",   "accepts",
    "accepted", "recommends", "recommended", "saw",    "attends", "goes",     "took",    "drove",   "worries",
    "uses",     "wakes",      "gave",        "knows"};

constexpr std::string_view kParticles[] = {"van", "von", "de", "del", "della", "der", "den", "la",  "las", "los",
                                           "le",  "du",  "da", "dos", "das",   "di",  "al",  "el",  "bin", "ibn",
                                           "ben", "abu", "st", "ter", "ten",   "zu",  "mac", "san", "af"};

constexpr std::string_view kNameSuffixs[] = {"jr", "sr", "ii", "iii", "iv"};

constexpr std::string_view kEponymNouns[] = {
    "disease",   "syndrome",     "sign",        "signs",          "test",           "catheter", "score",
    "scale",     "criteria",     "palsy",       "tube",           "drain",          "fracture", "phenomenon",
    "esophagus", "cyst",         "cells",       "cell",           "lymphoma",       "sarcoma",  "procedure",
    "operation", "repair",       "maneuver",    "position",       "classification", "grade",    "stage",
    "index",     "reflex",       "nodes",       "node",           "nodules",        "bodies",   "body",
    "lines",     "contracture",  "thyroiditis", "tumor",          "forceps",        "clamp",    "retractor",
    "needle",    "stain",        "pouch",       "respiration",    "respirations",   "rule",     "equation",
    "dementia",  "monitor",      "bag",         "nails",          "triad",          "law",      "space",
    "point",     "ulcer",        "gangrene",    "encephalopathy", "contractions",   "hicks",    "coma",
    "class",     "protocol",     "method",      "technique",      "boot",           "collar",   "brace",
    "frame",     "elevator",     "rongeur",     "pattern",        "ring",           "ligament", "canal",
    "area",      "exercises",    "murmur",      "hernia",         "jelly",          "chorea",   "ataxia",
    "anomaly",   "malformation", "deformity",   "anesthesia",     "pump",           "wire",     "stent",
    "loop",      "incision"};

constexpr std::string_view kPlaceWords[] = {"in", "from", "near", "outside", "to", "of", "around", "visiting"};

constexpr std::string_view kDwellingVerbs[] = {"lives",   "live",     "lived",     "living",  "moved",   "born",
                                               "resides", "residing", "home",      "house",   "raised",  "grew",
                                               "travel",  "traveled", "traveling", "trip",    "flew",    "drove",
                                               "works",   "vacation", "stays",     "staying", "visited", "visiting"};

constexpr std::string_view kHeaderWords[] = {"mrn", "dob", "mr",     "pid",  "acct", "csn",
                                             "fin", "har", "medrec", "page", "age"};

constexpr std::string_view kSigningWords[] = {
    "dictated", "dict",   "transcribed", "trans", "typed",    "initials", "signed", "init", "int", "entered",
    "rn",       "author", "cosign",      "sign",  "verified", "by",       "scribe", "t",    "d"};

constexpr std::string_view kFacilityLinks[] = {"of", "the", "and", "&", "for", "de", "del", "la", "los", "at"};

constexpr std::string_view kFacilitySofts[] = {
    "medical",     "surgical",   "regional",    "memorial",   "endocrine",    "cardiology",   "radiology",
    "oncology",    "digestive",  "geriatrics",  "pediatrics", "neurology",    "rheumatology", "pathology",
    "dermatology", "urology",    "orthopedics", "ortho",      "gi",           "foods",        "builders",
    "elementary",  "middle",     "high",        "farms",      "midwifery",    "ambulette",    "mortuary",
    "nurses",      "lutheran",   "methodist",   "baptist",    "presbyterian", "mennonite",    "christian",
    "village",     "counseling", "med",         "rx",         "engineering",  "construction", "motors",
    "brothers",    "industries", "logistics",   "trucking",   "university",   "college",      "academy",
    "police",      "schools",    "county",      "therapy",    "medicine",     "radiation",    "imaging",
    "diagnostics", "labs",       "rehab",       "assoc",      "dept",         "hs",           "llc",
    "inc"};

constexpr std::string_view kFacilityKinds[] = {
    "emergency",    "department", "urgent",     "outpatient", "inpatient", "primary",   "surgical", "medical",
    "internal",     "general",    "discharge",  "wound",      "infusion",  "nursing",   "skilled",  "intensive",
    "pediatric",    "neonatal",   "labor",      "delivery",   "trauma",    "family",    "women's",  "physical",
    "occupational", "speech",     "behavioral", "mental",     "public",    "home",      "visiting", "the",
    "this",         "our",        "your",       "assisted",   "living",    "operating", "recovery", "day",
    "middle",       "high",       "clinic",     "regional",   "community"};

struct List {
  Cue cue;
  std::span<const std::string_view> words;
};

constexpr List kLists[] = {
    {Cue::kCourtesyTitle, kCourtesyTitles}, {Cue::kPatientLabel, kPatientLabels}, {Cue::kStaffLabel, kStaffLabels},
    {Cue::kContactLabel, kContactLabels},   {Cue::kAgentWord, kAgentWords},       {Cue::kPersonVerb, kPersonVerbs},
    {Cue::kParticle, kParticles},           {Cue::kNameSuffix, kNameSuffixs},     {Cue::kEponymNoun, kEponymNouns},
    {Cue::kPlaceWord, kPlaceWords},         {Cue::kDwellingVerb, kDwellingVerbs}, {Cue::kHeaderWord, kHeaderWords},
    {Cue::kSigningWord, kSigningWords},     {Cue::kFacilityLink, kFacilityLinks}, {Cue::kFacilitySoft, kFacilitySofts},
    {Cue::kFacilityKind, kFacilityKinds},
};

// All words of the lists, by hash: open addressing in a table that is small and four times as large as needed, so that
// most words that are in none meet an empty place at once.
class Table {
 public:
  Table() {
    for (const auto& [cue, words] : kLists) {
      for (const std::string_view word : words) Add(word, cue);
    }
    VEIL_CHECK(entries_.size() < kPlaces / 4);
  }

  Cues Find(std::string_view word, std::uint64_t hash) const {
    for (std::size_t at = hash % kPlaces; places_[at] != 0; at = (at + 1) % kPlaces) {
      const Entry& entry = entries_[places_[at] - 1U];
      if (entry.word == word) return entry.cues;
    }
    return {};
  }

 private:
  static constexpr std::size_t kPlaces = 2048;

  struct Entry {
    std::string_view word;
    Cues cues;
  };

  void Add(std::string_view word, Cue cue) {
    std::size_t at = WordHash(word) % kPlaces;
    while (places_[at] != 0 && entries_[places_[at] - 1U].word != word) at = (at + 1) % kPlaces;
    if (places_[at] == 0) {
      entries_.push_back({word, {}});
      places_[at] = static_cast<std::uint16_t>(entries_.size());
    }
    entries_[places_[at] - 1U].cues.bits |= static_cast<std::uint32_t>(cue);
  }

  std::vector<Entry> entries_;
  std::array<std::uint16_t, kPlaces> places_{};  // 1 + the place in entries_; 0: empty
};

}  // namespace

Cues CuesOf(std::string_view folded, std::uint64_t hash) {
  static const Table table;
  return table.Find(folded, hash);
}

}  // namespace veil
