#include "codec/splice.h"

#include <algorithm>

namespace veil {
namespace {

// `text` cut into one part a run, at spaces. A word goes to the run in which its middle falls when both are stretched
// to the same length; the space between two parts is dropped where a joint between the runs stands for it.
std::vector<std::string_view> Deal(std::string_view text, const std::vector<ByteMap::Run>& runs) {
  std::vector<std::string_view> parts(runs.size());
  std::size_t runs_size = 0;
  for (const ByteMap::Run& run : runs) runs_size += run.text.size();
  std::size_t run = 0;
  std::size_t runs_before = 0;
  std::size_t part_begin = 0;
  std::size_t part_end = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::size_t middle = (begin + end) / 2;
    while (run + 1 < runs.size() && middle * runs_size >= (runs_before + runs[run].text.size()) * text.size()) {
      const bool joint = runs[run].text.end != runs[run + 1].text.begin;
      parts[run] = text.substr(part_begin, (joint ? part_end : begin) - part_begin);
      runs_before += runs[run++].text.size();
      part_begin = part_end = begin;
    }
    part_end = end;
    begin = end + 1;
  }
  parts[run] = text.substr(part_begin);
  return parts;
}

}  // namespace

void AppendEdits(const Document& document, const Replacement& replacement, const Escape& escape,
                 std::vector<Edit>& edits) {
  const std::vector<ByteMap::Run> runs = document.fields[replacement.field].map.ToRaw(replacement.span);
  if (runs.empty()) return;
  const std::vector<std::string_view> parts = Deal(replacement.text.Expose(), runs);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    edits.push_back({runs[i].raw, escape(parts[i], runs[i].raw.begin)});
  }
}

Result<PhiString> Apply(PhiView raw, std::vector<Edit> edits) {
  const std::string_view bytes = raw.Expose();
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  std::size_t done = 0;
  for (const Edit& edit : edits) {
    if (edit.span.end > bytes.size()) return Fail(ErrorCode::kEncodeFailed, "a replacement lies outside the message");
    if (edit.span.begin > done) {
      out += bytes.substr(done, edit.span.begin - done);
    }
    out += edit.bytes;
    done = std::max(done, edit.span.end);
  }
  out += bytes.substr(done);
  return PhiString(std::move(out));
}

bool Fits(const Document& document, const Replacement& replacement) {
  return replacement.field < document.fields.size() && replacement.span.begin <= replacement.span.end &&
         replacement.span.end <= document.fields[replacement.field].map.text_size();
}

Result<PhiString> Splice(PhiView raw, const Document& document, std::span<const Replacement> replacements,
                         const Escape& escape) {
  std::vector<Edit> edits;
  edits.reserve(replacements.size());
  for (const Replacement& replacement : replacements) {
    if (!Fits(document, replacement)) return Fail(ErrorCode::kEncodeFailed, "a replacement fits no field");
    AppendEdits(document, replacement, escape, edits);
  }
  return Apply(raw, std::move(edits));
}

}  // namespace veil
