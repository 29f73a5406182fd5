#include <algorithm>
#include <random>

#include "codec/fhir_table.h"
#include "codec/json_tree.h"
#include "unit/codec/annotated.h"
#include "unit/codec/decoded.h"

namespace veil {
namespace {

using T = IdentifierType;

// A value of one resource: {"resourceType":"Patient",<members>}.
std::string Resource(std::string_view type, std::string_view members) {
  std::string json = "{\"resourceType\":\"";
  json += type;
  json += "\",";
  json += members;
  json += "}";
  return json;
}

const Field& Only(const Opened& opened, std::string_view path) {
  static const Field kNone;
  const auto fields = opened.At(path);
  EXPECT_EQ(fields.size(), 1U) << path;
  return fields.empty() ? kNone : *fields.front();
}

// Replaces the whole field of a path.
std::string ReplaceField(const Opened& opened, std::string_view path, std::string_view by) {
  for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
    const Field& field = opened.document->fields[i];
    if (field.path == path) return opened.Encode({{i, {0, field.text.size()}, PhiString(std::string(by))}});
  }
  return "(not found)";
}

// Replaces all fields of a class by nothing.
std::string EmptyAll(const Opened& opened, FieldClass field_class) {
  std::vector<Replacement> replacements;
  for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
    const Field& field = opened.document->fields[i];
    if (field.field_class == field_class) replacements.push_back({i, {0, field.text.size()}, PhiString()});
  }
  return opened.Encode(replacements);
}

bool IsJson(std::string_view text) {
  JsonTree tree;
  const auto end = tree.Read(text, 0, {});
  return end && text.find_first_not_of(" \t\r\n", *end) == std::string_view::npos;
}

// The codec that recognises it, and whether it decodes.
std::string DecodedAs(std::string_view bytes) {
  const Opened opened = Open(bytes);
  if (opened.codec == nullptr) return "(none)";
  return std::string(FormatName(opened.codec->format()).view()) +
         (opened.document ? "" : " " + std::string(ErrorCodeName(opened.document.error().code).view()));
}

TEST(Fhir, TheTablesAreWhole) {
  const fhir::Table& table = fhir::Table::Embedded();
  for (const char* resource : {"Patient", "Bundle", "Encounter", "Observation", "DocumentReference", "Coverage",
                               "Transport", "DeviceUseStatement", "EffectEvidenceSynthesis"}) {
    EXPECT_NE(table.FindResource(resource), nullptr) << resource;
  }
  EXPECT_EQ(table.FindResource("HumanName"), nullptr);
  EXPECT_EQ(table.FindResource("Patient.contact"), nullptr);
  for (const auto& [name, type] : table.types()) {
    EXPECT_TRUE(!type.IsPrimitive() || type.rule.content != fhir::Content::kInherited) << name;
  }
}

TEST(Fhir, ATableThatSaysNothingClearIsRefused) {
  const std::string elements = "Element\tid\tstring\t-\n";
  const std::string rules = "string\t*\tfree_text\t-\t-\t-\t-\n";
  EXPECT_TRUE(fhir::Table::Parse(elements, rules, ""));
  EXPECT_FALSE(fhir::Table::Parse(elements + "Element\tx\tnothing\t-\n", rules, ""));
  EXPECT_FALSE(fhir::Table::Parse(elements, rules + "Element\tnone\tsafe\t-\t-\t-\t-\n", ""));
  EXPECT_FALSE(fhir::Table::Parse(elements, rules + "Element\tid\tidentifier\tNONE\t-\t-\t-\n", ""));
  EXPECT_FALSE(fhir::Table::Parse(elements, rules, "http://x\tsafe\t-\n"));
}

TEST(Fhir, ResourcesAreRecognised) {
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient"})"), "fhir");
  EXPECT_EQ(DecodedAs("\xEF\xBB\xBF \n{\"id\":\"x1\", \"resourceType\" : \"Patient\"}"), "fhir");
  EXPECT_EQ(DecodedAs("{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Group\"}\n"), "fhir");
  EXPECT_EQ(DecodedAs(R"({"resource":{"resourceType":"Patient"}})"), "ndjson");
  EXPECT_EQ(DecodedAs(R"({"note":"\"resourceType\":"})"), "ndjson");
}

