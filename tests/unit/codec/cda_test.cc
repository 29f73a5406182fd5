#include <algorithm>

#include "codec/cda_table.h"
#include "unit/codec/decoded.h"

namespace veil {
namespace {

std::string Cda(std::string_view inside) {
  return "<ClinicalDocument xmlns=\"urn:hl7-org:v3\" xmlns:sdtc=\"urn:hl7-org:sdtc\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" +
         std::string(inside) + "</ClinicalDocument>";
}
std::string Patient(std::string_view inside) {
  return Cda("<recordTarget><patientRole>" + std::string(inside) + "</patientRole></recordTarget>");
}
std::string Section(std::string_view text) {
  return Cda("<component><structuredBody><component><section><text>" + std::string(text) +
             "</text></section></component></structuredBody></component>");
}
std::string Entry(std::string_view inside) {
  return Cda("<component><structuredBody><component><section><entry>" + std::string(inside) +
             "</entry></section></component></structuredBody></component>");
}

constexpr std::string_view kNarrative = "component.structuredBody.component.section.text";

IdentifierType TypeAt(const Opened& opened, std::string_view path) {
  const auto fields = opened.At(path);
  return fields.empty() ? IdentifierType::kUnknown : fields.front()->type;
}

TEST(CdaTable, TheShippedTableHasNoDefect) {
  EXPECT_NE(cda::Table::Embedded().Element("-", "ClinicalDocument"), nullptr);
}

TEST(CdaTable, ADefectNamesItsLine) {
  const auto table = cda::Table::Parse({.elements = "# note\n*\tid\tnonsense\t-\t-\t-\t-\t-\n",
                                        .attributes = {},
                                        .narrative = {},
                                        .roots = {},
                                        .roles = {}});
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().file, "elements.tsv");
  EXPECT_EQ(table.error().line, 2);
}

TEST(CdaChoice, IsRecognisedAfterWhatMayStandBeforeIt) {
  const std::string prolog = "\xEF\xBB\xBF <?xml version='1.0'?>\n<?a b?><!-- <x> -->\n";
  EXPECT_EQ(Open(prolog + "<hl7:ClinicalDocument xmlns:hl7='urn:hl7-org:v3'/>").document->format, Format::kCda);
  EXPECT_EQ(Open("<ClinicalDocument/>").document->format, Format::kCda);
  EXPECT_EQ(FailureOf(Open("<Bundle><ClinicalDocument/></Bundle>")), ErrorCode::kUnknownFormat);
}

TEST(Cda, OpensAPersonIntoParts) {
  const Opened opened =
      Open(Patient("<patient><name><prefix>Dr.</prefix><given>Ann</given><given>B.</given>"
                   "<family>Roe</family><suffix>Jr</suffix></name></patient>"));
  ASSERT_TRUE(opened.document);
  const std::string name = "recordTarget.patientRole.patient.name";
  EXPECT_EQ(opened.Text(name + ".family"), "Roe");
  EXPECT_EQ(TypeAt(opened, name + ".family"), IdentifierType::kNamePatient);
  EXPECT_EQ(opened.At(name + ".family")[0]->part, Part::kFamily);
  EXPECT_EQ(opened.At(name + ".given")[0]->part, Part::kGiven);
  EXPECT_EQ(opened.At(name + ".given")[1]->part, Part::kMiddle);
  EXPECT_NE(opened.At(name + ".given")[0]->group, 0U);
  EXPECT_EQ(opened.At(name + ".given")[0]->group, opened.At(name + ".family")[0]->group);
  EXPECT_EQ(opened.At(name + ".prefix")[0]->field_class, FieldClass::kFreeText);
}

TEST(Cda, TellsWhomANameBelongsTo) {
  const Opened opened =
      Open(Cda("<author><assignedAuthor><assignedPerson><name>A B</name></assignedPerson></assignedAuthor></author>"
               "<informant><relatedEntity><relatedPerson><name>C D</name></relatedPerson></relatedEntity></informant>"
               "<participant typeCode='IND'><associatedEntity classCode='NOK'><associatedPerson><name>E F</name>"
               "</associatedPerson></associatedEntity></participant>"
               "<participant typeCode='REF'><associatedEntity classCode='PROV'><associatedPerson><name>G H</name>"
               "</associatedPerson></associatedEntity></participant>"
               "<custodian><assignedCustodian><representedCustodianOrganization><name>I J</name>"
               "</representedCustodianOrganization></assignedCustodian></custodian>"));
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(TypeAt(opened, "author.assignedAuthor.assignedPerson.name"), IdentifierType::kNameProvider);
  EXPECT_EQ(TypeAt(opened, "informant.relatedEntity.relatedPerson.name"), IdentifierType::kNameRelative);
  const auto participants = opened.At("participant.associatedEntity.associatedPerson.name");
  ASSERT_EQ(participants.size(), 2U);
  EXPECT_EQ(participants[0]->type, IdentifierType::kNameRelative);
  EXPECT_EQ(participants[1]->type, IdentifierType::kNameProvider);
  EXPECT_EQ(TypeAt(opened, "custodian.assignedCustodian.representedCustodianOrganization.name"),
            IdentifierType::kFacility);
}

TEST(Cda, TheRootOfAnIdTellsItsType) {
  const Opened opened =
      Open(Patient("<id root='2.16.840.1.113883.4.1' extension='900-00-0001'/>"
                   "<id root='2.16.840.1.113883.3.77' extension='A-1'/>"));
  ASSERT_TRUE(opened.document);
  const auto extensions = opened.At("recordTarget.patientRole.id@extension");
  ASSERT_EQ(extensions.size(), 2U);
  EXPECT_EQ(extensions[0]->type, IdentifierType::kSsn);
  EXPECT_EQ(extensions[1]->type, IdentifierType::kMrn);
  const auto roots = opened.At("recordTarget.patientRole.id@root");
  ASSERT_EQ(roots.size(), 1U);
  EXPECT_EQ(roots[0]->text.Expose(), "2.16.840.1.113883.3.77");
}

TEST(Cda, TheTimeOfDayStays) {
  const Opened opened = Open(Cda("<effectiveTime value='20230102101530-0500'/><effectiveTime value='2023'/>"));
  const auto values = opened.At("effectiveTime@value");
  ASSERT_EQ(values.size(), 3U);
  EXPECT_EQ(values[0]->text.Expose(), "20230102");
  EXPECT_EQ(values[0]->type, IdentifierType::kDate);
  EXPECT_EQ(values[1]->field_class, FieldClass::kSafe);
  EXPECT_EQ(values[2]->type, IdentifierType::kYear);
}

TEST(Cda, TheSchemeOfATelecomStays) {
  const Opened opened =
      Open(Patient("<telecom value='tel:+1-555-555-0100'/><telecom value='mailto:a@b.example'/>"
                   "<telecom value='https://b.example/a'/><telecom value='tel:'/>"));
  const auto values = opened.At("recordTarget.patientRole.telecom@value");
  ASSERT_EQ(values.size(), 3U);
  EXPECT_EQ(values[0]->text.Expose(), "+1-555-555-0100");
  EXPECT_EQ(values[1]->type, IdentifierType::kEmail);
  EXPECT_EQ(values[2]->type, IdentifierType::kUrl);
}

TEST(Cda, InlineTagsDoNotBreakAWordAndStay) {
  const std::string text = "<paragraph>seen by <content styleCode='Bold'>O&#39;</content>Shea &amp; co</paragraph>";
  const Opened opened = Open(Section(text));
  EXPECT_EQ(opened.Text(kNarrative), "seen by O'Shea & co");
  EXPECT_EQ(opened.Replace("seen by", "met <"),
            Section("<paragraph>met &lt; <content styleCode='Bold'>O&#39;</content>Shea &amp; co</paragraph>"));
}

TEST(Cda, BlocksAndCellsDoNotRunTogether) {
  const Opened opened =
      Open(Section("<table><tr>\n <td>Ann</td>\n <td>Roe</td></tr><tr><td>b</td></tr></table>c<br/>d"));
  EXPECT_EQ(opened.Text(kNarrative), "Ann\tRoe\nb\nc\nd");
}

TEST(Cda, WritesEachPlaceInItsOwnWay) {
  const std::string before =
      Cda("<title>Ann</title><!-- Bob --><custodian classCode='x Carl'/>"
          "<component><nonXMLBody><text><![CDATA[Dora &amp; co]]></text></nonXMLBody></component>");
  const Opened opened = Open(before);
  EXPECT_NE(opened.Replace("Ann", "a<'\"&").find("<title>a&lt;'\"&amp;</title>"), std::string::npos);
  EXPECT_NE(opened.Replace("Bob", "b--<").find("<!-- b    -->"), std::string::npos);
  EXPECT_NE(opened.Replace("Carl", "c'<").find("'x c&apos;&lt;'"), std::string::npos);
  EXPECT_NE(opened.Replace("Dora", "<d>]]>").find("<![CDATA[<d>]]  &amp; co]]>"), std::string::npos);
}

TEST(Cda, HonoursTheDeclaredCharset) {
  const std::string head = "<?xml version='1.0' encoding='ISO-8859-1'?><ClinicalDocument><title>";
  const Opened opened = Open(head + "Mu\xF1oz\x92s</title></ClinicalDocument>");
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Text("title"), "Muñoz’s");
  EXPECT_EQ(opened.Replace("Muñoz", "Zoë Łuk"), head + "Zo\xEB &#321;uk\x92s</title></ClinicalDocument>");
}

