#include "detect/pattern_families.h"

namespace veil {

std::span<const Pattern> NetPatterns() {
  static constexpr Pattern kPatterns[] = {
      // RFC 5321 section 4.1.2, mailbox in its usual form.
      {R"((?i)\b[a-z0-9][a-z0-9._%+\-]{0,63}@[a-z0-9](?:[a-z0-9\-]{0,62}\.)+[a-z]{2,24}\b)", IdentifierType::kEmail,
       0.99F},
  };
  return kPatterns;
}

}  // namespace veil
