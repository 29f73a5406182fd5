#include "app/policy_watch.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "unit/app/policies_in_force.h"
#include "unit/kafka/mock_cluster.h"

namespace veil {
namespace {

using std::chrono::seconds;

class PolicyWatchTest : public testing::Test {
 protected:
  PolicyWatchTest() {
    cluster_.Create("veil.control", 1);
    config_.publish.client = cluster_.Client();
    config_.source.consumer.group = "readers";
    config_.control_topic = "veil.control";
  }

  void Send(const std::string& value, const std::string& group = "readers") {
    cluster_.Send("veil.control", 0, value, group);
  }

  ControlFeed Feed() {
    auto feed = ControlFeed::Open(
        config_, [this] { metrics_.CountPolicyChange(PolicyChange::kRefused); }, seconds(20));
    EXPECT_TRUE(feed);
    return std::move(*feed);
  }

  std::string Newest() {
    auto newest = Feed().Newest(seconds(20));
    EXPECT_TRUE(newest);
    return *newest ? (*newest)->policy.name() : "";
  }

  bool Within(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + seconds(30);
    while (!condition() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    return condition();
  }

  bool Counted(const std::string& line) const { return metrics_.Render().find(line) != std::string::npos; }

  MockCluster cluster_;
  Config config_;
  Metrics metrics_{BuildInfo{}};
};

TEST_F(PolicyWatchTest, TheNewestPolicyOfTheGroupThatHoldsIsTaken) {
  EXPECT_EQ(Newest(), "");
  Send(SerializeControl(InForce("limited-data-set", "safe-harbor")));
  Send(SerializeControl(InForce("research-dateshift", "safe-harbor")), "others");
  EXPECT_EQ(Newest(), "limited-data-set");
  Send("broken");
  EXPECT_EQ(Newest(), "limited-data-set");
  EXPECT_TRUE(Counted("veil_policy_changes_total{result=\"refused\"} 1"));
}

TEST_F(PolicyWatchTest, APolicyIsPutInForceAndABrokenOneIsRefused) {
  ActivePolicy active(ShippedPolicy("safe-harbor"), [](const Policy& policy) {
    return std::make_shared<const Processing>(Processing{{}, policy.digest()});
  });
  const std::shared_ptr<const Processing> held = active.Current();
  const PolicyWatch watch(config_, Feed(), active, metrics_);
  const Digest other = ShippedPolicy("research-dateshift").digest();
  Send(SerializeControl(InForce("research-dateshift", "safe-harbor")));
  EXPECT_TRUE(Within([&] { return active.Current()->policy == other; }));
  EXPECT_EQ(held->policy, ShippedPolicy("safe-harbor").digest()) << "a batch in hand keeps its policy";
  Send("{\"v\":1,\"policy\":{\"text\":\"name: x\"}}");
  EXPECT_TRUE(Within([&] { return Counted("veil_policy_changes_total{result=\"refused\"} 1"); }));
  EXPECT_EQ(active.Current()->policy, other);
  Send(SerializeControl(InForce("safe-harbor", "research-dateshift", true)));
  EXPECT_TRUE(Within([&] { return Counted("veil_policy_changes_total{result=\"rolled_back\"} 1"); }));
  EXPECT_EQ(active.Current()->policy, held->policy);
  EXPECT_EQ(metrics_.Build().policy, held->policy);
  EXPECT_TRUE(Counted("veil_build_info{build=\"" + Digest().Hex() + "\",model=\"" + Digest().Hex() + "\",policy=\"" +
                      held->policy.Hex()));
}

TEST_F(PolicyWatchTest, ATopicThatIsNotThereIsAnError) {
  config_.control_topic = "none";
  EXPECT_FALSE(ControlFeed::Open(
      config_, [] {}, seconds(2)));
}

}  // namespace
}  // namespace veil
