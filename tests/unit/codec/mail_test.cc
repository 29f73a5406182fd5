#include <random>

#include "codec/encoded_word.h"
#include "unit/codec/decoded.h"

namespace veil {
namespace {

const std::string kMail =
    "Received: from mx.example.org (192.0.2.7) by in.example.org; Tue, 3 Mar 2020 10:20:00 -0500\r\n"
    "From: \"Quill, Ada\" <ada.quill@example.org>\r\n"
    "To: =?iso-8859-1?Q?Jos=E9_Orme?= <jo@example.org>,\r\n Bo Tarn <bo@example.org>\r\n"
    "Subject: Re: =?utf-8?B?UXXDrWxs?=\r\n =?utf-8?Q?,_Ada?= labs\r\n"
    "Date: Tue, 3 Mar 2020 10:20:00 -0500\r\n"
    "Message-ID: <77.ada@mail.example.org>\r\n"
    "X-Clinic-Code: Bo Tarn 7\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"b=1\"\r\n\r\n"
    "a preamble by Bo\r\n"
    "--b=1\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n"
    "--b2\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "Seen by Jos=E9 Qu=\r\nill.\r\n"
    "--b2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "PHA+U2VlbiBieSBK\r\nb3PDqSBRdWlsbC48L3A+\r\n"
    "--b2--\r\n"
    "--b=1\r\nContent-Type: application/pdf; name=\"Ada Quill.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "JVBERi0xLjQ=\r\n"
    "--b=1--\r\n";

std::vector<std::string> Texts(const Opened& opened, std::string_view path) {
  std::vector<std::string> texts;
  for (const Field* field : opened.At(path)) texts.push_back(field->text.Expose());
  return texts;
}

TEST(Mail, AHeaderIsReadByItsTable) {
  const Opened opened = Open(kMail);
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.document->format, Format::kMail);
  EXPECT_EQ(Texts(opened, "header.from"), (std::vector<std::string>{"Quill, Ada", "ada.quill@example.org"}));
  EXPECT_EQ(opened.At("header.from")[1]->type, IdentifierType::kEmail);
  EXPECT_EQ(Texts(opened, "header.to"),
            (std::vector<std::string>{"José Orme", "jo@example.org", "Bo Tarn", "bo@example.org"}));
  EXPECT_EQ(Texts(opened, "header.subject"), (std::vector<std::string>{"Re:", "Quíll, Ada", "labs"}));
  EXPECT_EQ(Texts(opened, "header.date"), (std::vector<std::string>{"Tue, 3 Mar 2020", "10:20:00 -0500"}));
  EXPECT_EQ(Texts(opened, "header.message-id"), std::vector<std::string>{"77.ada@mail.example.org"});
  EXPECT_EQ(Texts(opened, "header"), (std::vector<std::string>{"X-Clinic-Code", "Bo Tarn 7"}));
  EXPECT_EQ(opened.At("header")[1]->field_class, FieldClass::kUnknown);
  EXPECT_EQ(opened.At("header.received")[0]->field_class, FieldClass::kUnknown);
  EXPECT_EQ(Texts(opened, "header.content-type"), std::vector<std::string>{"Ada Quill.pdf"});
  EXPECT_EQ(opened.Encode({}), kMail);
}

TEST(Mail, PartsAreTextPagesOrUnknown) {
  const Opened opened = Open(kMail);
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(Texts(opened, "body"), (std::vector<std::string>{"Seen by José Quill.", "Seen by José Quill.\n"}));
  EXPECT_EQ(Texts(opened, "part"), std::vector<std::string>{"JVBERi0xLjQ="});
  EXPECT_EQ(Texts(opened, "between"), std::vector<std::string>{"a preamble by Bo"});
  EXPECT_EQ(opened.document->unknown_paths,
            (std::vector<std::string>{"header.received", "header", "between", "header.content-type", "part"}));
}

TEST(Mail, ReplacementsAreWrittenInTheEncodingOfTheirPart) {
  const Opened opened = Open(kMail);
  ASSERT_TRUE(opened.document);
  const auto replaced = [&](std::string_view path, std::size_t number, std::string_view text, std::string_view by) {
    for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
      const Field& field = opened.document->fields[i];
      if (field.path != path || number-- > 0) continue;
      const std::size_t at = field.text.Expose().find(text);
      return opened.Encode({{i, {at, at + text.size()}, PhiString(std::string(by))}});
    }
    return std::string("(not found)");
  };
  EXPECT_NE(replaced("body", 0, "José Quill", "Zoë=Orme").find("Seen by Zo=EB=3DOrme=\r\n.\r\n--b2"),
            std::string::npos);
  EXPECT_NE(replaced("body", 1, "José", "Zoë").find("\r\n\r\nPHA+U2VlbiBieSBab8OrIFF1aWxsLjwvcD4=\r\n--b2--"),
            std::string::npos);
  EXPECT_NE(replaced("header.to", 0, "José Orme", "Zoë Lane").find("To: =?utf-8?B?Wm/DqyBMYW5l?= <jo@"),
            std::string::npos);
  EXPECT_NE(replaced("header.from", 0, "Quill, Ada", "Lane, Zoë").find("From: \"=?utf-8?B?TGFuZSwgWm/Dqw==?=\" <ada"),
            std::string::npos);
  EXPECT_NE(replaced("part", 0, "JVBERi0xLjQ=", "").find("base64\r\n\r\n\r\n--b=1--"), std::string::npos);
}

