#include "bench/corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/check.h"

namespace veil::bench {
namespace {

// `marked` without its annotation: "{{DATE:3/4/2020}}" -> "3/4/2020".
std::string WithoutMarkup(const std::string& marked) {
  std::string out;
  std::size_t at = 0;
  while (at < marked.size()) {
    const std::size_t open = marked.find("{{", at);
    const std::size_t colon = marked.find(':', open);
    const std::size_t close = marked.find("}}", colon);
    if (close == std::string::npos) break;
    out.append(marked, at, open - at).append(marked, colon + 1, close - colon - 1);
    at = close + 2;
  }
  return out.append(marked, at);
}

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
    message.bytes = PhiString(WithoutMarkup({std::istreambuf_iterator<char>(file), {}}));
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
