// What leaves as it came: of the annotated messages every byte that is neither an identifier nor one of the second
// table (AGE, YEAR, STATE) nor what docs/formats says is removed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "eval/gold.h"
#include "pipeline/deidentifier.h"
#include "pipeline/finder.h"

namespace veil {
namespace {

struct Message {
  std::string name;
  Gold gold;
};

std::vector<Message> Annotated(const std::string& folder) {
  std::vector<Message> messages;
  for (const auto& entry : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/corpus/dev/" + folder)) {
    const std::string name = entry.path().filename();
    if (name.ends_with(".attachment.txt")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    auto gold = ParseGold(std::string(std::istreambuf_iterator<char>(file), {}));
    EXPECT_TRUE(gold) << name;
    if (gold) messages.push_back({name, std::move(*gold)});
  }
  EXPECT_FALSE(messages.empty()) << folder;
  return messages;
}

// Which bytes may change.
class Mask {
 public:
  explicit Mask(const std::string& text) : text_(text), free_(text.size(), false) {}

  void Free(Span span) { std::fill(At(span.begin), At(span.end), true); }
  void Hold(Span span) { std::fill(At(span.begin), At(span.end), false); }
  bool IsFree(std::size_t at) const { return free_[at]; }

  // What is removed from JSON takes the marks around it along, and the name of an array that it leaves empty.
  void FreeRemoved(Span span) {
    constexpr std::string_view kMarks = " \t\r\n,[]:";
    std::size_t begin = span.begin;
    while (begin > 0 && kMarks.find(text_[begin - 1]) != std::string_view::npos) --begin;
    if (begin > 0 && text_[begin - 1] == '"' &&
        text_.substr(begin, span.begin - begin).find('[') != std::string::npos) {
      begin = text_.rfind('"', begin - 2);
      while (begin > 0 && kMarks.find(text_[begin - 1]) != std::string_view::npos) --begin;
    }
    std::size_t end = span.end;
    while (end < text_.size() && kMarks.find(text_[end]) != std::string_view::npos) ++end;
    Free({begin, end});
  }

  // Whether `output` holds all other bytes, in their order and from end to end.
  bool Fits(const std::string& output) const {
    std::size_t done = 0;
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = begin;
      while (end < text_.size() && free_[end] == free_[begin]) ++end;
      if (!free_[begin]) {
        const std::string held = text_.substr(begin, end - begin);
        const std::size_t at =
            end == text_.size() ? output.size() - std::min(output.size(), held.size()) : output.find(held, done);
        const bool fits = at != std::string::npos && at >= done && (begin > 0 || at == 0) &&
                          output.compare(at, held.size(), held) == 0;
        if (!fits) return false;
        done = at + held.size();
      }
      begin = end;
    }
    return true;
  }

 private:
  std::vector<bool>::iterator At(std::size_t at) { return free_.begin() + static_cast<std::ptrdiff_t>(at); }

  const std::string& text_;
  std::vector<bool> free_;
};

// A file's name is an identifier whole (docs/formats/fhir.md).
bool IsFileName(const Field& field) {
  return field.path.ends_with(".title") && field.field_class == FieldClass::kIdentifier;
}

bool HasWord(const std::string& text, Span span) {
  return std::any_of(text.begin() + static_cast<std::ptrdiff_t>(span.begin),
                     text.begin() + static_cast<std::ptrdiff_t>(span.end),
                     [](unsigned char c) { return std::isalnum(c) != 0; });
}

struct Changed {
  std::vector<std::string> structure;  // where a value that no text detector reads changed: the field's path
  std::vector<std::string> prose;
};

class Reading {
 public:
  Reading(const Message& message, Format format) : text_(message.gold.text), mask_(text_) {
    raw_.format = format;
    raw_.bytes = PhiString(text_);
    for (const GoldSpan& span : message.gold.spans) {
      if (span.type) mask_.Free(span.span);
    }
    static const auto kCodecs = MakeCodecs({});
    static const auto kDetectors = MakeDetectors({});
    auto found = Find(kCodecs, kDetectors, raw_);
    EXPECT_TRUE(found) << message.name;
    if (found) found_ = std::move(*found);
    for (const Field& field : found_.document.fields) {
      if (field.encoded) mask_.Free(field.encoded->raw);
      if (field.field_class != FieldClass::kUnknown && !IsFileName(field)) continue;
      for (const ByteMap::Run& run : field.map.ToRaw({0, field.text.size()})) mask_.FreeRemoved(run.raw);
    }
  }

