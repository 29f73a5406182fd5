#include "console/admin_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "console/bounded_tasks.h"

namespace veil {
namespace {

constexpr int kSecondsMax = 5;                  // for a request to come in, an answer to go out
constexpr std::size_t kRequestsMax = 20;        // of one connection
constexpr std::size_t kRequestBytesMax = 4096;  // of a body; no page takes one

// 127.0.0.0/8 (RFC 1122 section 3.2.1.3), ::1 (RFC 4291 section 2.5.3) and their usual name.
bool IsLoopback(const std::string& address) {
  return address == "localhost" || address == "::1" ||
         (address.starts_with("127.") && address.find_first_not_of("0123456789.") == std::string::npos);
}

// The library's seam for its threads; its own pool has a queue without a limit.
class Tasks final : public httplib::TaskQueue {
 public:
  explicit Tasks(const AdminOptions& options) : tasks_(options.threads, options.waiting_max) {}
  void enqueue(std::function<void()> task) override { tasks_.Add(std::move(task)); }
  void shutdown() override { tasks_.Stop(); }

 private:
  BoundedTasks tasks_;
};

// The library's default is SO_REUSEPORT, under which a second process takes the port of the first without a word.
void ReuseAddress(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

// All values are hexadecimal digits or the program's own version.
std::string VersionJson(const BuildInfo& build) {
  return "{\"version\":\"" + build.version + "\",\"build\":\"" + build.build.Hex() + "\",\"policy\":\"" +
         build.policy.Hex() + "\",\"model\":\"" + build.model.Hex() + "\"}\n";
}

}  // namespace

struct AdminServer::Http {
  httplib::Server server;
  std::thread listener;
  int port = 0;

  void Limit(const AdminOptions& options) {
    server.new_task_queue = [options] { return new Tasks(options); };  // the library deletes it
    server.set_read_timeout(kSecondsMax);
    server.set_write_timeout(kSecondsMax);
    server.set_keep_alive_timeout(kSecondsMax);
    server.set_keep_alive_max_count(kRequestsMax);
    server.set_payload_max_length(kRequestBytesMax);
    server.set_socket_options(ReuseAddress);
    server.set_exception_handler([](const auto&, httplib::Response& response, const std::exception_ptr&) {
      response.status = 500;  // the library would put what() into a header
    });
  }

  void AddPages(const Metrics& metrics, const Health& health) {
    server.Get("/livez",
               [](const auto&, httplib::Response& response) { response.set_content("live\n", "text/plain"); });
    server.Get("/readyz", [&health](const auto&, httplib::Response& response) {
      response.status = health.Ready() ? 200 : 503;
      response.set_content(health.Describe(), "text/plain");
    });
    server.Get("/metrics", [&metrics](const auto&, httplib::Response& response) {
      response.set_content(metrics.Render(), "text/plain; version=0.0.4");
    });
    server.Get("/version", [&metrics](const auto&, httplib::Response& response) {
      response.set_content(VersionJson(metrics.Build()), "application/json");
    });
  }

  bool Bind(const AdminOptions& options) {
    const std::string& address = options.address.str();
    if (options.port == 0) {
      port = server.bind_to_any_port(address);
    } else {
      port = server.bind_to_port(address, options.port) ? options.port : -1;
    }
    return port > 0;
  }

  // Returns when connections are taken, so that a stop() that follows is not lost.
  void Listen() {
    listener = std::thread([this] { server.listen_after_bind(); });
    while (!server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  ~Http() {
    if (!listener.joinable()) return;
    server.stop();
    listener.join();
  }
};

AdminServer::AdminServer(std::unique_ptr<Http> http) : http_(std::move(http)) {}
AdminServer::~AdminServer() = default;
int AdminServer::port() const { return http_->port; }

Result<std::unique_ptr<AdminServer>> AdminServer::Start(const AdminOptions& options, const Metrics& metrics,
                                                        const Health& health) {
  if (!options.allow_remote && !IsLoopback(options.address.str())) {
    return Fail(ErrorCode::kConfig, "the admin address is not a loopback address and remote access is not allowed");
  }
  auto http = std::make_unique<Http>();
  http->Limit(options);
  http->AddPages(metrics, health);
  if (!http->Bind(options)) return Fail(ErrorCode::kIo, "the admin address and port cannot be bound");
  http->Listen();
  return std::unique_ptr<AdminServer>(new AdminServer(std::move(http)));
}

}  // namespace veil
