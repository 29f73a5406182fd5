#pragma once

#include <cstddef>
#include <memory>

#include "base/operator_text.h"
#include "base/result.h"
#include "console/health.h"
#include "console/metrics.h"

namespace veil {

struct AdminOptions {
  OperatorText address{"127.0.0.1"};
  int port = 9464;  // 0: any free one
  // Whether `address` may be another than a loopback address. The pages have no authentication.
  bool allow_remote = false;
  std::size_t threads = 4;
  std::size_t waiting_max = 16;  // connections that wait for a thread; further ones wait in the kernel
};

// The operator's pages over HTTP: /livez, /readyz, /metrics, /version. They show numbers, digests and words of the
// source code. Runs on threads of its own from Start until it is destroyed.
class AdminServer {
 public:
  // `metrics` and `health` must outlive the server.
  // Errors: kConfig: the address is not loopback and allow_remote is false; kIo: it cannot be bound.
  static Result<std::unique_ptr<AdminServer>> Start(const AdminOptions& options, const Metrics& metrics,
                                                    const Health& health);
  ~AdminServer();
  AdminServer(const AdminServer&) = delete;
  AdminServer& operator=(const AdminServer&) = delete;

  int port() const;

 private:
  struct Http;
  explicit AdminServer(std::unique_ptr<Http> http);
  std::unique_ptr<Http> http_;
};

}  // namespace veil
