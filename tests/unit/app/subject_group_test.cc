#include "app/subject_group.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

namespace veil {
namespace {

namespace fs = std::filesystem;

// Messages are "id" or "id<old": about a patient, the latter after a merge. Each teaches its number as a name.
class SubjectGroupTest : public testing::Test {
 protected:
  ~SubjectGroupTest() override { fs::remove_all(root_); }

  std::unique_ptr<SubjectStore> Open(const std::string& name) {
    auto keys = SubjectKeys::Make(std::string(32, 'l'), {{1, std::string(32, 'd')}});
    auto store = SubjectStore::Open((root_ / name).string(), std::move(*keys));
    EXPECT_TRUE(store);
    return std::move(*store);
  }

  static std::string Text(const RawMessage& message) { return message.bytes.Expose(); }

  static SubjectIds Identify(const RawMessage& message) {
    const std::string text = Text(message);
    const std::size_t at = text.find('<');
    SubjectIds ids{PhiString(text.substr(0, at)), {}};
    if (text == "nobody") ids.patient.reset();
    if (at != std::string::npos) ids.merges.push_back({PhiString(text.substr(at + 1)), *ids.patient});
    return ids;
  }

  // For each message, how much was known of its subject.
  std::vector<std::size_t> Known(SubjectStore& store, const std::vector<std::string>& texts, std::size_t threads) {
    std::vector<std::optional<RawMessage>> messages;
    for (const std::string& text : texts) {
      messages.emplace_back();
      if (text.empty()) continue;
      messages.back().emplace().bytes = PhiString(text);
    }
    std::vector<std::size_t> known(texts.size());
    const BatchSubjects::Identify identify = Identify;
    const auto ended =
        SubjectGroup(store, identify, threads).Run(messages, [&](std::size_t i, const Subjects& subjects) {
          const auto id = Identify(*messages[i]).patient;
          if (!id) return std::vector<Lesson>();
          known[i] = subjects.Find(*id)->known.size();
          const KnownIdentifier fact{IdentifierType::kId, Party::kPatient, Part::kWhole, true,
                                     PhiString("fact" + std::to_string(i))};
          return std::vector<Lesson>{{*id, {fact}}};
        });
    EXPECT_TRUE(ended);
    return known;
  }

  fs::path root_ = fs::path(testing::TempDir()) / "subject-group";
};

TEST_F(SubjectGroupTest, ManyThreadsDoAsOneDoes) {
  const std::vector<std::string> texts = {"1", "2", "1", "nobody", "", "1", "2", "3<1", "3", "1", "2", "4<2", "2", "3"};
  const std::vector<std::size_t> expected = {0, 0, 1, 0, 0, 2, 1, 3, 4, 5, 2, 3, 4, 6};
  EXPECT_EQ(Known(*Open("one"), texts, 1), expected);
  EXPECT_EQ(Known(*Open("many"), texts, 4), expected);
}

TEST_F(SubjectGroupTest, WhereAGroupEndsChangesNothing) {
  const auto store = Open("cut");
  EXPECT_EQ(Known(*store, {"1", "2", "1"}, 2), (std::vector<std::size_t>{0, 0, 1}));
  EXPECT_EQ(Known(*store, {"1", "2"}, 2), (std::vector<std::size_t>{2, 1}));
}

}  // namespace
}  // namespace veil
