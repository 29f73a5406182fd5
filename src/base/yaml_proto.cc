#include "base/yaml_proto.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <vector>

#include "base/nearest_word.h"

namespace veil {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// SafeHarbor -> SAFE_HARBOR: the prefix that protobuf's style gives the values of an enum.
std::string EnumPrefix(const EnumDescriptor& type) {
  std::string prefix;
  for (const char c : type.name()) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !prefix.empty()) prefix += '_';
    prefix += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return prefix + "_";
}

std::string EnumWord(const EnumValueDescriptor& value) {
  const std::string prefix = EnumPrefix(*value.type());
  const std::string& name = value.name();
  return Lower(name.starts_with(prefix) ? name.substr(prefix.size()) : name);
}

std::vector<std::string> EnumWords(const EnumDescriptor& type) {
  std::vector<std::string> words;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) words.push_back(EnumWord(*type.value(i)));  // 0 is "unspecified"
  }
  return words;
}

std::vector<std::string> FieldWords(const Descriptor& type) {
  std::vector<std::string> words;
  words.reserve(static_cast<std::size_t>(type.field_count()));
  for (int i = 0; i < type.field_count(); ++i) words.push_back(type.field(i)->name());
  return words;
}

// Goes on after a fault, so that an operator sees all of them at once.
class Loader {
 public:
  Loader(std::string file, const YamlOptions& options) : file_(std::move(file)), options_(options) {}

  std::vector<ConfigError> TakeErrors() { return std::move(errors_); }

  void Fill(const YAML::Node& node, Message& message) {
    if (!node.IsMap()) return Wrong(node, "expected keys and values here");
    std::set<std::string> seen;
    for (const auto& pair : node) {
      const std::string key = pair.first.Scalar();
      const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(key);
      if (field == nullptr) {
        Wrong(pair.first, "unknown key '" + key + "'" + NearestWord(key, FieldWords(*message.GetDescriptor())));
      } else if (!seen.insert(key).second) {
        Wrong(pair.first, "key '" + key + "' is given twice");
      } else {
        FillField(pair.second, *field, message);
      }
    }
  }

 private:
  void FillField(const YAML::Node& node, const FieldDescriptor& field, Message& message) {
    if (field.is_map()) return FillMap(node, field, message);
    if (!field.is_repeated()) return FillOne(node, field, message, false);
    if (!node.IsSequence()) return Wrong(node, "'" + field.name() + "' takes a list");
    for (const auto& item : node) FillOne(item, field, message, true);
  }

  void FillMap(const YAML::Node& node, const FieldDescriptor& field, Message& message) {
    if (!node.IsMap()) return Wrong(node, "'" + field.name() + "' takes keys and values");
    std::set<std::string> seen;
    for (const auto& pair : node) {
      if (!seen.insert(pair.first.Scalar()).second) {
        Wrong(pair.first, "key '" + pair.first.Scalar() + "' is given twice");
        continue;
      }
      Message* entry = message.GetReflection()->AddMessage(&message, &field);
      const Descriptor& type = *entry->GetDescriptor();
      FillOne(pair.first, *type.map_key(), *entry, false);
      FillOne(pair.second, *type.map_value(), *entry, false);
    }
  }