TEST(Fhir, WhatIsNoResourceIsRefused) {
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patients"})"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"HumanName"})"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":7})"), "fhir malformed");
  EXPECT_EQ(DecodedAs("{\"resourceType\":\"Patient\"}\n{\"a\":1}"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient"} trailing)"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient","id":"a)"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient","id":"a",})"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient","id":"a\x"})"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient","id":"\ud83d"})"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient","id":"a","id":"b"})"), "fhir malformed");
  EXPECT_EQ(DecodedAs(R"({"resourceType":"Patient","resource\u0054ype":"Group"})"), "fhir malformed");
  EXPECT_EQ(DecodedAs("{\"resourceType\":\"Patient\",\"id\":\"\xFF\"}"), "fhir invalid_encoding");
}

TEST(Fhir, Utf16IsRefused) {
  RawMessage raw = Message(std::string_view("\xFF\xFE{\0", 4));
  raw.format = Format::kFhir;
  const auto codecs = MakeCodecs({});
  const auto document = (*ChooseCodec(codecs, raw))->Decode(raw);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kUnsupportedCharset);
}

TEST(Fhir, NestingAndFieldsHaveLimits) {
  std::string deep = R"({"resourceType":"Patient","x":)";
  for (int i = 0; i < 100; ++i) deep += "[";
  EXPECT_EQ(FailureOf(Open(deep)), ErrorCode::kTooLarge);
  CodecOptions few;
  few.limits.fields_max = 2;
  const std::string names = Resource("Patient", R"("name":[{"given":["A","B","C"]}])");
  EXPECT_EQ(FailureOf(Open(names, few)), ErrorCode::kTooLarge);
}

