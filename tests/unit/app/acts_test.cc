#include "app/acts.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "audit/verify.h"

namespace veil {
namespace {

class ActsTest : public testing::Test {
 protected:
  ActsTest() { std::filesystem::remove(path_); }
  ~ActsTest() override { std::filesystem::remove(path_); }

  LedgerVerdict Verdict() const {
    LedgerVerifier verifier;
    std::ifstream in(path_);
    for (std::string line; std::getline(in, line);) verifier.AddLine(line);
    return verifier.Finish();
  }

  const std::string path_ = testing::TempDir() + "veil-acts-" + std::to_string(getpid());
  const LedgerAct act_{"reidentify", "A. Officer", "recall of a drug", {{"restored", "3"}}};
};

TEST_F(ActsTest, ActsInAFileAreOneChain) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(RecordActInFile(path_, act_));
  const LedgerVerdict verdict = Verdict();
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.entries, 3U);
  EXPECT_EQ(verdict.chains.at("acts").sequence, 3U);
  struct stat status {};
  ASSERT_EQ(stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(ActsTest, TwoWhoActAtOnceDoNotForkTheChain) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      for (int j = 0; j < 5; ++j) EXPECT_TRUE(RecordActInFile(path_, act_));
    });
  }
  for (std::thread& thread : threads) thread.join();
  const LedgerVerdict verdict = Verdict();
  EXPECT_TRUE(verdict.sound());
  EXPECT_EQ(verdict.entries, 20U);
}

TEST_F(ActsTest, AFileOfAnotherKindIsLeftAlone) {
  std::ofstream(path_) << "notes of somebody\n";
  const auto done = RecordActInFile(path_, act_);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kAudit);
  EXPECT_EQ(std::filesystem::file_size(path_), 18U);
  EXPECT_FALSE(RecordActInFile(testing::TempDir() + "no/such/folder", act_));
}

}  // namespace
}  // namespace veil
