#include "detect/cues.h"

#include <algorithm>
#include <iterator>

namespace veil {
namespace {

template <std::size_t kSize>
bool Among(std::string_view word, const std::string_view (&list)[kSize]) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

bool IsCourtesyTitle(std::string_view word) {
  static constexpr std::string_view kList[] = {
      "dr",     "drs", "mr",   "mrs", "ms",      "doctor", "mister",    "missus", "miss",     "rev", "dra", "senor",
      "senora", "sra", "prof", "sgt", "trooper", "deputy", "detective", "rabbi",  "reverend", "mx",  "fr"};
  return Among(word, kList);
}

bool IsPatientLabel(std::string_view word) {
  static constexpr std::string_view kList[] = {"patient", "pt",       "name",   "re",       "veteran",
                                               "client",  "resident", "member", "infant",   "child",
                                               "student", "subject",  "donor",  "recipient"};
  return Among(word, kList);
}

bool IsStaffLabel(std::string_view word) {
  static constexpr std::string_view kList[] = {"attending",    "pcp",         "provider",    "author",
                                               "surgeon",      "assistant",   "anesthesia",  "anesthesiologist",
                                               "physician",    "cc",          "dictated",    "signed",
                                               "cosigned",     "scribe",      "nurse",       "rn",
                                               "resident",     "consultant",  "referring",   "ordering",
                                               "es",           "by",          "therapist",   "interpreter",
                                               "pathologist",  "radiologist", "oncologist",  "counselor",
                                               "technologist", "tech",        "from",        "to",
                                               "sw",           "cm",          "coordinator", "requesting",
                                               "performed",    "dictating",   "dict",        "staff"};
  return Among(word, kList);
}

bool IsContactLabel(std::string_view word) {
  static constexpr std::string_view kList[] = {"contact", "guardian",  "hcr",        "hcp",    "poa",       "nok",
                                               "dpoa",    "emergency", "proxy",      "agent",  "parent",    "mother",
                                               "father",  "guarantor", "subscriber", "spouse", "caregiver", "mom",
                                               "dad",     "contacts",  "hcpoa"};
  return Among(word, kList);
}

bool IsAgentWord(std::string_view word) {
  static constexpr std::string_view kList[] = {"by",     "per",  "with",      "w",       "cc",    "attn", "dear",
                                               "thanks", "via",  "named",     "hi",      "hello", "copy", "signed",
                                               "d/w",    "from", "sincerely", "regards", "es"};
  return Among(word, kList);
}

bool IsPersonVerb(std::string_view word) {
  static constexpr std::string_view kList[] = {
      "says",     "said",       "states",      "stated", "reports", "reported", "denies",  "denied",  "called",
      "calls",    "feels",      "felt",        "wants",  "wanted",  "asks",     "asked",   "agrees",  "agreed",
      "notes",    "noted",      "lives",       "visits", "visited", "believes", "thinks",  "brought", "aware",
      "updated",  "notified",   "verbalized",  "tells",  "told",    "declined", "refused", "paged",   "accepts",
      "accepted", "recommends", "recommended", "saw",    "attends", "goes",     "took",    "drove",   "worries",
      "uses",     "wakes",      "gave",        "knows"};
  return Among(word, kList);
}

bool IsParticle(std::string_view word) {
  static constexpr std::string_view kList[] = {"van", "von", "de", "del", "della", "der", "den", "la",  "las", "los",
                                               "le",  "du",  "da", "dos", "das",   "di",  "al",  "el",  "bin", "ibn",
                                               "ben", "abu", "st", "ter", "ten",   "zu",  "mac", "san", "af"};
  return Among(word, kList);
}

bool IsNameSuffix(std::string_view word) {
  static constexpr std::string_view kList[] = {"jr", "sr", "ii", "iii", "iv"};
  return Among(word, kList);
}

bool IsEponymNoun(std::string_view word) {
  static constexpr std::string_view kList[] = {
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
  return Among(word, kList);
}

bool IsPlaceWord(std::string_view word) {
  static constexpr std::string_view kList[] = {"in", "from", "near", "outside", "to", "of", "around", "visiting"};
  return Among(word, kList);
}

bool IsSiteWord(std::string_view word) {
  static constexpr std::string_view kList[] = {"at",   "from", "to", "attends", "via", "near",
                                               "with", "for",  "@",  "of",      "by"};
  return Among(word, kList);
}

bool IsDwellingVerb(std::string_view word) {
  static constexpr std::string_view kList[] = {"lives",   "live",     "lived",     "living",  "moved",   "born",
                                               "resides", "residing", "home",      "house",   "raised",  "grew",
                                               "travel",  "traveled", "traveling", "trip",    "flew",    "drove",
                                               "works",   "vacation", "stays",     "staying", "visited", "visiting"};
  return Among(word, kList);
}

bool IsHeaderWord(std::string_view word) {
  static constexpr std::string_view kList[] = {"mrn", "dob", "mr",     "pid",  "acct", "csn",
                                               "fin", "har", "medrec", "page", "age"};
  return Among(word, kList);
}

}  // namespace veil