TEST(Fhir, NamesAreOfTheirPerson) {
  const Opened opened = Open(Resource("Patient", R"("name":[{"family":"Ibarra","given":["Ana","Q"],"suffix":["Jr"]}],
    "contact":[{"name":{"family":"Okoye"}}])"));
  ASSERT_TRUE(opened.document);
  const Field& family = Only(opened, "Patient.name.family");
  EXPECT_EQ(family.type, T::kNamePatient);
  EXPECT_EQ(family.party, Party::kPatient);
  EXPECT_EQ(family.part, Part::kFamily);
  const auto given = opened.At("Patient.name.given");
  ASSERT_EQ(given.size(), 2U);
  EXPECT_EQ(given[0]->part, Part::kGiven);
  EXPECT_EQ(given[1]->part, Part::kMiddle);
  EXPECT_EQ(given[0]->group, family.group);
  const Field& contact = Only(opened, "Patient.contact.name.family");
  EXPECT_EQ(contact.type, T::kNameRelative);
  EXPECT_NE(contact.group, family.group);
}

TEST(Fhir, IdentifiersHaveTheTypeOfTheirSystem) {
  const auto type = [](std::string_view resource, std::string_view identifier) {
    const std::string path = std::string(resource) + ".identifier.value";
    const Opened opened = Open(Resource(resource, "\"identifier\":[" + std::string(identifier) + "]"));
    const auto fields = opened.At(path);
    return fields.empty() ? T::kUnknown : fields.front()->type;
  };
  EXPECT_EQ(type("Patient", R"({"value":"77182"})"), T::kMrn);
  EXPECT_EQ(type("Patient", R"({"system":"http://hl7.org/fhir/sid/us-ssn","value":"900-11-2222"})"), T::kSsn);
  EXPECT_EQ(type("Patient", R"({"type":{"coding":[{"code":"DL"}]},"value":"B77"})"), T::kLicense);
  EXPECT_EQ(type("Patient", R"({"type":{"text":"Member number"},"value":"B77"})"), T::kHealthPlan);
  EXPECT_EQ(type("Encounter", R"({"value":"77182"})"), T::kAccount);
  EXPECT_EQ(type("Coverage", R"({"value":"77182"})"), T::kHealthPlan);
  EXPECT_EQ(type("Observation", R"({"value":"77182"})"), T::kId);
  EXPECT_EQ(type("Observation", R"({"system":"urn:ietf:rfc:3986","value":"urn:uuid:0b1d"})"), T::kId);
}

TEST(Fhir, OnlyTheDateOfATimestampIsAnIdentifier) {
  const Opened opened = Open(Resource("Encounter", R"("period":{"start":"2024-03-12T08:15:33Z","end":"2024"})"));
  const auto start = opened.At("Encounter.period.start");
  ASSERT_EQ(start.size(), 2U);
  EXPECT_EQ(start[0]->text.Expose(), "2024-03-12");
  EXPECT_EQ(start[0]->type, T::kDate);
  EXPECT_EQ(start[1]->text.Expose(), "T08:15:33Z");
  EXPECT_EQ(start[1]->field_class, FieldClass::kSafe);
  EXPECT_EQ(Only(opened, "Encounter.period.end").type, T::kYear);
}

TEST(Fhir, TheIdAloneOfAReferenceIsAField) {
  const auto text = [](std::string_view reference) {
    const Opened opened = Open(Resource("Encounter", "\"subject\":{\"reference\":\"" + std::string(reference) + "\"}"));
    std::string all;
    for (const Field* field : opened.At("Encounter.subject.reference")) {
      all += (all.empty() ? "" : " ") + field->text.Expose();
    }
    return all;
  };
  EXPECT_EQ(text("Patient/p-77"), "p-77");
  EXPECT_EQ(text("Patient/p-77/_history/2"), "p-77");
  EXPECT_EQ(text("urn:uuid:0b1d"), "0b1d");
  EXPECT_EQ(text("https://fhir.ward.example/r4/Patient/p-77"), "https://fhir.ward.example/r4 p-77");
  EXPECT_EQ(text("Patient?identifier=x|77"), "identifier=x|77");
  EXPECT_EQ(text("#p1"), "");
  EXPECT_EQ(text("#ibarra-ana"), "ibarra-ana");
}

TEST(Fhir, AddressesThatEverybodyUsesStay) {
  const Opened opened = Open(Resource("Observation", R"("meta":{"profile":["http://hl7.org/fhir/us/core/x",
    "https://ward.example/p"]},"code":{"coding":[{"system":"http://loinc.org","code":"9269-2"}]})"));
  EXPECT_EQ(Only(opened, "Observation.meta.profile").text.Expose(), "https://ward.example/p");
  EXPECT_TRUE(opened.At("Observation.code.coding.system").empty());
  EXPECT_TRUE(opened.At("Observation.code.coding.code").empty());
}

TEST(Fhir, WordsForACodeAreATermIfItsSystemIsPublished) {
  const auto display = [](std::string_view system) {
    const Opened opened = Open(Resource(
        "Observation", R"("code":{"coding":[{)" + std::string(system) + R"("code":"24590-2","display":"MR Brain"}]})"));
    return Only(opened, "Observation.code.coding.display").field_class;
  };
  EXPECT_EQ(display(R"("system":"http://loinc.org",)"), FieldClass::kTerm);
  EXPECT_EQ(display(R"("system":"http://terminology.hl7.org/CodeSystem/v2-0203",)"), FieldClass::kTerm);
  EXPECT_EQ(display(R"("system":"https://ward.example/codes",)"), FieldClass::kFreeText);
  EXPECT_EQ(display(R"("system":"http://example.org/codes",)"), FieldClass::kFreeText);
  EXPECT_EQ(display(""), FieldClass::kFreeText);
}

TEST(Fhir, ADisplayIsANameWhereItsTargetHasOne) {
  const auto field = [](std::string_view resource, std::string_view member, std::string_view path) {
    const Opened opened = Open(Resource(resource, member));
    return Only(opened, path);
  };
  const Field patient =
      field("Encounter", R"("subject":{"reference":"Patient/1","display":"Ana Ibarra"})", "Encounter.subject.display");
  EXPECT_EQ(patient.type, T::kNamePatient);
  const Field place =
      field("Encounter", R"("serviceProvider":{"display":"Quarry Road Clinic"})", "Encounter.serviceProvider.display");
  EXPECT_EQ(place.type, T::kFacility);
  const Field words = field("Observation", R"("device":{"display":"infusion pump 3"})", "Observation.device.display");
  EXPECT_EQ(words.field_class, FieldClass::kFreeText);
  const Opened degree = Open(Resource("Composition", R"j("attester":[{"party":{"reference":"Practitioner/1",
    "display":"Kim Rhodes, MD (NPI 1234567893)"}}])j"));
  const auto parts = degree.At("Composition.attester.party.display");
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0]->text.Expose(), "Kim Rhodes");
  EXPECT_EQ(parts[1]->text.Expose(), ", MD (NPI 1234567893)");
  EXPECT_EQ(parts[1]->field_class, FieldClass::kFreeText);
}

TEST(Fhir, AgesOverEightyNineAreIdentifiers) {
  const auto fields = [](std::string_view value) {
    return Open(Resource("Condition", "\"onsetAge\":" + std::string(value))).At("Condition.onsetAge.value").size();
  };
  EXPECT_EQ(fields(R"({"value":93,"code":"a"})"), 1U);
  EXPECT_EQ(fields(R"({"value":89,"code":"a"})"), 0U);
  EXPECT_EQ(fields(R"({"value":93,"code":"mo"})"), 0U);
}

TEST(Fhir, AnAddressIsCutAtThePartsBesideIt) {
  const Opened opened = Open(Resource("Patient", R"("address":[{"text":"Attn Front Desk, 9 Mill St\nYakima, WA 98902",
    "line":["9 Mill St"],"city":"Yakima","state":"WA","postalCode":"98902"}])"));
  std::vector<std::pair<std::string, T>> parts;
  for (const Field* field : opened.At("Patient.address.text")) parts.emplace_back(field->text.Expose(), field->type);
  const std::vector<std::pair<std::string, T>> expected = {{"Attn Front Desk", T::kStreet},
                                                           {"9 Mill St", T::kStreet},
                                                           {"Yakima", T::kCity},
                                                           {"WA", T::kState},
                                                           {"98902", T::kZip}};
  EXPECT_EQ(parts, expected);
}

TEST(Fhir, AnAnswerIsWhatItsQuestionAsksFor) {
  const auto answer = [](std::string_view question, std::string_view text) {
    const Opened opened = Open(Resource("QuestionnaireResponse", "\"item\":[{\"text\":\"" + std::string(question) +
                                                                     "\",\"answer\":[{\"valueString\":\"" +
                                                                     std::string(text) + "\"}]}]"));
    const Field& field = Only(opened, "QuestionnaireResponse.item.answer.valueString");
    return field.field_class == FieldClass::kIdentifier ? field.type : T::kUnknown;
  };
  EXPECT_EQ(answer("Last name", "Wexcombe"), T::kNamePatient);
  EXPECT_EQ(answer("Street address", "9 Mill St"), T::kStreet);
  EXPECT_EQ(answer("Do you have a doctor?", "No"), T::kUnknown);
  EXPECT_EQ(answer("Name of the medication", "Zestril"), T::kUnknown);
  EXPECT_EQ(answer("Any falls?", "one in March"), T::kUnknown);
}

TEST(Fhir, ALongNumberIsLookedAt) {
  EXPECT_TRUE(Open(Resource("Observation", R"("valueInteger":250000)")).document->fields.empty());
  const Opened opened = Open(Resource("Observation", R"("valueInteger":77182004)"));
  EXPECT_EQ(Only(opened, "Observation.valueInteger").text.Expose(), "77182004");
  EXPECT_EQ(opened.Replace("77182004", "31459265"), Resource("Observation", R"("valueInteger":31459265)"));
  EXPECT_EQ(opened.Replace("77182004", ""), R"({"resourceType":"Observation"})");
}

TEST(Fhir, WhatNoTableKnowsIsRemovedWithItsNameAndCounted) {
  const Opened opened = Open(Resource("Patient", R"("Ana Ibarra":{"a":[1,""]},"gender":"female")"));
  EXPECT_EQ(opened.document->unknown_paths, std::vector<std::string>{"Patient.*(9-16)"});
  EXPECT_EQ(EmptyAll(opened, FieldClass::kUnknown), Resource("Patient", R"("gender":"female")"));
}

TEST(Fhir, AnUnknownMemberIsCountedByItsNameIfThatIsWordsOfTheFormat) {
  const Opened opened = Open(Resource("Patient", R"("careDate":"x","_nameUse":{},"Tillman":1,"name":[{"cityCode":"y"}],
    "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/no-such"}])"));
  EXPECT_EQ(opened.document->unknown_paths,
            (std::vector<std::string>{"Patient.careDate", "Patient._nameUse", "Patient.*(5-8)", "Patient.name.cityCode",
                                      "Patient.extension[http://hl7.org/fhir/StructureDefinition/no-such]"}));
}

TEST(Fhir, AnExtensionWithoutARowIsRemoved) {
  const Opened opened = Open(Resource("Patient", R"("extension":[{"url":"https://ward.example/note","valueString":"x"},
    {"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"Okoye"}])"));
  EXPECT_EQ(opened.document->unknown_paths, std::vector<std::string>{"Patient.extension[*(17-32)]"});
  EXPECT_EQ(Only(opened, "Patient.extension.valueString").type, T::kNameRelative);
  EXPECT_EQ(
      EmptyAll(opened, FieldClass::kUnknown),
      Resource(
          "Patient",
          R"("extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"Okoye"}])"));
}

TEST(Fhir, PartsOfAKnownExtensionAreKnown) {
  const Opened opened = Open(Resource("Patient", R"("extension":[{"extension":[{"url":"ombCategory","valueCoding":
    {"system":"urn:oid:2.16.840.1.113883.6.238","code":"2054-5"}}],
    "url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race"}])"));
  EXPECT_TRUE(opened.document->unknown_paths.empty());
  EXPECT_TRUE(opened.document->fields.empty());
}

TEST(Fhir, TheExtensionsOfAPrimitiveAreRead) {
  const Opened opened = Open(Resource("Patient", R"("birthDate":"1951-02-03","_birthDate":{"extension":[{"url":
    "http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"1951-02-03T04:00:00Z"}]})"));
  EXPECT_TRUE(opened.document->unknown_paths.empty());
  EXPECT_EQ(opened.At("Patient._birthDate.extension.valueDateTime").size(), 2U);
}

TEST(Fhir, NothingEmptyIsLeft) {
  const auto emptied = [](std::string_view members) {
    return EmptyAll(Open(Resource("Patient", members)), FieldClass::kIdentifier);
  };
  EXPECT_EQ(emptied(R"("birthDate":"1951-02-03","active":true)"), Resource("Patient", R"("active":true)"));
  EXPECT_EQ(emptied(R"("active":true, "birthDate":"1951-02-03")"), Resource("Patient", R"("active":true)"));
  EXPECT_EQ(emptied(R"("name":[{"family":"Ibarra"},{"use":"old","given":["Ana"]}])"),
            Resource("Patient", R"("name":[{"use":"old"}])"));
  EXPECT_EQ(emptied(R"("active":true,"name":[{"given":["Ana",null]}])"), Resource("Patient", R"("active":true)"));
  EXPECT_EQ(emptied(R"("active":true,"deceasedDateTime":"2024-03-12T08:15:33Z")"),
            Resource("Patient", R"("active":true)"));
  EXPECT_EQ(emptied(R"("active":true,"managingOrganization":{"reference":"Organization/77"})"),
            Resource("Patient", R"("active":true)"));
}

TEST(Fhir, APlaceThatCountsBecomesNull) {
  const Opened opened = Open(Resource("Patient", R"("name":[{"given":["Ana","Q"],"_given":[null,{"id":"a1"}]}])"));
  std::vector<Replacement> replacements;
  for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
    if (opened.document->fields[i].text.Expose() == "Ana") replacements.push_back({i, {0, 3}, PhiString()});
  }
  EXPECT_EQ(opened.Encode(replacements),
            Resource("Patient", R"("name":[{"given":[null,"Q"],"_given":[null,{"id":"a1"}]}])"));
}

