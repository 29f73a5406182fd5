#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>

namespace veil::log {
namespace {

std::atomic<bool> json_lines{false};

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarn:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("veil", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *logger;
}

// Operator's text may hold quotes and control characters; a line stays one line.
void AppendQuoted(fmt::memory_buffer& out, std::string_view text) {
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

void AppendValue(fmt::memory_buffer& out, const Arg& arg) {
  std::visit(
      [&out](const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string_view>) {
          AppendQuoted(out, value);
        } else {
          fmt::format_to(std::back_inserter(out), "{}", value);
        }
      },
      arg.value());
}

}  // namespace

void Configure(const Options& options) {
  json_lines = options.json;
  Logger().set_level(ToSpdlog(options.level));
  Logger().set_pattern(
      options.json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})" : "%Y-%m-%dT%H:%M:%S.%eZ %l %v",
      spdlog::pattern_time_type::utc);
  Logger().flush_on(spdlog::level::info);
}

void Flush() { Logger().flush(); }

void Write(Level level, Literal event, std::span<const Field> fields) {
  if (!Logger().should_log(ToSpdlog(level))) return;
  const bool json = json_lines;
  fmt::memory_buffer line;
  if (json) line.append(std::string_view("\"event\":\""));
  line.append(event.view());
  if (json) line.push_back('"');
  for (const Field& field : fields) {
    line.append(std::string_view(json ? ",\"" : " "));
    line.append(field.name.view());
    line.append(std::string_view(json ? "\":" : "="));
    AppendValue(line, field.value);
  }
  Logger().log(ToSpdlog(level), std::string_view(line.data(), line.size()));
}

}  // namespace veil::log
