#include "app/learn_report.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

#include "codec/fhir_table.h"
#include "codec/hl7v2_table.h"

namespace veil {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

constexpr std::string_view kHead =
    "# Learn report of veil deid: what no table knows, and how many inputs had it. It shows no values. A name that is "
    "not\n"
    "# made of words of its format is shown by the class of its length: *(9-16).\n";

std::string Inputs(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " input" : " inputs"); }

std::string Row(const std::vector<std::string>& columns) {
  std::string row;
  for (const std::string& column : columns) row += (row.empty() ? "" : "\t") + column;
  return row + "\n";
}

std::string Remark(std::string_view what, std::uint64_t count) {
  return "# " + std::string(what) + "\t" + Inputs(count) + "\n";
}

// "ZPI-3.1" cut into segment and field.
struct Hl7Place {
  std::string segment;
  std::size_t field = 0;
};

Hl7Place PlaceOf(std::string_view path) {
  Hl7Place place;
  const std::size_t dash = path.find('-');
  if (dash == std::string_view::npos) return place;
  place.segment = path.substr(0, dash);
  std::from_chars(path.data() + dash + 1, path.data() + path.size(), place.field);
  return place;
}

// Fields that the table lacks as rows; what is removed for another reason as remarks.
std::string Hl7Draft(const Counts& counts) {
  const auto& table = hl7v2::Table::Embedded();
  std::map<std::string, std::map<std::size_t, std::uint64_t>> fields;
  std::string remarks;
  for (const auto& [path, count] : counts) {
    const Hl7Place place = PlaceOf(path);
    const auto* rows = table.Segment(place.segment);
    const bool lacking =
        place.field > 0 && path.find(':') == std::string::npos && (rows == nullptr || place.field >= rows->size());
    if (lacking) {
      fields[place.segment][place.field] = std::max(fields[place.segment][place.field], count);
    } else {
      remarks += Remark(path, count);
    }
  }
  std::string draft;
  if (!fields.empty()) {
    draft +=
        "# HL7 v2, for dictionaries/hl7v2/fields.tsv: put the data type, and - or a class in the place of "
        "\"unknown\".\n"
        "# segment\tfield or range\tdata type\tclass\ttype\tparty\tnote\n";
  }
  for (const auto& [segment, numbers] : fields) {
    const auto* rows = table.Segment(segment);
    // The rows of a segment follow each other from 1 on.
    std::size_t next = rows == nullptr ? 1 : rows->size();
    for (const auto& [number, count] : numbers) {
      const std::string gap =
          next + 1 == number ? std::to_string(next) : std::to_string(next) + "-" + std::to_string(number - 1);
      if (next < number) draft += Row({segment, gap, "ST", "unknown", "-", "-", "not met"});
      draft += Row({segment, std::to_string(number), "ST", "unknown", "-", "-", Inputs(count)});
      next = number + 1;
    }
  }
  if (!remarks.empty())
    draft +=
        "# HL7 v2, removed for what it is: components that no data type has, data by its reason, fields never kept\n" +
        remarks;
  return draft;
}

// The type whose element the last name of a path is: HumanName for Patient.name.x; empty if there is none.
std::string OwnerOf(std::string_view path) {
  const auto& table = fhir::Table::Embedded();
  const std::size_t last = path.rfind('.');
  if (last == std::string_view::npos) return {};
  const fhir::Type* type = nullptr;
  for (std::size_t begin = 0; begin < last;) {
    const std::size_t end = std::min(path.find('.', begin), last);
    const std::string_view name = path.substr(begin, end - begin);
    if (begin == 0) {
      type = table.Find(name);
    } else {
      const fhir::Element* element = type->Find(name);
      type = element == nullptr || element->types.empty() ? nullptr : element->types.front();
    }
    if (type == nullptr) return {};
    begin = end + 1;
  }
  return type->name;
}