TEST(Fhir, ANumberThatIsNoneAnyMoreGoes) {
  const Opened opened = Open(Resource("Condition", R"("onsetAge":{"value":93,"unit":"a"})"));
  EXPECT_EQ(ReplaceField(opened, "Condition.onsetAge.value", "90"),
            Resource("Condition", R"("onsetAge":{"value":90,"unit":"a"})"));
  EXPECT_EQ(ReplaceField(opened, "Condition.onsetAge.value", "**"),
            Resource("Condition", R"("onsetAge":{"unit":"a"})"));
}

TEST(Fhir, AnIntegerThatOutgrowsItsTypeGoes) {
  const Opened opened = Open(Resource("MolecularSequence", R"("variant":[{"start":1282737234,"end":1282737237}])"));
  EXPECT_EQ(opened.Replace("1282737234", "2147483647"),
            Resource("MolecularSequence", R"("variant":[{"start":2147483647,"end":1282737237}])"));
  EXPECT_EQ(opened.Replace("1282737234", "4625787287"),
            Resource("MolecularSequence", R"("variant":[{"end":1282737237}])"));
}

TEST(Fhir, AResourceTypeThatIsAnElementStays) {
  const Opened opened = Open(Resource("ExampleScenario", R"("instance":[{"resourceType":"Patient"}])"));
  EXPECT_TRUE(opened.document->fields.empty());
}

