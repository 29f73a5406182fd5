#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "app/config.h"
#include "base/config_error.h"
#include "keys/key_source.h"
#include "subject/subject_store.h"

namespace veil {

// Of all epochs that are not shredded. Errors name the file and what would be right; the caller ends with
// ExitCode::kEnvironment.
ConfigResult<SubjectKeys> LoadSubjectKeys(const KeySource& source);

// A store of this folder alone.
ConfigResult<std::unique_ptr<SubjectStore>> OpenSubjectFolder(const std::string& folder, const KeySource& key);

// The replica of the subject topic, read to its end. Needs a broker that answers.
ConfigResult<std::unique_ptr<SubjectStore>> OpenSubjects(const SubjectsOptions& options,
                                                         const kafka::ClientOptions& client);

}  // namespace veil