std::string FhirDraft(const Counts& counts) {
  std::string elements;
  std::string rules;
  std::string extensions;
  std::string remarks;
  for (const auto& [path, count] : counts) {
    const bool shown = path.find('*') == std::string::npos;
    const std::size_t url = path.find('[');
    const std::string owner = OwnerOf(path.substr(0, url));
    const std::string name = path.substr(path.rfind('.') + 1);
    if (shown && url != std::string::npos) {
      extensions += Row({path.substr(url + 1, path.size() - url - 2), "removed", "-", "-", "-", Inputs(count)});
    } else if (shown && !owner.empty() && name[0] != '_' &&
               fhir::Table::Embedded().Find(owner)->Find(name) == nullptr) {
      elements += Row({owner, name, "string", "-"});
      rules += Row({owner, name, "removed", "-", "-", "-", Inputs(count)});
    } else {
      remarks += Remark(path, count);
    }
  }
  std::string draft;
  if (!elements.empty()) {
    draft += "# FHIR, for dictionaries/fhir/elements.tsv: put the data type\n# type\telement\tdata types\ttargets\n" +
             elements;
    draft +=
        "# FHIR, for dictionaries/fhir/rules.tsv: put - or a class in the place of \"removed\"\n"
        "# type\telement\tclass\tidentifier type\tparty\tpart\tnote\n" +
        rules;
  }
  if (!extensions.empty()) {
    draft +=
        "# FHIR, for dictionaries/fhir/extensions.tsv: put - or a class in the place of \"removed\"\n"
        "# url\tclass\tidentifier type\tparty\tpart\tnote\n" +
        extensions;
  }
  if (!remarks.empty())
    draft += "# FHIR, by place: names and addresses that are not shown, data that is not read\n" + remarks;
  return draft;
}

std::string CdaDraft(const Counts& counts) {
  std::string elements;
  std::string attributes;
  std::string remarks;
  for (const auto& [path, count] : counts) {
    const std::size_t at = path.find('@');
    const std::size_t dot = path.rfind('.', at);
    const std::string last =
        path.substr(dot == std::string::npos ? 0 : dot + 1, at == std::string::npos ? at : at - dot - 1);
    const std::string before = dot == std::string::npos ? "ClinicalDocument" : path.substr(0, dot);
    const std::string parent = before.substr(before.rfind('.') + 1);
    if (path.find('*') != std::string::npos || path == "comment" || path == "instruction") {
      remarks += Remark(path, count);
    } else if (at != std::string::npos) {
      attributes += Row({"*", path.substr(at + 1), "unknown", Inputs(count) + " in " + path.substr(0, at)});
    } else {
      elements += Row({parent, last, "unknown", "-", "-", "-", "-", Inputs(count) + " in " + before});
    }
  }
  std::string draft;
  if (!elements.empty()) {
    draft +=
        "# C-CDA, for dictionaries/cda/elements.tsv: put a content in the place of \"unknown\"\n"
        "# parent\telement\tcontent\tcalled\tid\tparty\tpart\tnote\n" +
        elements;
  }
  if (!attributes.empty()) {
    draft +=
        "# C-CDA, for dictionaries/cda/attributes.tsv: put the content of its element and a class\n"
        "# content of the element\tattribute\tclass or type\tnote\n" +
        attributes;
  }
  if (!remarks.empty()) draft += "# C-CDA, by place: names that are not shown, comments, instructions\n" + remarks;
  return draft;
}

std::string DraftOf(Format format, const Counts& counts) {
  if (format == Format::kHl7v2) return Hl7Draft(counts);
  if (format == Format::kFhir) return FhirDraft(counts);
  if (format == Format::kCda) return CdaDraft(counts);
  std::string draft = "# " + std::string(FormatName(format).view()) + "\n";
  for (const auto& [path, count] : counts) draft += Remark(path, count);
  return draft;
}

}  // namespace

void LearnReport::Add(Format format, std::span<const std::string> unknown_paths) {
  constexpr std::size_t kPathsMax = 10'000;
  Counts& counts = counts_[format];
  for (const std::string& path : unknown_paths) {
    if (const auto known = counts.find(path); known != counts.end()) {
      ++known->second;
    } else if (paths_ < kPathsMax) {
      counts.emplace(path, 1);
      ++paths_;
    } else {
      ++further_;
    }
  }
}

std::string LearnReport::Draft() const {
  std::string draft(kHead);
  for (const auto& [format, counts] : counts_) {
    if (!counts.empty()) draft += DraftOf(format, counts);
  }
  if (paths_ == 0) draft += "# Nothing: the tables know all of it.\n";
  if (further_ > 0) draft += Remark("beyond the limit of places", further_);
  return draft;
}

}  // namespace veil