TEST(Fhir, ANarrativeIsReadAsPeopleReadIt) {
  const Opened opened = Open(Resource(
      "Patient",
      R"("text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Seen <b>Lor</b>raine&#160;Abel</p><table><tr><td>MRN</td><td>77182</td></tr></table><!-- Abel --></div>"})"));
  EXPECT_EQ(opened.Text("Patient.text.div"), "Seen Lorraine Abel\nMRN  77182  \n");
  EXPECT_EQ(opened.At("Patient.text.div")[1]->field_class, FieldClass::kUnknown);
  EXPECT_EQ(
      opened.Replace("77182", "9\"<&"),
      Resource(
          "Patient",
          R"("text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Seen <b>Lor</b>raine&#160;Abel</p><table><tr><td>MRN</td><td>9&quot;&lt;&amp;</td></tr></table><!-- Abel --></div>"})"));
  EXPECT_NE(EmptyAll(opened, FieldClass::kUnknown).find("</table><!----></div>"), std::string::npos);
}

TEST(Fhir, AttributesOfANarrativeAreRead) {
  const Opened opened = Open(Resource(
      "Patient",
      R"("text":{"div":"<div><a href=\"tel:555-0142\" class=\"x\">call</a><a href='https://ward.example/a'>b</a><img src=\"data:image\/png;base64,AAAA\" alt=\"Ana\"/></div>"})"));
  const auto links = opened.At("Patient.text.div@href");
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0]->text.Expose(), "555-0142");
  EXPECT_EQ(links[0]->type, T::kPhone);
  EXPECT_EQ(links[1]->type, T::kUrl);
  EXPECT_EQ(Only(opened, "Patient.text.div@src").field_class, FieldClass::kUnknown);
  EXPECT_EQ(Only(opened, "Patient.text.div@alt").field_class, FieldClass::kFreeText);
}

TEST(Fhir, ATextAttachmentIsReadAndWrittenAnew) {
  // "Seen by Ana.\n"
  const Opened opened = Open(Resource("DocumentReference", R"("content":[{"attachment":{"contentType":"text/plain",
    "data":"U2VlbiBieSBBbmEuCg==","hash":"AAAA","size":13}}])"));
  const Field& field = Only(opened, "DocumentReference.content.attachment.data");
  EXPECT_EQ(field.text.Expose(), "Seen by Ana.\n");
  ASSERT_TRUE(field.encoded);
  EXPECT_EQ(field.encoded->place, "content[0].attachment.data");
  EXPECT_TRUE(opened.document->unknown_paths.empty());
  // "Seen by Zo\u00EB Quill.\n"
  EXPECT_NE(opened.Replace("Ana", "Zo\xC3\xAB Quill").find("\"U2VlbiBieSBab8OrIFF1aWxsLgo=\""), std::string::npos);
  EXPECT_NE(EmptyAll(opened, FieldClass::kUnknown).find("\"U2VlbiBieSBBbmEuCg==\"}"), std::string::npos);
}

