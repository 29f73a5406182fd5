#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/phi.h"
#include "message/document.h"
#include "message/subject.h"

namespace veil {

// A subject as the store has it: one patient, whatever identifiers it goes by.
struct SubjectRecord {
  Digest name;  // keyed hash of its identifier; after a merge, of the surviving one
  Digest seed;
  std::vector<KnownIdentifier> known;
};

// The subjects that messages are about, looked up before the messages are processed. The Deidentifier takes them as a
// value, so that it needs no store.
class Subjects {
 public:
  // Null: this id was not looked up.
  const SubjectRecord* Find(PhiView subject_id) const;

  void Add(PhiView subject_id, SubjectRecord record);
  // What a message taught is known to the next.
  void Learn(const Lesson& lesson);

 private:
  std::map<std::string, Digest, std::less<>> names_;  // by canonical id
  std::map<Digest, SubjectRecord> records_;
};

}  // namespace veil
