#include "codec/hl7v2_fields.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "codec/base64.h"
#include "codec/date_text.h"
#include "codec/hl7v2_data.h"
#include "codec/hl7v2_escape.h"
#include "codec/hl7v2_leaf.h"
#include "codec/hl7v2_merge.h"
#include "codec/hl7v2_segment.h"
#include "codec/hl7v2_table.h"

namespace veil::hl7v2 {
namespace {

// Where a segment says how its person is related to the patient.
struct Relationship {
  std::string_view segment;
  std::size_t field;
};
constexpr std::array<Relationship, 3> kRelationships = {{{"NK1", 3}, {"GT1", 11}, {"IN1", 17}}};

constexpr std::size_t kCharsetField = 18;

// Marks a field that this run of segments adds text to: the paragraphs of one note.
struct Note {
  std::size_t field = 0;
  std::string segment;
  std::string topic;  // OBX-3 and the data type; empty for NTE
};

class Reader {
 public:
  Reader(std::string_view raw, const Envelope& envelope, const CodecLimits& limits)
      : raw_(raw), envelope_(envelope), limits_(limits) {
    document_.format = Format::kHl7v2;
  }

  Result<Document> Read() {
    SegmentReader segments(raw_);
    std::size_t section = 0;
    while (const auto span = segments.Next()) {
      if (section + 1 < envelope_.sections.size() && envelope_.sections[section + 1].raw_begin == span->begin)
        ++section;
      delimiters_ = envelope_.sections[section].delimiters;
      VEIL_TRY(CutSegment(raw_, *span, delimiters_.field, segment_));
      ReadSegment();
      if (over_) return Fail(ErrorCode::kTooLarge, "the message has too many fields");
    }
    document_.merges = MergesOf(trigger_, document_.fields);
    return std::move(document_);
  }

 private:
  std::string_view Raw(Span span) const { return raw_.substr(span.begin, span.size()); }
  std::string_view RawField(std::size_t number) const { return Raw(segment_.Field(number)); }

  void ReadSegment() {
    rows_ = Table::Embedded().Segment(segment_.name);
    // Set ids and codes between the lines of a note do not end it, another kind of segment does.
    if (note_ && note_->segment != segment_.name) note_.reset();
    if (segment_.name == "PID") ReadPatient();
    if (segment_.name == "MSH") trigger_ = TriggerOf(RawField(9), delimiters_.component);
    if (segment_.name != "IN2" && segment_.name != "IN3") self_ = IsOfPatient();
    const std::size_t first = IsHeader(segment_.name) ? 3 : 1;
    for (std::size_t number = first; number < segment_.fields.size(); ++number) {
      if (!segment_.fields[number].empty()) ReadField(number);
    }
  }

  void ReadPatient() {
    patient_name_ = FamilyAndGiven(segment_.Field(5));
    const std::string_view list = RawField(3);
    const std::string_view id = list.substr(0, list.find(delimiters_.component));
    document_.many_patients = document_.many_patients || (!patient_id_.empty() && !id.empty() && id != patient_id_);
    if (!id.empty()) patient_id_ = id;
  }

  // Whether the person that NK1, GT1 or IN1 describes is the patient: the segment says so or, where it does not say,
  // gives the patient's own name.
  bool IsOfPatient() const {
    const auto* found = std::find_if(kRelationships.begin(), kRelationships.end(),
                                     [&](const Relationship& r) { return r.segment == segment_.name; });
    if (found == kRelationships.end()) return false;
    const std::string_view relationship = RawField(found->field);
    if (!relationship.empty()) return IsSelf(relationship.substr(0, relationship.find(delimiters_.component)));
    constexpr std::size_t kInsuredName = 16;
    const std::string_view name = FamilyAndGiven(segment_.Field(segment_.name == "IN1"   ? kInsuredName
                                                                : segment_.name == "GT1" ? 3U
                                                                                         : 2U));
    return !name.empty() && name == patient_name_;
  }

  // The first two components of a name as they stand; empty unless both hold something.
  std::string_view FamilyAndGiven(Span field) const {
    const std::string_view text = Raw(field);
    const std::size_t first = text.find(delimiters_.component);
    if (first == 0 || first == std::string_view::npos) return {};
    const std::string_view both =
        text.substr(0, text.find_first_of(std::string{delimiters_.component, delimiters_.repetition}, first + 1));
    return both.size() == first + 1 ? std::string_view() : both;
  }

