#pragma once

#include <string_view>

#include "base/result.h"
#include "eval/gold.h"

namespace veil {

// Reads a note of the de-identification corpora of i2b2/n2c2 2014 and 2016:
//   <deIdi2b2><TEXT><![CDATA[...]]></TEXT>
//   <TAGS><NAME id="P0" start="8" end="13" text="Adair" TYPE="PATIENT" comment=""/>...</TAGS></deIdi2b2>
// start and end count characters of the text of TEXT, line ends as one character (XML 1.0, 2.11).
// Errors, with an offset into `xml`: kMalformed (no such XML, a tag without one of the attributes, a type that
// I2b2Type does not know, those of GoldFromStandoff), kUnsupportedCharset (anything but UTF-8), kInvalidEncoding,
// kEmpty, kTooLarge.
Result<Gold> ParseI2b2(std::string_view xml);

}  // namespace veil
