#include "bench/corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/check.h"
#include "eval/gold.h"

namespace veil::bench {
namespace {

std::vector<RawMessage> ReadFolder(const std::string& folder, Format format) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(VEIL_SOURCE_DIR "/tests/corpus/dev/" + folder)) {
    paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<RawMessage> messages;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    RawMessage message;
    message.origin.channel = OperatorText(path.filename().string());
    message.format = format;
    auto gold = ParseGold(std::string(std::istreambuf_iterator<char>(file), {}));
    VEIL_CHECK(gold.has_value());
    message.bytes = PhiString(std::move(gold->text));
    messages.push_back(std::move(message));
  }
  VEIL_CHECK(!messages.empty());
  return messages;
}

// As the inside of a JSON string.
std::string Escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

}  // namespace

const std::vector<RawMessage>& Notes() {
  static const std::vector<RawMessage> notes = ReadFolder("notes", Format::kText);
  return notes;
}

const std::vector<RawMessage>& Hl7Messages() {
  static const std::vector<RawMessage> messages = ReadFolder("hl7v2", Format::kHl7v2);
  return messages;
}

const std::vector<RawMessage>& NdjsonMessages() {
  static const std::vector<RawMessage> messages = [] {
    std::vector<RawMessage> made = Notes();
    for (RawMessage& message : made) {
      message.format = Format::kNdjson;
      message.bytes = PhiString("{\"note\":\"" + Escaped(message.bytes.Expose()) + "\"}\n");
    }
    return made;
  }();
  return messages;
}

std::size_t TotalBytes(const std::vector<RawMessage>& messages) {
  std::size_t bytes = 0;
  for (const RawMessage& message : messages) bytes += message.bytes.size();
  return bytes;
}

}  // namespace veil::bench
