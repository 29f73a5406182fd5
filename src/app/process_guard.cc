#include "app/process_guard.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <ctime>

namespace veil {
namespace {

sigset_t StopSet() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

void ForbidCoreDumps() {
  prctl(PR_SET_DUMPABLE, 0);
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

StopSignals::StopSignals() {
  const sigset_t set = StopSet();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool StopSignals::Wait(std::chrono::milliseconds timeout) const {
  const sigset_t set = StopSet();
  timespec time{};
  time.tv_sec = timeout.count() / 1000;
  time.tv_nsec = (timeout.count() % 1000) * 1'000'000;
  return sigtimedwait(&set, nullptr, &time) > 0;
}

}  // namespace veil