TEST(Cda, AnUnknownElementIsCountedByItsNameIfThatIsWordsOfTheFormat) {
  const Opened opened = Open(Patient("<maritalTime>x</maritalTime><id extension='1' displayCode='y'/>"));
  EXPECT_EQ(opened.document->unknown_paths, (std::vector<std::string>{"recordTarget.patientRole.maritalTime",
                                                                      "recordTarget.patientRole.id@displayCode"}));
}

TEST(Cda, UnknownElementsAttributesAndCommentsAreUnknown) {
  const Opened opened =
      Open(Patient("<nickname a='1'>Al<name>Bo</name></nickname><id extension='1' note='Cy'/><!--Di-->"
                   "<e:x xmlns:e='urn:other'>Ed</e:x>stray"));
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.document->unknown_paths,
            (std::vector<std::string>{"recordTarget.patientRole.*(5-8)@*(0-4)", "recordTarget.patientRole.*(5-8)",
                                      "recordTarget.patientRole.id@*(0-4)", "comment",
                                      "recordTarget.patientRole.*(0-4)", "recordTarget.patientRole"}));
  for (const std::string_view text : {"Al", "Bo", "Cy", "Di", "Ed", "stray"}) {
    const auto& fields = opened.document->fields;
    EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
      return field.text.Expose() == text && field.field_class == FieldClass::kUnknown;
    })) << text;
  }
}

