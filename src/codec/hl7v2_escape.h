#pragma once

#include <string>
#include <string_view>

#include "codec/charset.h"
#include "codec/hl7v2_envelope.h"
#include "message/byte_map.h"

namespace veil::hl7v2 {

// Appends raw[range] to `text`, decoded from its charset and escapes (HL7 v2.5.1 chapter 2.7), and to `map`:
//   \F\ \S\ \T\ \R\ \E\ \P\   the delimiter itself
//   \Xhh..\                   the bytes in the message's charset; as written if they are no text in it
//   \.br\ \.sp\ \.ce\         a line end;  other formatting (\.in+4\, \.ti-2\, \.sk3\): a space
//   \H\ \N\                   nothing (highlighting)
// An escape of another kind (\Cxxyy\, \Mxxyy\, \Z..\) is one piece that stands for itself. An escape character that
// begins none of these (a Windows path) is an ordinary one.
void AppendUnescaped(Charset charset, const Delimiters& delimiters, std::string_view raw, Span range, std::string& text,
                     ByteMap& map);

// UTF-8 `text` in the charset with its delimiters escaped and its line ends as \.br\. Where the message has no escape
// character, a delimiter becomes a space.
std::string Escaped(Charset charset, const Delimiters& delimiters, std::string_view text);

}  // namespace veil::hl7v2
