#pragma once

#include <random>
#include <string>
#include <vector>

#include "unit/codec/decoded.h"

namespace veil {

// Replacements of whole fields, and the bytes that a codec must make of them.
struct Replaced {
  std::vector<Replacement> replacements;
  std::string expected;
};

// Of a third, by chance, of the fields that stand in `bytes` as they are.
inline Replaced WholeFieldsReplaced(const Opened& opened, const std::string& bytes, std::mt19937& random) {
  Replaced replaced;
  std::size_t done = 0;
  for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
    const Field& field = opened.document->fields[i];
    const bool plain = field.map.pieces().size() == 1 && field.map.pieces()[0].copied;
    if (!plain || random() % 3 != 0) continue;
    const Span raw = field.map.pieces()[0].raw;
    replaced.replacements.push_back({i, {0, field.text.size()}, PhiString("new words")});
    replaced.expected += bytes.substr(done, raw.begin - done) + "new words";
    done = raw.end;
  }
  replaced.expected += bytes.substr(done);
  return replaced;
}

}  // namespace veil
