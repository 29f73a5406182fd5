#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "message/document.h"
#include "message/finding.h"

namespace veil {

// How much is kept of one patient.
struct KnowledgeLimits {
  static constexpr std::size_t kBytesMax = 4096;    // of texts, all together
  static constexpr std::size_t kTextBytesMax = 96;  // longer ones are no identifiers to look for
  static constexpr std::size_t kPerTypeMax = 16;
};

// The identifiers of the patient and of those close to the patient that a message gives: what its fields say, then what
// was found in its text with certainty by its form (a telephone number, a labelled record number). Not those of
// clinicians, nor dates, ages and states, which say nothing of a later note. `findings` are Resolve()'s.
std::vector<KnownIdentifier> Taught(const Document& document, std::span<const Finding> findings);

// What is known once `taught` came on top of `known`: new ones in front, structured ones before found ones, each once,
// within the limits. The same as `known` where nothing is new, in the same order.
std::vector<KnownIdentifier> Learned(std::vector<KnownIdentifier> known, std::span<const KnownIdentifier> taught);

}  // namespace veil
