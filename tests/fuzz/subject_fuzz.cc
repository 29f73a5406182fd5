#include <string>
#include <string_view>

#include "base/check.h"
#include "subject/knowledge.h"
#include "subject/labelled_number.h"
#include "subject/subject_record.h"

// Any bytes as the key and the value of a record, as an opened record, and as a text with labelled numbers: read or
// refused. A value that nobody sealed does not open; what is read is sealed and opens as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace veil;
  static const auto keys = SubjectKeys::Make(std::string(32, 'l'), {{1, std::string(32, 'd')}});
  static const Digest subject = Digest::Of("invented subject");
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)ParseRecordName(bytes);
  VEIL_CHECK(!OpenSeed(bytes, subject, *keys));
  VEIL_CHECK(!OpenKnowledge(bytes, subject, *keys));
  if (const auto seed = ParseSeed(bytes)) {
    VEIL_CHECK(OpenSeed(*SealSeed(*seed, subject, *keys), subject, *keys) == *seed);
  }
  if (const auto known = ParseKnowledge(bytes)) {
    VEIL_CHECK(OpenKnowledge(*SealKnowledge(*known, subject, *keys), subject, *keys) == *known);
    const auto learned = Learned({}, known->identifiers);
    VEIL_CHECK(Learned(learned, learned) == learned);
  }
  for (const PhiView& number : LabelledNumbers(PhiView(bytes))) VEIL_CHECK(number.size() <= 20);
  return 0;
}
