#include "app/quarantine_show.h"

#include <cstdio>

namespace veil {

bool ShowOpened(const OpenedRecord& opened) {
  const std::string& bytes = opened.message.bytes.Expose();
  return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0;
}

}  // namespace veil
