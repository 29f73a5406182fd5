#pragma once

#include <re2/re2.h>

#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "detect/pattern.h"

namespace veil::oracle {

// RE2 says what an expression matches; texts at random are made of what patterns are made of.

inline std::vector<std::string_view> Expressions() {
  std::vector<std::string_view> expressions;
  for (const PatternFamily& family : PatternFamilies()) {
    for (const Pattern& pattern : family.patterns) expressions.push_back(pattern.expression);
  }
  return expressions;
}

inline std::unique_ptr<const RE2> Compiled(std::string_view expression) {
  RE2::Options options;
  options.set_max_mem(64 << 20);
  return std::make_unique<const RE2>(re2::StringPiece(expression.data(), expression.size()), options);
}

// Words and signs in a row, in ASCII alone or not.
inline std::string RandomText(std::mt19937& draw, bool ascii) {
  static constexpr const char* kPieces[] = {
      "mrn",   "MRN", "id",       "no.",  "#",     ":",    " ",      " ",    " ",    " ",   " ",
      "\n",    "12",  "3/4/2020", "-",    "555",   "0142", "(",      ")",    "May",  "4th", "badge",
      "acct",  "St",  "Main",     "at",   "lives", "@",    ".com",   "www.", "year", "old", "F",
      "dob",   "ssn", "last",     "four", "oh",    "two",  "A",      "QK22", "K",    "V",   "room",
      "plate", "vin", "seven",    ",",    "49093", "Apt",  "ninety", "dot",  "Xy-",  "ws",  "1HGCM82633A004352",
      "kelly", "s"};
  static constexpr const char* kBeyond[] = {"\u2013", "\u2019",   "\u212A", "\u017F",
                                            "\u00E9", "\u00C0lc", "\xC3",   "\x93"};
  std::string text;
  const auto pieces = 4 + draw() % 20;
  for (unsigned i = 0; i < pieces; ++i) {
    const bool beyond = !ascii && draw() % 5 == 0;
    text += beyond ? kBeyond[draw() % std::size(kBeyond)] : kPieces[draw() % std::size(kPieces)];
  }
  return text;
}

// Lines that hold identifiers of all families; invented.
inline std::vector<std::string> Identifiers() {
  return {
      "Seen 2021-03-04 and 03/04/2021, on 3/4, rtn 4-5. Since 04/2019, dx 9/89. 09 28 2023 14:30; DOB 030421, "
      "20210304.",
      "March 4th, 2021; 4-Mar-21; 04MAR2021; Tuesday, April 9; June 2021; in May; the 14th at 9; Thanksgiving; St. "
      "Joseph's",
      "on march fourth nineteen ninety; the fourth of july; born on one two sixty one; since nineteen eighty",
      "call five oh three five five five zero one four two; mrn is two two zero seven one; extension two one four",
      "93 yo M, 91/M, aged 97, ninety-one year old, in her nineties, 12/25/1931 (92). Mr. Small, 95. age: 44, 45F",
      "(509) 555-0142 x12, 509/555-0142, 509 555 0142, +44 20 7946 0958, 555-0140/0141, fax: 5095550142, pager 4471, "
      "x4471",
      "SSN 219-09-9999, ssn ending 4406, last four: 4406, xxx-xx-4406, soc sec no 219099999, 219 09 9999",
      "write m.osei@kelly.org, osei [at] kelly.org, osei at kelly dot org, https://kelly.org/a?b=1, www.kelly.org, "
      "@mosei",
      "ip 10.20.30.40, fe80::1:2:3, 00:1b:44:11:3a:b7; insta: mosei; u/mosei; 2001:db8:0:0:0:0:0:1; www dot kelly dot "
      "com",
      "MRN: 00418226, MR# 4471, acct no. 7720936, claim HLC-0033-14, badge #8821, ticket TK-3317, card ending in 2218",
      "chart one two three four; passcode: 4471; login: mosei; user lab_kwilder; printed by mosei. on WS-ORT-22; sgt. "
      "Roe #882",
      "1EG4-TE5-MK73, member id XQH 2207 193, group ABC-4471, Aetna plan W2207 19331, medicare number one two three "
      "four",
      "DEA BS1234563, NPI 1234567893, lic. GA 003309172, RN RN330917, CLIA 27D0330917, license no MD 44718",
      "VIN 1HGCM82633A004352, plate ABC-1234, her car is 7ABC123, tail N4471K medevac, vin ending 4352, truck QTR 481",
      "S/N 4471-K22, serial PENTERO 6634 12, UDI (01)00844588003288(17)141120, +H123ABC01/$$3, lot 7720936, "
      "35-209900-176148-1",
      "finger-scan: LM-FP-00327, face_front_4471.jpg, voice print VP-2207, room 412B, bed 3, 4W-12, pod A-3, rm two oh "
      "six",
      "412-B  Roe, J\n0093-2217-5 QK2207193 RD-23-207714 RVT-0317-26 66M, 7720936, BQT 071935, 4111 1111 1111 1111",
      "QM 2207 193 0046, HLV.00216.58, 123e4567-e89b-12d3-a456-426614174000, 202109071425, NCT04471822",
      "lives at 48 Harborview, 1305 W 12th St Apt 5D, 120 main street, 88 lakeview dr apt 2, PO Box 4471, RR 2 Box 19",
      "81 Hwy 6, 9 rue Nogal, Calle Morelos 27, Lindenweg 7, 610 S. Grand, Suite 9, 7300 Mesquite SW, 450 S 900 E, "
      "1633 Broadway",
      "eleven sixteen birch avenue; on Garnet St, Hwy 12 near exit 8, I-70 EB @ milepost 212, Garnet St & Vine, 5th "
      "and Main",
      "corner of Alder and Birch, 700 block of Cedar St, Portland, OR 97201, Ohio 43604-1234, Three Rivers 49093, K1A "
      "0B1",
      "SW1A 1AA, zip: 97201, portland or 97201, 12 Oak St Xyville 49093, four nine zero nine three, Calif. 94110",
  };
}

}  // namespace veil::oracle
