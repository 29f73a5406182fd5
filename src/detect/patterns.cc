#include "detect/patterns.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "detect/pattern_families.h"
#include "detect/pattern_search.h"

namespace veil {

// The patterns, and the searches that no thread uses.
class PatternDetector::Searches {
 public:
  explicit Searches(std::span<const PatternFamily> families) : patterns_(families) {}

  bool ok() const { return patterns_.ok(); }

  std::unique_ptr<PatternSearch> Take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<PatternSearch>(patterns_);
    std::unique_ptr<PatternSearch> search = std::move(idle_.back());
    idle_.pop_back();
    return search;
  }

  void GiveBack(std::unique_ptr<PatternSearch> search) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(search));
  }

 private:
  const CompiledPatterns patterns_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<PatternSearch>> idle_;
};

PatternDetector::PatternDetector() : PatternDetector(PatternFamilies()) {}

PatternDetector::PatternDetector(std::span<const PatternFamily> families)
    : searches_(std::make_unique<Searches>(families)) {}

PatternDetector::~PatternDetector() = default;

Result<void> PatternDetector::Detect(const Document& document, const Readings&, Findings& found) const {
  if (!searches_->ok()) return Fail(ErrorCode::kDetectorFailed, "a pattern does not compile");
  std::unique_ptr<PatternSearch> search = searches_->Take();
  for (std::size_t i = 0; i < document.fields.size(); ++i) {
    const FieldClass field_class = document.fields[i].field_class;
    if (field_class != FieldClass::kFreeText && field_class != FieldClass::kTerm) continue;
    search->Run(PhiView(document.fields[i].text).Expose(), i, found);
  }
  searches_->GiveBack(std::move(search));
  return {};
}

std::span<const PatternFamily> PatternFamilies() {
  static const PatternFamily families[] = {
      {"dates", DatePatterns()},
      {"written_dates", WrittenDatePatterns()},
      {"spoken", SpokenPatterns()},
      {"ages", AgePatterns()},
      {"phones", PhonePatterns()},
      {"ssn", SsnPatterns()},
      {"net", NetPatterns()},
      {"ids", IdPatterns()},
      {"plans", PlanPatterns()},
      {"licenses", LicensePatterns()},
      {"vehicles", VehiclePatterns()},
      {"devices", DevicePatterns()},
      {"biometrics", BiometricPatterns()},
      {"rooms", RoomPatterns()},
      {"bare_codes", BareCodePatterns()},
      {"addresses", AddressPatterns()},
      {"roads", RoadPatterns()},
      {"zip", ZipPatterns()},
  };
  return families;
}

}  // namespace veil
