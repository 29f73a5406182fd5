#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "message/byte_map.h"

namespace veil {

// A string or number of a JSON object, or the name of a member.
struct JsonLeaf {
  std::string path;  // member names joined by '.', in lower case; an array's elements have the path of the array
  Span raw;          // without the quotes of a string
  bool is_string = false;
  bool is_name = false;  // path ends in it
};

// Whether a member's name is like a word of a schema ("birthDate", "given-name", "$ref"), not like a value: letters,
// three digits at most, the marks that schemas use, no blank; at most 64 bytes.
bool IsSchemaWord(std::string_view name);

// All strings and numbers of a JSON value that a validating parser has accepted and that nests `depth_max` at most, and
// all names of members, in order of their bytes. Empty strings are left out, and leaves after the first fields_max + 1.
std::vector<JsonLeaf> JsonLeaves(std::string_view raw, Span value, std::size_t fields_max);

// Appends raw[range], the inside of a JSON string, decoded; an escape is one translated piece (RFC 8259 section 7).
void AppendJsonText(std::string_view raw, Span range, std::string& text, ByteMap& map);

// UTF-8 text as the inside of a JSON string.
std::string JsonEscaped(std::string_view text);

// Whether `text` is a JSON number (RFC 8259 section 6).
bool IsJsonNumber(std::string_view text);

}  // namespace veil
