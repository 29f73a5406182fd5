#pragma once

#include <cstdint>

#include "surrogate/name_text.h"
#include "surrogate/original.h"

namespace veil::surrogate {

// The article before a name, which its surrogate must agree with: "an Okafor relative".
enum class Article : std::uint8_t { kNone, kA, kAn };

// What the text around a name says of who bears it.
struct NameContext {
  Gender gender = Gender::kUnknown;    // "Mrs. <>", "his brother <>", "<>, 45 yo M"
  NameRole role = NameRole::kUnknown;  // of a lone word: a surname after "Dr.", a given name after "wife"
  bool clinician = false;              // "Dr. <>", "<>, MD"
  Article article = Article::kNone;
};

NameContext ContextOf(const Original& original);

}  // namespace veil::surrogate