  void ReadField(std::size_t number) {
    path_ = std::string(segment_.name) + "-" + std::to_string(number);
    // The envelope was read by it, so it is the name of a charset, in whatever words.
    if (segment_.name == "MSH" && number == kCharsetField)
      return AddField(segment_.fields[number], {FieldClass::kSafe});
    FieldRow row;
    if (rows_ != nullptr && number < rows_->size()) row = (*rows_)[number];
    const bool observation = segment_.name == "OBX" && number == 5;
    if (observation) row = ObservationRow();
    party_ = self_ && row.party == Party::kRelative ? Party::kPatient : row.party;
    const std::optional<Rule> whole = row.overruled           ? row.overruled
                                      : row.format != nullptr ? row.format->whole
                                                              : Rule{};
    if (row.format != nullptr && row.format->IsPrimitive() && whole->content == Content::kFreeText) {
      return ReadText(segment_.fields[number], observation || (segment_.name == "NTE" && number == 3));
    }
    Cut(raw_, segment_.fields[number], delimiters_.repetition, repetitions_);
    for (const Span repetition : repetitions_) {
      if (!repetition.empty() && !over_) ReadRepetition(repetition, row);
    }
  }

  // OBX-5 has the data type that OBX-2 names; old senders leave it out for text.
  FieldRow ObservationRow() const {
    const std::string_view name = RawField(2);
    FieldRow row;
    row.format = Table::Embedded().Format(name.empty() ? "ST" : name);
    if (const Observation* said = ObservationSaid(); said != nullptr && IsProse(row)) {
      row.overruled = said->rule;
      row.party = said->party;
    }
    if (name == "NM" && IsAgeObservation(RawField(3), RawField(6))) {
      const std::string_view value = RawField(5);
      const bool over = value.size() >= 2 && value.size() <= 5 && (value[0] == '9' || value.size() == 3) &&
                        value.find_first_not_of("0123456789.") == std::string_view::npos &&
                        (value.find('.') == std::string_view::npos || value.find('.') >= 2) &&
                        (value[0] == '9' || value[0] == '1');
      if (over) row.overruled = Rule{.content = Content::kIdentifier, .type = IdentifierType::kAgeOver89};
    }
    return row;
  }

  // What the table says of the observation that OBX-3 names.
  const Observation* ObservationSaid() const {
    std::vector<Span> coded;
    Cut(raw_, segment_.Field(3), delimiters_.component, coded);
    return coded.size() < 3 ? nullptr : Table::Embedded().ObservationOf(Raw(coded[2]), Raw(coded[1]));
  }

  static bool IsProse(const FieldRow& row) {
    return row.format != nullptr && row.format->IsPrimitive() && row.format->whole->content == Content::kFreeText;
  }

  // A field of prose is one text: repetitions are its lines, and what would be a delimiter in it is a character. Lines
  // of one note over several segments are joined, so that a name broken between two of them is whole.
  void ReadText(Span span, bool may_go_on) {
    if (Raw(span) == "\"\"") return Add(span, {FieldClass::kSafe});
    const bool text_type = segment_.name != "OBX" || RawField(2) != "ST";
    std::string topic;
    if (segment_.name == "OBX") {
      topic = std::string(RawField(2)) + delimiters_.field + std::string(RawField(3));
      if (!text_type) topic += delimiters_.field + std::string(RawField(4));
    }
    const bool same_note = may_go_on && note_ && note_->topic == topic;
    const bool encoded = segment_.name == "OBX" && IsEncoded(span, same_note);
    if (same_note && encoded == (document_.fields[note_->field].field_class == FieldClass::kUnknown)) {
      Field& field = document_.fields[note_->field];
      std::string text = std::move(field.text).Expose();
      text += '\n';
      field.map.AppendVirtual(1, span.begin);
      AppendText(span, text, field.map);
      field.text = PhiString(std::move(text));
      return;
    }
    if (encoded) Count(path_ + ":base64");
    Field field = NewField({encoded ? FieldClass::kUnknown : FieldClass::kFreeText});
    std::string text;
    AppendText(span, text, field.map);
    field.text = PhiString(std::move(text));
    Push(std::move(field));
    if (may_go_on) note_ = Note{document_.fields.size() - 1, std::string(segment_.name), std::move(topic)};
  }