  // Adds the paths of what `output` changed beyond what may change; false: it changed what was not found.
  bool AddTo(Changed& changed, const std::string& output) {
    std::vector<std::pair<Span, const Field*>> beyond;
    for (const Finding& finding : found_.resolved) {
      const Field& field = found_.document.fields[finding.field];
      if (field.encoded || MayStay(finding.type)) continue;
      for (const ByteMap::Run& run : field.map.ToRaw(finding.span)) AddHeld(run.raw, field, beyond);
    }
    for (const auto& [span, field] : beyond) mask_.Free(span);
    if (!mask_.Fits(output)) return false;
    for (const auto& [span, field] : beyond) {
      mask_.Hold(span);
      const bool fits = mask_.Fits(output);
      mask_.Free(span);
      if (fits || !HasWord(text_, span)) continue;
      (field->field_class == FieldClass::kFreeText ? changed.prose : changed.structure).push_back(field->path);
    }
    return true;
  }

  const RawMessage& raw() const { return raw_; }

 private:
  void AddHeld(Span raw, const Field& field, std::vector<std::pair<Span, const Field*>>& beyond) const {
    for (std::size_t begin = raw.begin; begin < raw.end;) {
      std::size_t end = begin;
      while (end < raw.end && mask_.IsFree(end) == mask_.IsFree(begin)) ++end;
      if (!mask_.IsFree(begin)) beyond.push_back({{begin, end}, &field});
      begin = end;
    }
  }

  const std::string& text_;
  Mask mask_;
  RawMessage raw_;
  Found found_;
};

Changed ChangedBeyondGold(const std::string& folder, Format format) {
  auto policy = Policy::Load("safe-harbor", std::string(VEIL_SOURCE_DIR) + "/deploy/policies");
  EXPECT_TRUE(policy);
  const Deidentifier deidentifier({}, std::move(*policy), SurrogateKey(std::string(32, 'k')));
  Changed changed;
  for (const Message& message : Annotated(folder)) {
    Reading reading(message, format);
    const Processed processed = deidentifier.Process(reading.raw());
    const auto* clean = std::get_if<CleanMessage>(&processed.outcome);
    EXPECT_TRUE(clean != nullptr) << message.name;
    EXPECT_TRUE(clean == nullptr || reading.AddTo(changed, clean->bytes())) << message.name;
  }
  return changed;
}

struct Corpus {
  const char* folder;
  Format format;
  std::size_t prose_max;  // words of prose that are taken for an identifier
};

class UnchangedTest : public testing::TestWithParam<Corpus> {};

TEST_P(UnchangedTest, StructureChangesWhereAnIdentifierIsAndNowhereElse) {
  const Changed changed = ChangedBeyondGold(GetParam().folder, GetParam().format);
  EXPECT_EQ(changed.structure, std::vector<std::string>());
  EXPECT_LE(changed.prose.size(), GetParam().prose_max) << testing::PrintToString(changed.prose);
}

INSTANTIATE_TEST_SUITE_P(Formats, UnchangedTest,
                         testing::Values(Corpus{"hl7v2", Format::kHl7v2, 12}, Corpus{"fhir", Format::kFhir, 12},
                                         Corpus{"ccda", Format::kCda, 12}),
                         [](const auto& param) { return std::string(param.param.folder); });

}  // namespace
}  // namespace veil