TEST(Cda, AValueIsReadByItsType) {
  const Opened opened =
      Open(Entry("<observation><value xsi:type='ST'>lives with Ann</value><value xsi:type='PQ' value='93' unit='a'/>"
                 "<value xsi:type='PQ' value='140' unit='mg/dL'/><value xsi:type='TS' value='20200102'/>"
                 "<value xsi:type='CD' code='73211009' codeSystem='2.16.840.1.113883.6.96' "
                 "displayName='Diabetes'/><value xsi:type='CD' code='9' codeSystem='1.2.3' "
                 "displayName='Rides with Ann'/></observation>"));
  ASSERT_TRUE(opened.document);
  const std::string path = "component.structuredBody.component.section.entry.observation.value";
  EXPECT_EQ(opened.Text(path), "lives with Ann");
  const auto values = opened.At(path + "@value");
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0]->type, IdentifierType::kAgeOver89);
  EXPECT_EQ(values[1]->type, IdentifierType::kDate);
  const auto displays = opened.At(path + "@displayName");
  ASSERT_EQ(displays.size(), 2U);
  EXPECT_EQ(displays[0]->field_class, FieldClass::kTerm);
  EXPECT_EQ(displays[1]->field_class, FieldClass::kFreeText);
  EXPECT_TRUE(opened.At(path + "@code").empty());
}