  // Whether text is base64 that says nothing of it, or one more line of such.
  bool IsEncoded(Span span, bool same_note) const {
    if (Raw(span).find(' ') != std::string_view::npos) return false;
    std::string text;
    ByteMap unused;
    AppendText(span, text, unused);
    if (LooksEncoded(text)) return true;
    const bool goes_on = same_note && document_.fields[note_->field].field_class == FieldClass::kUnknown;
    return goes_on && FromBase64(text).has_value();
  }

  void AppendText(Span span, std::string& text, ByteMap& map) const {
    const std::string_view raw = raw_.substr(0, span.end);
    std::string joints{delimiters_.component};
    if (delimiters_.repetition != '\0') joints += delimiters_.repetition;
    if (delimiters_.subcomponent != '\0') joints += delimiters_.subcomponent;
    for (std::size_t begin = span.begin; begin < span.end;) {
      const std::size_t end = std::min(raw.find_first_of(joints, begin), span.end);
      AppendUnescaped(envelope_.charset, delimiters_, raw_, {begin, end}, text, map);
      if (end < span.end) {
        text += raw[end] == delimiters_.repetition ? '\n' : raw[end];
        map.AppendVirtual(1, end);
      }
      begin = end + 1;
    }
  }

  void ReadRepetition(Span span, const FieldRow& row) {
    Cut(raw_, span, delimiters_.component, components_);
    const DataType* format = row.format;
    if (format != nullptr && format->name == "NDL" && IsPersonInNdl()) format = Table::Embedded().Format("XCN");
    View(components_, component_texts_);
    group_ = format != nullptr && !format->IsPrimitive() ? ++groups_ : 0;
    const bool many = components_.size() > 1 || (format != nullptr && !format->IsPrimitive());
    const std::string field_path = path_;
    for (std::size_t i = 0; i < components_.size(); ++i) {
      if (components_[i].empty()) continue;
      if (many && format != nullptr) path_ = field_path + "." + std::to_string(i + 1);
      const Rule rule = format != nullptr ? format->At(i) : Rule{};
      ReadComponent(i, rule, row);
    }
    path_ = field_path;
  }

  // OBR-32 to 35 are a name with times in sub-components, yet many senders write a plain XCN.
  bool IsPersonInNdl() const {
    if (components_.size() < 2 || components_[1].empty()) return false;
    const bool plain = Raw(components_[0]).find(delimiters_.subcomponent) == std::string_view::npos;
    const char first = raw_[components_[1].begin];
    return plain && (first < '0' || first > '9');
  }

  void View(const std::vector<Span>& spans, std::vector<std::string_view>& texts) const {
    texts.clear();
    for (const Span& span : spans) texts.push_back(Raw(span));
  }

  void ReadComponent(std::size_t index, const Rule& rule, const FieldRow& row) {
    if (rule.content == Content::kData && !row.overruled) {
      return ReadData(components_[index], {component_texts_, index});
    }
    Cut(raw_, components_[index], delimiters_.subcomponent, subcomponents_);
    const bool nested = rule.content == Content::kNested;
    if (subcomponents_.size() == 1) {
      Rule leaf = nested ? Leaf(rule.nested->At(0)) : rule;
      if (nested && rule.part != Part::kWhole) leaf.part = rule.part;
      return ReadLeaf(components_[index], leaf, row, {component_texts_, index});
    }
    View(subcomponents_, subcomponent_texts_);
    const std::string component_path = path_;
    for (std::size_t i = 0; i < subcomponents_.size(); ++i) {
      if (subcomponents_[i].empty()) continue;
      if (row.format != nullptr) path_ = component_path + "." + std::to_string(i + 1);
      const Rule leaf = nested ? Leaf(rule.nested->At(i)) : rule;
      ReadLeaf(subcomponents_[i], leaf, row, {subcomponent_texts_, i});
    }
    path_ = component_path;
  }

  // There is nothing below a sub-component: a type that would nest there stands for its first component.
  static Rule Leaf(Rule rule) {
    while (rule.content == Content::kNested) rule = rule.nested->At(0);
    return rule;
  }