TEST(Fhir, AnAttachmentThatIsNotReadIsRemoved) {
  for (const char* attachment : {R"("contentType":"application/pdf","data":"U2VlbiBieSBBbmEuCg==")",
                                 R"("contentType":"text/plain","data":"****")", R"("data":"U2VlbiBieSBBbmEuCg==")",
                                 R"("contentType":"text/plain","data":"/////w==")"}) {
    const Opened opened = Open(Resource("Binary", attachment));
    EXPECT_EQ(Only(opened, "Binary.data").field_class, FieldClass::kUnknown) << attachment;
    EXPECT_EQ(EmptyAll(opened, FieldClass::kUnknown).find("data"), std::string::npos);
  }
}

TEST(Fhir, AnHtmlAttachmentKeepsItsTags) {
  // "<p>Seen by <b>Ana</b> &amp; co.</p>"
  const Opened opened = Open(Resource("Binary", R"("contentType":"text/html",
    "data":"PHA+U2VlbiBieSA8Yj5BbmE8L2I+ICZhbXA7IGNvLjwvcD4=")"));
  EXPECT_EQ(opened.Text("Binary.data"), "Seen by Ana & co.\n");
  // "<p>Seen by <b>Zo</b> &amp; co.</p>"
  EXPECT_NE(opened.Replace("Ana", "Zo").find("\"PHA+U2VlbiBieSA8Yj5abzwvYj4gJmFtcDsgY28uPC9wPg==\""),
            std::string::npos);
}

TEST(Fhir, ResourcesInsideAResourceHaveTheirOwnPaths) {
  const Opened opened = Open(Resource("Bundle", R"("entry":[{"fullUrl":"urn:uuid:0b1d","resource":{"resourceType":
    "Patient","id":"0b1d","contained":[{"resourceType":"Practitioner","id":"p1","name":[{"text":"Kim Rhodes, MD"}]},
    {"resourceType":"Nothing","a":"b"}]}}])"));
  EXPECT_EQ(Only(opened, "Bundle.entry.fullUrl").text.Expose(), "0b1d");
  EXPECT_EQ(Only(opened, "Patient.id").text.Expose(), "0b1d");
  EXPECT_EQ(opened.Text("Practitioner.name.text"), "Kim Rhodes");
  EXPECT_EQ(opened.document->unknown_paths, std::vector<std::string>{"Patient.contained"});
}

