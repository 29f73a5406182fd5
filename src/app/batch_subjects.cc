#include "app/batch_subjects.h"

namespace veil {

Result<void> BatchSubjects::Prepare(std::span<const RawMessage> messages) {
  VEIL_TRY(store_.CatchUp());
  ids_.clear();
  ids_.reserve(messages.size());
  for (const RawMessage& message : messages) ids_.push_back(identify_(message));
  return LookUp(0);
}

Result<void> BatchSubjects::LookUp(std::size_t first) {
  std::vector<PhiString> ids;
  for (std::size_t i = first; i < ids_.size(); ++i) {
    if (ids_[i].patient) ids.push_back(*ids_[i].patient);
  }
  return store_.LookUp(ids, subjects_);
}

Result<void> BatchSubjects::Reach(std::size_t i) {
  if (ids_[i].merges.empty()) return {};
  // What is known of the two so far is joined, too.
  VEIL_TRY(Keep());
  for (const Merge& merge : ids_[i].merges) VEIL_TRY(store_.Join(merge.from, merge.into));
  return LookUp(i);
}

void BatchSubjects::Learn(const Processed& processed) {
  for (const Lesson& lesson : processed.lessons) {
    subjects_.Learn(lesson);
    lessons_.push_back(lesson);
  }
}

Result<void> BatchSubjects::Keep() {
  VEIL_TRY(store_.Learn(lessons_));
  lessons_.clear();
  return {};
}

}  // namespace veil
