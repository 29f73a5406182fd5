// How often two originals share a surrogate, by type: the table of docs/surrogates.md. Prints it.
//
//   one message    2,000 originals of one message, one seed
//   two patients   each original in a message of its own, each message with a seed of its own and one key for numbers,
//                  as under `derivation: keyed`
//   two messages   one original in as many messages, each with a seed of its own, as under `derivation: forbidden`
#include <algorithm>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "message/document.h"
#include "surrogate/surrogates.h"

namespace veil {
namespace {

constexpr int kOfOneMessage = 2000;
constexpr int kMessages = 20000;

struct Kind {
  const char* name;
  IdentifierType type;
  std::function<std::string(int)> original;
};

// Letters that no list has as a name: one word for each number.
std::string Word(int i) {
  std::string word = "Q";
  for (int digit = 0; digit < 5; ++digit, i /= 20) word += static_cast<char>('a' + i % 20);
  return word;
}

std::string Digits(int i, std::size_t count) {
  std::string digits = std::to_string(i);
  return std::string(count - digits.size(), '0').replace(0, 1, "7") + digits;
}

const std::vector<Kind>& Kinds() {
  using T = IdentifierType;
  static const std::vector<Kind> kKinds = {
      {"record number, 7 digits", T::kMrn, [](int i) { return Digits(i, 7); }},
      {"code, `RX-44871/B`", T::kId, [](int i) { return "RX-" + std::to_string(10000 + i) + "/B"; }},
      {"room, 3 digits", T::kId, [](int i) { return std::to_string(100 + i % 900); }},
      {"social security number", T::kSsn, [](int i) { return "531-" + std::to_string(100000 + i).insert(2, "-"); }},
      {"telephone", T::kPhone, [](int i) { return "(509) 3" + std::to_string(100000 + i).insert(2, "-"); }},
      {"e-mail", T::kEmail, [](int i) { return Word(i) + "@mail.test"; }},
      {"URL", T::kUrl, [](int i) { return "https://portal.test/" + std::to_string(i); }},
      {"IPv4", T::kIp, [](int i) { return "10.7." + std::to_string(i / 250) + "." + std::to_string(1 + i % 250); }},
      {"name, first and last", T::kNamePatient, [](int i) { return "Anna " + Word(i); }},
      {"street with house", T::kStreet, [](int i) { return std::to_string(1000 + i % 9000) + " " + Word(i) + " Ave"; }},
      {"city", T::kCity, [](int i) { return Word(i); }},
      {"facility", T::kFacility, [](int i) { return Word(i) + " Hospital"; }},
      {"ZIP code", T::kZip, [](int i) { return std::to_string(30000 + i); }},
  };
  return kKinds;
}

std::vector<std::string> Made(const Surrogates& surrogates, IdentifierType type, const std::vector<std::string>& texts,
                              const Subject& subject) {
  Document document;
  std::vector<Finding> findings;
  for (const std::string& text : texts) {
    Field& field = document.fields.emplace_back();
    field.field_class = FieldClass::kFreeText;
    field.text = PhiString(text);
    findings.push_back({findings.size(), {0, text.size()}, type, Evidence::kPattern, 1});
  }
  const std::vector<ActionKind> actions(findings.size(), ActionKind::kSurrogate);
  const auto made = surrogates.Make(document, findings, actions, subject);
  std::vector<std::string> results;
  for (std::size_t i = 0; made && i < made->size(); ++i) results.push_back((*made)[i].text.Expose());
  return results;
}

// Pairs of originals with one surrogate, and how many different originals there were.
std::uint64_t PairsAlike(const std::vector<std::string>& texts) {
  std::map<std::string, std::uint64_t> counts;
  for (const std::string& text : texts) ++counts[text];
  std::uint64_t pairs = 0;
  for (const auto& [text, count] : counts) pairs += count * (count - 1) / 2;
  return pairs;
}

// How many surrogates an observer of pairs would think that there are: all pairs by those alike.
std::string Effective(std::uint64_t alike) {
  constexpr double kPairs = 0.5 * kMessages * (kMessages - 1);
  if (alike == 0) return "> " + std::to_string(static_cast<std::int64_t>(kPairs));
  return std::to_string(static_cast<std::int64_t>(kPairs / static_cast<double>(alike)));
}

Digest Numbered(int i) { return Digest::Of("collisions " + std::to_string(i)); }

void PrintRow(const Surrogates& surrogates, const Kind& kind) {
  std::vector<std::string> originals;
  for (int i = 0; i < kOfOneMessage; ++i) originals.push_back(kind.original(i));
  std::sort(originals.begin(), originals.end());
  originals.erase(std::unique(originals.begin(), originals.end()), originals.end());
  const std::uint64_t one_message = PairsAlike(Made(surrogates, kind.type, originals, {Numbered(0)}));
  std::vector<std::string> patients;
  std::vector<std::string> messages;
  std::vector<std::string> different;
  for (int i = 0; i < kMessages; ++i) {
    const std::string original = kind.original(i);
    different.push_back(original);
    patients.push_back(Made(surrogates, kind.type, {original}, {Numbered(i), Digest::Of("a key")}).front());
    messages.push_back(Made(surrogates, kind.type, {kind.original(0)}, {Numbered(i)}).front());
  }
  // Of originals that are alike themselves (there are 900 rooms) nothing can be told.
  const bool repeated = PairsAlike(different) > 0;
  std::cout << "| " << kind.name << " | " << one_message << " | "
            << (repeated ? std::string("") : std::to_string(PairsAlike(patients))) << " | "
            << Effective(PairsAlike(messages)) << " |" << std::endl;
}

}  // namespace
}  // namespace veil

int main() {
  const veil::Surrogates surrogates;
  std::cout << "| type | pairs alike of " << veil::kOfOneMessage << " in one message | pairs alike of "
            << veil::kMessages
            << " patients, keyed | effective number of surrogates of one original over messages |\n|---|---|---|---|\n";
  for (const veil::Kind& kind : veil::Kinds()) veil::PrintRow(surrogates, kind);
  return 0;
}
