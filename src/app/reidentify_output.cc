#include "app/reidentify_output.h"

#include <cstdio>

namespace veil {

Restored Reidentify(const Restorer& restorer, const PhiString& text) { return restorer.Restore(text.Expose()); }

Digest DigestOf(const PhiString& text) { return Digest::Of(text.Expose()); }

bool WriteRestored(const Restored& restored) {
  const std::string& text = restored.text.Expose();
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

}  // namespace veil