  void FillOne(const YAML::Node& node, const FieldDescriptor& field, Message& message, bool add) {
    const Reflection& reflection = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      return Fill(node, add ? *reflection.AddMessage(&message, &field) : *reflection.MutableMessage(&message, &field));
    }
    if (!node.IsScalar()) return Wrong(node, "'" + field.name() + "' takes one value");
    std::string text = node.Scalar();
    if (options_.interpolate && !Interpolate(node, text)) return;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        add ? reflection.AddString(&message, &field, text) : reflection.SetString(&message, &field, text);
        return;
      case FieldDescriptor::CPPTYPE_BOOL:
        if (text != "true" && text != "false") return Wrong(node, "'" + field.name() + "' is true or false");
        add ? reflection.AddBool(&message, &field, text == "true")
            : reflection.SetBool(&message, &field, text == "true");
        return;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const EnumDescriptor& type = *field.enum_type();
        for (int i = 0; i < type.value_count(); ++i) {
          if (type.value(i)->number() == 0 || EnumWord(*type.value(i)) != text) continue;
          add ? reflection.AddEnum(&message, &field, type.value(i))
              : reflection.SetEnum(&message, &field, type.value(i));
          return;
        }
        return Wrong(node,
                     "'" + text + "' is not a value of '" + field.name() + "'" + NearestWord(text, EnumWords(type)));
      }
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return FillNumber<double>(node, text, field, message);
      case FieldDescriptor::CPPTYPE_UINT32:
        return FillNumber<std::uint32_t>(node, text, field, message);
      case FieldDescriptor::CPPTYPE_UINT64:
        return FillNumber<std::uint64_t>(node, text, field, message);
      case FieldDescriptor::CPPTYPE_INT32:
        return FillNumber<std::int32_t>(node, text, field, message);
      case FieldDescriptor::CPPTYPE_INT64:
        return FillNumber<std::int64_t>(node, text, field, message);
      default:
        return Wrong(node, "'" + field.name() + "' has a type that configuration does not use");
    }
  }

  template <typename T>
  void FillNumber(const YAML::Node& node, const std::string& text, const FieldDescriptor& field, Message& message) {
    T number{};
    std::istringstream in(text);
    const bool negative_unsigned = std::is_unsigned_v<T> && text.starts_with('-');
    if (!(in >> number) || !in.eof() || negative_unsigned) {
      return Wrong(node, "'" + field.name() + "' takes a" + (std::is_integral_v<T> ? " whole" : "") + " number" +
                             (std::is_unsigned_v<T> ? " of 0 or more" : "") + ", not '" + text + "'");
    }
    const Reflection& r = *message.GetReflection();
    if constexpr (std::is_same_v<T, double>) r.SetDouble(&message, &field, number);
    if constexpr (std::is_same_v<T, std::uint32_t>) r.SetUInt32(&message, &field, number);
    if constexpr (std::is_same_v<T, std::uint64_t>) r.SetUInt64(&message, &field, number);
    if constexpr (std::is_same_v<T, std::int32_t>) r.SetInt32(&message, &field, number);
    if constexpr (std::is_same_v<T, std::int64_t>) r.SetInt64(&message, &field, number);
  }

  bool Interpolate(const YAML::Node& node, std::string& text) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t open = text.find("${"); open != std::string::npos; open = text.find("${", at)) {
      const std::size_t close = text.find('}', open);
      if (close == std::string::npos) return Unreadable(node, "'${' without '}'");
      out.append(text, at, open - at);
      const std::string name = text.substr(open + 2, close - open - 2);
      if (name.starts_with("file:")) {
        std::ifstream in(name.substr(5), std::ios::binary);
        if (!in) return Unreadable(node, "cannot read the file of '${" + name + "}'");
        std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        if (content.ends_with('\n')) content.pop_back();
        if (content.ends_with('\r')) content.pop_back();
        out += content;
      } else {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return Unreadable(node, "environment variable '" + name + "' is not set");
        out += value;
      }
      at = close + 1;
    }
    out.append(text, at);
    text = std::move(out);
    return true;
  }

  bool Unreadable(const YAML::Node& node, std::string what) {
    Wrong(node, std::move(what));
    return false;
  }

  void Wrong(const YAML::Node& node, std::string what) {
    const YAML::Mark mark = node.Mark();
    errors_.push_back({file_, mark.line + 1, mark.column + 1, std::move(what)});
  }

  std::string file_;
  YamlOptions options_;
  std::vector<ConfigError> errors_;
};

void AppendSchema(const Descriptor& type, int depth, std::vector<const Descriptor*>& open, std::string& out);

void AppendValue(const FieldDescriptor& field, int depth, std::vector<const Descriptor*>& open, std::string& out) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    out += '\n';
    AppendSchema(*field.message_type(), depth + 1, open, out);
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
    std::string words;
    for (const std::string& word : EnumWords(*field.enum_type())) words += (words.empty() ? "" : " | ") + word;
    out += " # " + words + "\n";
  } else {
    out += std::string(" # ") + field.cpp_type_name() + "\n";
  }
}

void AppendSchema(const Descriptor& type, int depth, std::vector<const Descriptor*>& open, std::string& out) {
  if (std::find(open.begin(), open.end(), &type) != open.end()) return;
  open.push_back(&type);
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    google::protobuf::SourceLocation where;
    if (field.GetSourceLocation(&where) && !where.leading_comments.empty()) {
      std::istringstream lines(where.leading_comments);
      for (std::string line; std::getline(lines, line);) out.append(indent).append("#").append(line) += '\n';
    }
    out += indent + field.name() + ":";
    if (field.is_map()) {
      out += " # <" + std::string(field.message_type()->map_key()->cpp_type_name()) + ">:";
      AppendValue(*field.message_type()->map_value(), depth + 1, open, out);
    } else {
      if (field.is_repeated()) out += " # list of:";
      AppendValue(field, depth, open, out);
    }
  }
  open.pop_back();
}

}  // namespace

std::vector<ConfigError> LintYaml(std::string_view yaml, const std::string& file, const YamlOptions& options,
                                  google::protobuf::Message& message) {
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    if (!root || root.IsNull()) return {ConfigError{file, 0, 0, "the file is empty"}};
    Loader loader(file, options);
    loader.Fill(root, message);
    return loader.TakeErrors();
  } catch (const YAML::Exception& e) {
    return {ConfigError{file, e.mark.line + 1, e.mark.column + 1, "not YAML: " + e.msg}};
  }
}

ConfigResult<void> LoadYaml(std::string_view yaml, const std::string& file, const YamlOptions& options,
                            google::protobuf::Message& message) {
  std::vector<ConfigError> errors = LintYaml(yaml, file, options, message);
  if (errors.empty()) return {};
  return tl::make_unexpected(std::move(errors.front()));
}

ConfigResult<void> LoadYamlFile(const std::string& path, const YamlOptions& options,
                                google::protobuf::Message& message) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  if (!in || !(content << in.rdbuf())) return tl::make_unexpected(ConfigError{path, 0, 0, "cannot be read"});
  return LoadYaml(content.str(), path, options, message);
}

std::string YamlSchema(const google::protobuf::Descriptor& descriptor) {
  std::string out;
  std::vector<const Descriptor*> open;
  AppendSchema(descriptor, 0, open, out);
  return out;
}

}  // namespace veil
