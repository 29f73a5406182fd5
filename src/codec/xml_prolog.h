#pragma once

#include <cstddef>

#include "base/phi.h"
#include "base/result.h"
#include "codec/charset.h"

namespace veil {

// What stands before the first element's own bytes.
struct XmlProlog {
  Charset charset = Charset::kUtf8;
  std::size_t body = 0;  // where the document goes on after the byte order mark, blanks and `<?xml ... ?>`
};

// Reads the declaration (XML 1.0, 2.8 and appendix F) and checks all bytes against its charset: UTF-8 (the default),
// US-ASCII, ISO-8859-1, ISO-8859-15, Windows-1252. ISO-8859-1 is read as Windows-1252, which agrees with it wherever a
// character can be printed. Blanks before the declaration, which senders write, are tolerated.
// Errors: kEmpty, kMalformed, kUnsupportedCharset (UTF-16 and all others), kInvalidEncoding.
Result<XmlProlog> ReadXmlProlog(PhiView bytes);

}  // namespace veil