TEST(Cda, EncodedDataIsUnknown) {
  const Opened opened =
      Open(Cda("<component><nonXMLBody><text mediaType='application/pdf' representation='B64'>QUJD"
               "</text></nonXMLBody></component>"));
  ASSERT_TRUE(opened.document);
  ASSERT_EQ(opened.document->fields.size(), 1U);
  EXPECT_EQ(opened.document->fields[0].field_class, FieldClass::kUnknown);
}

TEST(Cda, TextInBase64IsOpenedAndWrittenAnew) {
  const std::string head = "<component><nonXMLBody><text mediaType='text/plain' representation='B64'>";
  const Opened opened = Open(Cda(head + "\nU2VlbiBi\neSBBbm4u\n</text></nonXMLBody></component>"));  // Seen by Ann.
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.Text("component.nonXMLBody.text"), "Seen by Ann.");
  EXPECT_EQ(opened.document->fields[0].encoded->place, "component.nonXMLBody.text[0]");
  EXPECT_EQ(opened.Replace("Ann", "Eva"), Cda(head + "U2VlbiBieSBFdmEu</text></nonXMLBody></component>"));
}

TEST(Cda, LinksInsideTheDocumentStayUnlessTheyAreNumbers) {
  const Opened opened =
      Open(Section("<content ID='note12'>a</content><linkHtml href='#note12'>b</linkHtml>"
                   "<content ID='order.1234567'>c</content><linkHtml href='http://x.example/p'/>"));
  ASSERT_TRUE(opened.document);
  EXPECT_EQ(opened.At(std::string(kNarrative) + ".linkHtml@href").size(), 1U);
  EXPECT_EQ(opened.Text(std::string(kNarrative) + ".content@ID"), "order.1234567");
}

TEST(CdaLimits, WhatIsNoDocumentFails) {
  EXPECT_EQ(FailureOf(Open("<!DOCTYPE x [<!ENTITY a 'b'>]><ClinicalDocument>&a;</ClinicalDocument>")),
            ErrorCode::kMalformed);
  for (const std::string_view inside : {"<a>", "<a></b>", "<a b='1' b='2'/>", "<a b=1/>", "&nbsp;", "&#0;", "a ]]> b",
                                        "<a b='<'/>", "<!-- a -- b -->", "<![CDATA[", "<?xml version='1.0'?>"}) {
    EXPECT_EQ(FailureOf(Open(Cda(inside))), ErrorCode::kMalformed) << inside;
  }
  EXPECT_EQ(FailureOf(Open("<ClinicalDocument/><ClinicalDocument/>")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("<ClinicalDocument/>text")), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open(Cda("<p19470311/>"))), ErrorCode::kMalformed);
  EXPECT_EQ(FailureOf(Open("<ClinicalDocument>\xFF</ClinicalDocument>")), ErrorCode::kInvalidEncoding);
  EXPECT_EQ(FailureOf(Open("<ClinicalDocument>\x01</ClinicalDocument>")), ErrorCode::kInvalidEncoding);
}

TEST(CdaLimits, OtherCharsetsAreRefused) {
  EXPECT_EQ(FailureOf(Open("<?xml version='1.0' encoding='UTF-16'?><ClinicalDocument/>")),
            ErrorCode::kUnsupportedCharset);
  EXPECT_EQ(FailureOf(Open("<?xml version='1.0' encoding='Shift_JIS'?><ClinicalDocument/>")),
            ErrorCode::kUnsupportedCharset);
}

TEST(CdaLimits, NestingAndFieldsAreBounded) {
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<component>";
  EXPECT_EQ(FailureOf(Open("<ClinicalDocument>" + deep)), ErrorCode::kTooLarge);
  CodecOptions options;
  options.limits.fields_max = 2;
  EXPECT_EQ(FailureOf(Open(Cda("<title>a</title><title>b</title><title>c</title>"), options)), ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace veil
