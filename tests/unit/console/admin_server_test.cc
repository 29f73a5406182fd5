#include "console/admin_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <thread>
#include <vector>

namespace veil {
namespace {

using testing::HasSubstr;

class AdminServerTest : public testing::Test {
 protected:
  AdminServerTest() {
    AdminOptions options;
    options.port = 0;
    auto started = AdminServer::Start(options, metrics_, health_);
    EXPECT_TRUE(started);
    if (started) server_ = std::move(*started);
  }

  // Status and body of a page; status 0: no answer.
  std::pair<int, std::string> Get(const std::string& page) const {
    httplib::Client client("127.0.0.1", server_->port());
    const auto answer = client.Get(page);
    return answer ? std::pair(answer->status, answer->body) : std::pair(0, std::string());
  }

  BuildInfo build_{"0.1.0", Digest::Of("build"), Digest::Of("policy"), Digest::Of("model")};
  Metrics metrics_{build_};
  Health health_{1};
  std::unique_ptr<AdminServer> server_;
};

TEST_F(AdminServerTest, AnswersOnLoopback) {
  ASSERT_NE(server_, nullptr);
  EXPECT_EQ(Get("/livez"), std::pair(200, std::string("live\n")));
  EXPECT_EQ(Get("/nothing").first, 404);
  metrics_.CountTransaction(TransactionResult::kCommitted);
  const auto [status, text] = Get("/metrics");
  EXPECT_EQ(status, 200);
  EXPECT_THAT(text, HasSubstr("veil_transactions_total{result=\"committed\"} 1"));
}

TEST_F(AdminServerTest, ReadinessFollowsHealth) {
  ASSERT_NE(server_, nullptr);
  EXPECT_EQ(Get("/readyz"), std::pair(503, std::string("worker 0: missing policy key broker assigned\n")));
  for (std::size_t i = 0; i < kConditionCount; ++i) health_.SetAll(static_cast<Condition>(i), true);
  EXPECT_EQ(Get("/readyz"), std::pair(200, std::string("ready\n")));
}

TEST_F(AdminServerTest, VersionIsJson) {
  ASSERT_NE(server_, nullptr);
  EXPECT_EQ(Get("/version").second, "{\"version\":\"0.1.0\",\"build\":\"" + build_.build.Hex() + "\",\"policy\":\"" +
                                        build_.policy.Hex() + "\",\"model\":\"" + build_.model.Hex() + "\"}\n");
}

TEST_F(AdminServerTest, AnswersMoreConnectionsThanItHasThreads) {
  ASSERT_NE(server_, nullptr);
  std::vector<std::thread> clients;
  for (int i = 0; i < 40; ++i) {
    clients.emplace_back([this] { EXPECT_EQ(Get("/livez").first, 200); });
  }
  for (std::thread& client : clients) client.join();
}

TEST_F(AdminServerTest, APortInUseIsAnError) {
  ASSERT_NE(server_, nullptr);
  AdminOptions options;
  options.port = server_->port();
  const auto second = AdminServer::Start(options, metrics_, health_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kIo);
}

TEST_F(AdminServerTest, OtherAddressesMustBeAllowed) {
  AdminOptions options;
  options.port = 0;
  for (const char* address : {"0.0.0.0", "::", "192.0.2.1", "example.com", "127.evil.example"}) {
    options.address = OperatorText(address);
    const auto refused = AdminServer::Start(options, metrics_, health_);
    ASSERT_FALSE(refused) << address;
    EXPECT_EQ(refused.error().code, ErrorCode::kConfig);
  }
  options.address = OperatorText("0.0.0.0");
  options.allow_remote = true;
  EXPECT_TRUE(AdminServer::Start(options, metrics_, health_));
}

}  // namespace
}  // namespace veil