TEST(Fhir, EscapesAreOneUnit) {
  const Opened opened = Open(Resource("Patient", R"("name":[{"family":"Th\u00e9riot"}])"));
  EXPECT_EQ(opened.Text("Patient.name.family"), "Th\xC3\xA9riot");
  EXPECT_EQ(ReplaceField(opened, "Patient.name.family", "O\"B\\"),
            Resource("Patient", R"("name":[{"family":"O\"B\\"}])"));
}

// Annotated messages.

std::vector<Annotated> Corpus() { return AnnotatedMessages("fhir", ".json.txt"); }

TEST(FhirCorpus, WithoutReplacementsTheBytesAreTheSame) {
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    ASSERT_TRUE(opened.document) << message.name;
    EXPECT_EQ(opened.document->format, Format::kFhir);
    EXPECT_EQ(opened.Encode({}), message.bytes) << message.name;
  }
}

TEST(FhirCorpus, NoIdentifierIsSafe) {
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    ASSERT_TRUE(opened.document);
    std::vector<bool> seen(message.bytes.size());
    for (const Field& field : opened.document->fields) {
      for (const auto& piece : field.map.pieces()) {
        const bool safe = field.field_class == FieldClass::kSafe;
        if (!safe) std::fill(seen.begin() + piece.raw.begin, seen.begin() + piece.raw.end, true);
      }
    }
    for (const Span& span : message.identifiers) {
      for (std::size_t i = span.begin; i < span.end; ++i) {
        const bool letter = std::isalnum(static_cast<unsigned char>(message.bytes[i])) != 0;
        if (letter && !seen[i]) {
          ADD_FAILURE() << message.name << " byte " << i << ": " << message.bytes.substr(span.begin, span.size());
          break;
        }
      }
    }
  }
}

TEST(FhirCorpus, WholeFieldsAreReplacedInPlace) {
  std::mt19937 random(7);
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    std::vector<Replacement> replacements;
    std::string expected;
    std::size_t done = 0;
    for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
      const Field& field = opened.document->fields[i];
      const auto& pieces = field.map.pieces();
      const bool plain = field.field_class != FieldClass::kUnknown && pieces.size() == 1 && pieces[0].copied;
      if (!plain || random() % 3 != 0) continue;
      replacements.push_back({i, {0, field.text.size()}, PhiString("new words")});
      expected += message.bytes.substr(done, pieces[0].raw.begin - done) + "new words";
      done = pieces[0].raw.end;
    }
    expected += message.bytes.substr(done);
    EXPECT_EQ(opened.Encode(replacements), expected) << message.name;
  }
}

TEST(FhirCorpus, WhateverIsEmptiedTheOutputIsJson) {
  std::mt19937 random(7);
  for (const Annotated& message : Corpus()) {
    const Opened opened = Open(message.bytes);
    for (int round = 0; round < 20; ++round) {
      std::vector<Replacement> replacements;
      for (std::size_t i = 0; i < opened.document->fields.size(); ++i) {
        if (random() % 2 == 0) continue;
        replacements.push_back({i, {0, opened.document->fields[i].text.size()}, PhiString()});
      }
      const std::string out = opened.Encode(replacements);
      EXPECT_TRUE(IsJson(out)) << message.name;
      for (const char* empty : {"\"\"", "[]", "{}", "[ ]", "{ }"}) {
        EXPECT_EQ(out.find(empty), std::string::npos) << message.name << ' ' << empty;
      }
    }
  }
}

}  // namespace
}  // namespace veil
