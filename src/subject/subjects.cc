#include "subject/subjects.h"

#include <utility>

#include "subject/knowledge.h"
#include "subject/subject_seed.h"

namespace veil {

const SubjectRecord* Subjects::Find(PhiView subject_id) const {
  const auto name = names_.find(CanonicalId(subject_id).Expose());
  return name != names_.end() ? &records_.at(name->second) : nullptr;
}

void Subjects::Add(PhiView subject_id, SubjectRecord record) {
  const Digest name = record.name;
  names_.insert_or_assign(CanonicalId(subject_id).Expose(), name);
  records_.insert_or_assign(name, std::move(record));
}

void Subjects::Learn(const Lesson& lesson) {
  const auto name = names_.find(CanonicalId(lesson.subject_id).Expose());
  if (name == names_.end()) return;
  SubjectRecord& record = records_.at(name->second);
  record.known = Learned(std::move(record.known), lesson.identifiers);
}

}  // namespace veil
