#include "subject/subject_store.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "subject/knowledge.h"
#include "subject/subject_seed.h"

namespace veil {
namespace {

tl::unexpected<Error> ErasedMeanwhile() {
  return Fail(ErrorCode::kBroker, "a subject was erased while it was asked for");
}

}  // namespace

Result<std::unique_ptr<SubjectStore>> SubjectStore::Open(const std::string& folder, SubjectKeys keys,
                                                         std::unique_ptr<SubjectLog> log) {
  VEIL_ASSIGN(SubjectReplica replica, SubjectReplica::Open(folder, keys, std::move(log)));
  std::unique_ptr<SubjectStore> store(new SubjectStore(std::move(keys), std::move(replica)));
  VEIL_TRY(store->CatchUp());
  return store;
}

Digest SubjectStore::NameOf(PhiView id) const { return keys_.NameOf(CanonicalId(id).Expose()); }

Result<void> SubjectStore::CatchUp() {
  const std::lock_guard lock(writing_);
  return replica_.CatchUp();
}

Result<std::optional<SubjectRecord>> SubjectStore::Existing(const Digest& root) const {
  VEIL_ASSIGN(const auto seed, replica_.SeedOf(root));
  if (!seed) return std::optional<SubjectRecord>();
  SubjectRecord record{root, seed->seed, {}};
  VEIL_ASSIGN(record.known, replica_.KnowledgeOf(root, seed->seed));
  return std::optional<SubjectRecord>(std::move(record));
}

Result<void> SubjectStore::LookUp(std::span<const PhiString> ids, Subjects& subjects) {
  constexpr int kRounds = 3;  // an id may be erased or joined between its claim and its use
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Digest> missing;
    std::set<Digest> seen;
    for (const PhiString& id : ids) {
      const Digest name = NameOf(id);
      if (!seen.insert(name).second) continue;
      VEIL_ASSIGN(const Digest root, replica_.Root(name));
      VEIL_ASSIGN(auto record, Existing(root));
      if (record) {
        subjects.Add(id, std::move(*record));
      } else {
        missing.push_back(root);
      }
    }
    if (missing.empty()) return {};
    const std::lock_guard lock(writing_);
    VEIL_TRY(Claim(missing));
  }
  return ErasedMeanwhile();
}

// Appends a random seed for each name. Whether it has won shows when it comes back from the log.
Result<void> SubjectStore::Claim(std::span<const Digest> names) {
  std::vector<LogRecord> claims;
  for (const Digest& name : std::set<Digest>(names.begin(), names.end())) {
    VEIL_ASSIGN(const auto seed, replica_.SeedOf(name));
    if (seed) continue;  // another worker of this process was faster
    VEIL_ASSIGN(std::string sealed, SealSeed({Standing::kClaimed, RandomSeed(), {}}, name, keys_));
    claims.push_back({RecordName(RecordKind::kSeed, name), std::move(sealed)});
  }
  return replica_.Write(claims);
}

Result<void> SubjectStore::Learn(std::span<const Lesson> lessons) {
  struct Grown {
    SubjectRecord record;
    std::vector<KnownIdentifier> before;
  };
  const std::lock_guard lock(writing_);
  std::map<Digest, Grown> grown;
  for (const Lesson& lesson : lessons) {
    VEIL_ASSIGN(const Digest root, replica_.Root(NameOf(lesson.subject_id)));
    auto found = grown.find(root);
    if (found == grown.end()) {
      VEIL_ASSIGN(auto record, Existing(root));
      if (!record) continue;  // erased since the message was processed
      std::vector<KnownIdentifier> before = record->known;
      found = grown.emplace(root, Grown{std::move(*record), std::move(before)}).first;
    }
    std::vector<KnownIdentifier>& known = found->second.record.known;
    known = Learned(std::move(known), lesson.identifiers);
  }
  std::vector<LogRecord> records;
  for (const auto& [root, one] : grown) {
    if (one.record.known == one.before) continue;
    const KnowledgeRecord record{Digest::Of(one.record.seed.view()), one.record.known};
    VEIL_ASSIGN(std::string sealed, SealKnowledge(record, root, keys_));
    records.push_back({RecordName(RecordKind::kKnowledge, root), std::move(sealed)});
  }
  return replica_.Write(records);
}

Result<void> SubjectStore::Join(PhiView from, PhiView into) {
  const std::lock_guard lock(writing_);
  VEIL_ASSIGN(const Digest root, replica_.Root(NameOf(into)));
  VEIL_ASSIGN(const Digest old, replica_.Root(NameOf(from)));
  if (root == old) return {};
  VEIL_TRY(Claim({&root, 1}));
  VEIL_ASSIGN(const auto survivor, Existing(root));
  if (!survivor) return ErasedMeanwhile();
  VEIL_ASSIGN(const auto joined, Existing(old));

  std::vector<LogRecord> records;
  const SeedRecord link{Standing::kJoined, joined ? joined->seed : RandomSeed(), root};
  VEIL_ASSIGN(std::string sealed, SealSeed(link, old, keys_));
  records.push_back({RecordName(RecordKind::kSeed, old), std::move(sealed)});
  if (joined && !joined->known.empty()) {
    const KnowledgeRecord both{Digest::Of(survivor->seed.view()), Learned(survivor->known, joined->known)};
    VEIL_ASSIGN(std::string known, SealKnowledge(both, root, keys_));
    records.push_back({RecordName(RecordKind::kKnowledge, root), std::move(known)});
    records.push_back({RecordName(RecordKind::kKnowledge, old), std::nullopt});
  }
  return replica_.Write(records);
}

Result<std::vector<Digest>> SubjectStore::NamesHeld(PhiView id) {
  VEIL_TRY(replica_.CatchUp());
  VEIL_ASSIGN(const Digest root, replica_.Root(NameOf(id)));
  return replica_.NamesOf(root);
}

Result<bool> SubjectStore::Holds(PhiView id) {
  const std::lock_guard lock(writing_);
  VEIL_ASSIGN(const std::vector<Digest> names, NamesHeld(id));
  return !names.empty();
}

Result<bool> SubjectStore::Erase(PhiView id) {
  const std::lock_guard lock(writing_);
  VEIL_ASSIGN(const std::vector<Digest> names, NamesHeld(id));
  std::vector<LogRecord> records;
  for (const Digest& name : names) {
    records.push_back({RecordName(RecordKind::kSeed, name), std::nullopt});
    records.push_back({RecordName(RecordKind::kKnowledge, name), std::nullopt});
  }
  if (records.empty()) return false;
  VEIL_TRY(replica_.Write(records));
  return true;
}

Result<std::size_t> SubjectStore::Reseal() {
  constexpr std::size_t kAtOnce = 1000;
  const std::lock_guard lock(writing_);
  VEIL_TRY(replica_.CatchUp());
  VEIL_ASSIGN(const std::vector<std::string> stale, replica_.Stale());
  for (std::size_t begin = 0; begin < stale.size(); begin += kAtOnce) {
    std::vector<LogRecord> records;
    for (std::size_t i = begin; i < std::min(begin + kAtOnce, stale.size()); ++i) {
      VEIL_ASSIGN(LogRecord record, replica_.Rewritten(stale[i]));
      records.push_back(std::move(record));
    }
    VEIL_TRY(replica_.Write(records));
  }
  if (!stale.empty()) VEIL_TRY(replica_.Purge());
  return stale.size();
}

}  // namespace veil