  // The data of an ED value. It has no sub-components: their delimiter is a character there.
  void ReadData(Span span, const Siblings& ed) {
    std::string text;
    ByteMap unused;
    AppendUnescaped(envelope_.charset, delimiters_, raw_, span, text, unused);
    Data data = hl7v2::ReadData(envelope_.charset, ed, text);
    if (data.kind == DataKind::kWords) return Add(span, {FieldClass::kFreeText});
    if (data.kind == DataKind::kPointer) return Add(span, {FieldClass::kIdentifier, IdentifierType::kUrl});
    if (data.kind == DataKind::kClosed) return AddUnknown(span, path_ + ":" + std::string(data.reason.view()));
    const std::size_t number = opened_[path_]++;
    for (Field& field : data.fields) {
      field.path = path_;
      field.map = {};
      field.map.AppendVirtual(field.text.size(), span.begin);
      field.encoded->place = path_ + "[" + std::to_string(number) + "]";
      field.encoded->raw = span;
      if (field.field_class == FieldClass::kUnknown) Count(path_ + ":hidden");
      Push(std::move(field));
    }
  }

  void ReadLeaf(Span span, const Rule& rule, const FieldRow& row, const Siblings& siblings) {
    const Rule& said = row.overruled ? *row.overruled : rule;
    const LeafClass leaf = Classify(said, row, party_, siblings);
    part_ = leaf.field_class == FieldClass::kIdentifier && IsName(leaf.type) ? rule.part : Part::kWhole;
    if (leaf.label > 0) {
      AddField({span.begin, span.begin + leaf.label}, {FieldClass::kSafe});
      span.begin += leaf.label;
    }
    if (!leaf.date) return Add(span, leaf);
    const DatePart date = DatePartOf(Raw(span));
    if (date.size > 0) Add({span.begin, span.begin + date.size}, {FieldClass::kIdentifier, date.type});
    // What follows the digits of a timestamp is the time; words in the place of a date may be anything.
    const std::string_view rest = Raw(span).substr(date.size);
    const bool time = rest.find_first_not_of("0123456789:.+-TZ ") == std::string_view::npos;
    if (!rest.empty()) Add({span.begin + date.size, span.end}, {time ? FieldClass::kSafe : FieldClass::kFreeText});
  }

  Field NewField(const LeafClass& leaf) {
    Field field;
    field.path = path_;
    field.field_class = leaf.field_class;
    if (leaf.field_class == FieldClass::kIdentifier) {
      field.type = leaf.type;
      field.party = party_;
      field.part = part_;
      field.group = group_;
    }
    return field;
  }

  void Add(Span span, const LeafClass& leaf) {
    if (leaf.field_class == FieldClass::kUnknown) return AddUnknown(span, path_);
    AddField(span, leaf);
  }

  void AddUnknown(Span span, const std::string& counted) {
    Count(counted);
    AddField(span, {FieldClass::kUnknown});
  }

  void Count(const std::string& path) {
    if (unknown_.insert(path).second) document_.unknown_paths.push_back(path);
  }

  void AddField(Span span, const LeafClass& leaf) {
    Field field = NewField(leaf);
    std::string text;
    AppendUnescaped(envelope_.charset, delimiters_, raw_, span, text, field.map);
    field.text = PhiString(std::move(text));
    Push(std::move(field));
  }

  void Push(Field field) {
    if (document_.fields.size() >= limits_.fields_max) {
      over_ = true;
      document_.fields.pop_back();
    }
    document_.fields.push_back(std::move(field));
  }

  std::string_view raw_;
  const Envelope& envelope_;
  const CodecLimits& limits_;
  Document document_;
  std::unordered_set<std::string> unknown_;
  std::unordered_map<std::string, std::size_t> opened_;  // data, by path
  bool over_ = false;  // of fields: reading goes on to the end of the segment, adding nothing

  Delimiters delimiters_;
  Segment segment_;
  const std::vector<FieldRow>* rows_ = nullptr;  // of segment_; null: not in the table
  bool self_ = false;
  std::string_view patient_name_;
  std::string_view patient_id_;
  std::optional<Note> note_;

  // Of the field being read.
  std::string path_;
  Party party_ = Party::kNone;
  Part part_ = Part::kWhole;
  std::uint32_t group_ = 0;
  std::uint32_t groups_ = 0;
  std::string_view trigger_;  // of the message, or of the batch's latest
  std::vector<Span> repetitions_;
  std::vector<Span> components_;
  std::vector<std::string_view> component_texts_;
  std::vector<Span> subcomponents_;
  std::vector<std::string_view> subcomponent_texts_;
};

}  // namespace

Result<Document> ReadFields(std::string_view raw, const Envelope& envelope, const CodecLimits& limits) {
  return Reader(raw, envelope, limits).Read();
}

}  // namespace veil::hl7v2
