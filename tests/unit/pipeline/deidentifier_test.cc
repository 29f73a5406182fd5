#include "pipeline/deidentifier.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <string>

namespace veil {
namespace {

const std::string kPolicies = std::string(VEIL_SOURCE_DIR) + "/deploy/policies";

Deidentifier Make(const std::string& policy, const std::string& key = std::string(32, 'k')) {
  auto loaded = Policy::Load(policy, kPolicies);
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().ToString());
  return Deidentifier({}, std::move(*loaded), SurrogateKey(key));
}

RawMessage Raw(std::string bytes, Format format = Format::kAuto) {
  RawMessage message;
  message.format = format;
  message.bytes = PhiString(std::move(bytes));
  return message;
}

std::string CleanBytes(const Processed& processed) {
  const auto* clean = std::get_if<CleanMessage>(&processed.outcome);
  if (clean != nullptr) return clean->bytes();
  ADD_FAILURE() << "quarantined: " << std::get<Quarantined>(processed.outcome).reason.what.view();
  return {};
}

constexpr const char* kNote =
    "Patient: Gregor Tillman   MRN: 44719023   DOB: 07/22/1957\n"
    "Mr. Tillman was seen on 3/14/2021 by Dr. Imani Washburn. BP 120/80, strength 5/5. Call (509) 555-0142.\n"
    "Parkinson's disease is stable; continue metformin 500 mg.\n";

TEST(DeidentifierTest, IdentifiersGoAndMeaningStays) {
  const std::string out = CleanBytes(Make("safe-harbor").Process(Raw(kNote)));
  for (const char* gone : {"Tillman", "Gregor", "44719023", "07/22/1957", "3/14/2021", "Washburn", "555-0142"}) {
    EXPECT_EQ(out.find(gone), std::string::npos) << gone;
  }
  for (const char* kept : {"BP 120/80", "strength 5/5", "Parkinson's disease is stable", "metformin 500 mg"}) {
    EXPECT_NE(out.find(kept), std::string::npos) << kept;
  }
}

TEST(DeidentifierTest, AReplayGivesTheSameBytesAndAnotherKeyGivesOthers) {
  const std::string first = CleanBytes(Make("safe-harbor").Process(Raw(kNote)));
  EXPECT_EQ(first, CleanBytes(Make("safe-harbor").Process(Raw(kNote))));
  EXPECT_NE(first, CleanBytes(Make("safe-harbor", std::string(32, 'x')).Process(Raw(kNote))));
}

TEST(DeidentifierTest, SafeHarborLinksNothingAcrossMessagesAndResearchDoes) {
  RawMessage other = Raw(std::string(kNote) + "Addendum: none.\n");
  const auto key_of = [](const Processed& processed) { return std::get<CleanMessage>(processed.outcome).key(); };
  const auto with_key = [](RawMessage message) {
    message.key = PhiString("44719023");
    return message;
  };
  const Deidentifier strict = Make("safe-harbor");
  EXPECT_NE(key_of(strict.Process(with_key(Raw(kNote)))), key_of(strict.Process(with_key(other))));
  const Deidentifier research = Make("research-dateshift");
  EXPECT_EQ(key_of(research.Process(with_key(Raw(kNote)))), key_of(research.Process(with_key(other))));
}

TEST(DeidentifierTest, APolicySaysWhatColumnsAndMembersHold) {
  std::ifstream in(kPolicies + "/safe-harbor.yaml");
  const std::string yaml = std::string(std::istreambuf_iterator<char>(in), {}) +
                           "columns: {Who: NAME_PATIENT, Shoe: safe}\nmembers: {who: NAME_PATIENT, shoe: safe}\n";
  auto policy = Policy::Parse(yaml, "p.yaml");
  ASSERT_TRUE(policy) << policy.error().ToString();
  const Deidentifier deidentifier({}, std::move(*policy), SurrogateKey(std::string(32, 'k')));
  const Processed file = deidentifier.Process(Raw("who,shoe,mrn\nGregor Tillman,wide 41,44719023\n"));
  EXPECT_EQ(file.receipt.format, Format::kCsv);
  EXPECT_EQ(file.receipt.unknown_paths, std::vector<std::string>{"column[3]"});
  const std::string table = CleanBytes(file);
  EXPECT_EQ(table.find("Tillman"), std::string::npos);
  EXPECT_TRUE(table.ends_with(",wide 41,\n"));
  const std::string object = CleanBytes(deidentifier.Process(Raw(R"({"who":"Gregor Tillman","shoe":"wide 41"})")));
  EXPECT_EQ(object.find("Tillman"), std::string::npos);
  EXPECT_TRUE(object.ends_with(R"(,"shoe":"wide 41"})"));
}

TEST(DeidentifierTest, OnlyListedHeadersStayAndTheyAreCheckedToo) {
  auto policy = Policy::Load("safe-harbor", kPolicies);
  ASSERT_TRUE(policy);
  Deidentifier::Options options;
  options.headers_kept = {"source-system"};
  const Deidentifier deidentifier(options, std::move(*policy), SurrogateKey(std::string(32, 'k')));
  const auto with_header = [](const std::string& name, const std::string& value) {
    RawMessage message = Raw(kNote);
    message.headers.push_back({PhiString(name), PhiString(value)});
    return message;
  };
  const auto headers_of = [&](const RawMessage& message) {
    return std::get<CleanMessage>(deidentifier.Process(message).outcome).headers();
  };
  EXPECT_EQ(headers_of(with_header("source-system", "lab")), (std::vector<CleanHeader>{{"source-system", "lab"}}));
  EXPECT_TRUE(headers_of(with_header("patient", "lab")).empty());
  const Processed leaking = deidentifier.Process(with_header("source-system", "Gregor Tillman"));
  ASSERT_TRUE(std::holds_alternative<Quarantined>(leaking.outcome));
  EXPECT_EQ(std::get<Quarantined>(leaking.outcome).reason.code, ErrorCode::kLeak);
}

TEST(DeidentifierTest, ReceiptsCountWhatWasDone) {
  const Processed processed = Make("safe-harbor").Process(Raw(kNote));
  EXPECT_EQ(processed.receipt.bytes_in, std::string(kNote).size());
  EXPECT_EQ(processed.receipt.bytes_out, CleanBytes(processed).size());
  std::uint32_t dates = 0;
  for (const auto count : processed.receipt.identifiers[static_cast<std::size_t>(IdentifierType::kDate)])
    dates += count;
  EXPECT_EQ(dates, 2U);
}

TEST(DeidentifierTest, EveryMessageEndsAsCleanOrQuarantined) {
  const Deidentifier deidentifier = Make("safe-harbor");
  std::mt19937 dice(11);
  for (int round = 0; round < 300; ++round) {
    std::string bytes =
        round % 3 == 0 ? "MSH|^~\\&|A|B|C|D|20240101||ADT^A01|1|P|2.5\rPID|1||44719023^^^A^MR||DOE^JANE\r" : kNote;
    for (auto change = dice() % 20; change > 0; --change) bytes[dice() % bytes.size()] = static_cast<char>(dice());
    bytes.resize(dice() % (bytes.size() + 1));
    const Processed processed = deidentifier.Process(Raw(bytes));
    if (const auto* quarantined = std::get_if<Quarantined>(&processed.outcome)) {
      EXPECT_EQ(quarantined->message.bytes, PhiString(bytes)) << "the original must be there to be sealed";
      EXPECT_EQ(processed.receipt.bytes_out, 0U);
    }
  }
}

TEST(DeidentifierTest, WhatCannotBeReadIsQuarantined) {
  const Deidentifier deidentifier = Make("safe-harbor");
  for (const std::string& bytes :
       {std::string(), std::string("MSH|^~"), std::string("a\0b\0c", 5), std::string(17U << 20, 'a')}) {
    EXPECT_TRUE(std::holds_alternative<Quarantined>(deidentifier.Process(Raw(bytes)).outcome)) << bytes.size();
  }
}

}  // namespace
}  // namespace veil
