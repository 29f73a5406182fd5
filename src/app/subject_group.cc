#include "app/subject_group.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>
#include <utility>

namespace veil {

void InParallel(std::size_t threads, std::size_t count, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(run);
  run();
  for (std::thread& thread : others) thread.join();
}

Result<void> SubjectGroup::Run(const std::vector<std::optional<RawMessage>>& messages, const Process& process) const {
  std::vector<SubjectIds> ids(messages.size());
  InParallel(threads_, messages.size(), [&](std::size_t i) {
    if (messages[i]) ids[i] = identify_(*messages[i]);
  });
  std::vector<std::size_t> stretch;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    if (!messages[i]) continue;
    if (!ids[i].merges.empty()) {
      VEIL_TRY(RunStretch(stretch, ids, process));
      stretch.clear();
      for (const Merge& merge : ids[i].merges) VEIL_TRY(store_.Join(merge.from, merge.into));
    }
    stretch.push_back(i);
  }
  return RunStretch(stretch, ids, process);
}

// Messages between two merges: those of one subject are a chain, and the chains run side by side.
Result<void> SubjectGroup::RunStretch(const std::vector<std::size_t>& stretch, const std::vector<SubjectIds>& ids,
                                      const Process& process) const {
  struct Chain {
    std::vector<std::size_t> messages;
    Subjects subjects;
  };
  std::vector<PhiString> patients;
  for (const std::size_t i : stretch) {
    if (ids[i].patient) patients.push_back(*ids[i].patient);
  }
  Subjects all;
  VEIL_TRY(store_.LookUp(patients, all));
  std::vector<Chain> chains;
  std::map<Digest, std::size_t> chain_of;
  for (const std::size_t i : stretch) {
    const SubjectRecord* subject = ids[i].patient ? all.Find(*ids[i].patient) : nullptr;
    const auto next = chains.size();
    const std::size_t at = subject != nullptr ? chain_of.emplace(subject->name, next).first->second : next;
    if (at == next) chains.emplace_back();
    chains[at].messages.push_back(i);
    if (subject != nullptr) chains[at].subjects.Add(*ids[i].patient, *subject);
  }
  std::map<std::size_t, std::vector<Lesson>> taught;
  for (const std::size_t i : stretch) taught[i];
  InParallel(threads_, chains.size(), [&](std::size_t number) {
    Chain& chain = chains[number];
    for (const std::size_t i : chain.messages) {
      std::vector<Lesson>& lessons = taught.at(i);
      lessons = process(i, chain.subjects);
      for (const Lesson& lesson : lessons) chain.subjects.Learn(lesson);
    }
  });
  std::vector<Lesson> lessons;
  for (auto& [i, some] : taught) {
    lessons.insert(lessons.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  return store_.Learn(lessons);
}

}  // namespace veil
