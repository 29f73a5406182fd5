#include "app/open_subjects.h"

#include <cstdint>
#include <map>
#include <utility>

#include "app/subject_topic.h"

namespace veil {
namespace {

// How long a record may take to be acknowledged, and the topic to answer.
constexpr std::chrono::seconds kAnswer{30};

tl::unexpected<ConfigError> Because(const std::string& place, const Error& error) {
  return tl::make_unexpected(ConfigError{place, 0, 0, std::string(error.what.view())});
}

}  // namespace

ConfigResult<SubjectKeys> LoadSubjectKeys(const KeySource& source) {
  VEIL_ASSIGN(const KeyRing ring, LoadKeyRing(source, RingKind::kSubjects));
  std::map<std::uint8_t, std::string> data;
  std::string lookup;
  for (const KeyEpoch& epoch : ring.epochs()) {
    if (epoch.number == 0) {
      lookup = epoch.key.view();
    } else if (!epoch.shredded) {
      data.emplace(static_cast<std::uint8_t>(epoch.number), epoch.key.view());
    }
  }
  auto keys = SubjectKeys::Make(std::move(lookup), std::move(data));
  if (!keys) return Because(source.file + source.env + source.wrapped, keys.error());
  return std::move(*keys);
}

ConfigResult<std::unique_ptr<SubjectStore>> OpenSubjectFolder(const std::string& folder, const KeySource& key) {
  VEIL_ASSIGN(SubjectKeys keys, LoadSubjectKeys(key));
  auto store = SubjectStore::Open(folder, std::move(keys));
  if (!store) return Because(folder, store.error());
  return std::move(*store);
}

ConfigResult<std::unique_ptr<SubjectStore>> OpenSubjects(const SubjectsOptions& options,
                                                         const kafka::ClientOptions& client) {
  VEIL_ASSIGN(SubjectKeys keys, LoadSubjectKeys(options.key));
  kafka::ClientOptions own = client;
  own.client_id += "-subjects";
  auto log = SubjectTopic::Open(own, options.topic, kAnswer);
  if (!log) return Because("topic '" + options.topic + "'", log.error());
  auto store = SubjectStore::Open(options.folder, std::move(keys), std::move(*log));
  if (!store) return Because(options.folder, store.error());
  return std::move(*store);
}

}  // namespace veil