TEST(Mail, WhatIsSaidOfTheContentMakesAMail) {
  const auto opened = Open(
      "From: a@example.org\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
      "quoted-printable\n\nby=20Jo "
      "now\n");
  EXPECT_EQ(opened.document->format, Format::kMail);
}

TEST(Mail, ASevenBitBodyStaysOne) {
  const std::string mail = "From: a@example.org\nMessage-ID: <1@example.org>\n\nby Jo now\n";
  EXPECT_EQ(Open(mail).Replace("Jo", "José"), "From: a@example.org\nMessage-ID: <1@example.org>\n\nby Jose now\n");
}

TEST(Mail, AMailInAMailIsRead) {
  const Opened opened = Open(
      "From: a@example.org\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
      "From: b@example.org\nSubject: Bo Tarn\n\nhello\n");
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(Texts(opened, "header.from"), (std::vector<std::string>{"a@example.org", "b@example.org"}));
  EXPECT_EQ(Texts(opened, "header.subject"), std::vector<std::string>{"Bo Tarn"});
  EXPECT_EQ(Texts(opened, "body"), std::vector<std::string>{"hello\n"});
}

TEST(Mail, PartsThatNestTooDeepAreTooLarge) {
  std::string mail = "From: a@example.org\nMIME-Version: 1.0\n";
  for (int i = 0; i < 40; ++i) {
    const std::string boundary = "b" + std::to_string(i) + "x";
    mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  EXPECT_EQ(FailureOf(Open(mail + "\nhi\n")), ErrorCode::kTooLarge);
}

TEST(Mail, ANoteThatQuotesAMailIsText) {
  EXPECT_EQ(Open("From: Dr. Quill\nTo: Bo Tarn\nSubject: labs\nDate: 3/4/2020\n\nplease call\n").document->format,
            Format::kText);
  EXPECT_EQ(Open("Mail thread\nFrom: a@example.org\nMessage-ID: <1@example.org>\n\nhi\n").document->format,
            Format::kText);
}

TEST(Mail, EncodedWordsReadBack) {
  std::mt19937 random(3);
  const std::vector<std::string> letters = {"a", "é", " ", "Ł", "\xF0\x9F\x98\x80", "=", "?"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::size_t i = 1 + random() % 120; i > 0; --i) text += letters[random() % letters.size()];
    const std::string words = ToEncodedWords(text, "\r\n ");
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find("\r\n ", begin), words.size());
      EXPECT_LE(end - begin, 75U);
      begin = end + 3;
    }
    const auto read = EncodedWordsAt(words, 0, words.size());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->text, text);
    EXPECT_EQ(read->raw, (Span{0, words.size()}));
  }
}

}  // namespace
}  // namespace veil
