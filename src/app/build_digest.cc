#include "app/build_digest.h"

#include <fstream>
#include <iterator>
#include <string>

namespace veil {

Digest BuildDigest() {
  std::ifstream in("/proc/self/exe", std::ios::binary);
  if (!in) return {};
  const std::string program((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return Digest::Of(program);
}

}  // namespace veil
