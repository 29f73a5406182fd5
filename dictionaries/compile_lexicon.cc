// compile_lexicon LISTS IMAGE: compiles the lists that LISTS/MANIFEST.tsv names into a lexicon image
// (docs/formats/lexicon.md). The same lists give the same bytes.
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "detect/lexicon.h"
#include "detect/lexicon_image.h"

namespace {

using veil::WordFlag;
using veil::lexicon_image::Header;
using veil::lexicon_image::Slot;

constexpr std::array<std::pair<std::string_view, WordFlag>, 20> kFlags{{
    {"surname", WordFlag::kSurname},
    {"given_female", WordFlag::kGivenFemale},
    {"given_male", WordFlag::kGivenMale},
    {"nickname", WordFlag::kNickname},
    {"place", WordFlag::kPlace},
    {"state", WordFlag::kState},
    {"english", WordFlag::kEnglish},
    {"drug", WordFlag::kDrug},
    {"eponym", WordFlag::kEponym},
    {"clinical", WordFlag::kClinical},
    {"street_type", WordFlag::kStreetType},
    {"facility_head", WordFlag::kFacilityHead},
    {"month", WordFlag::kMonth},
    {"weekday", WordFlag::kWeekday},
    {"title", WordFlag::kTitle},
    {"credential", WordFlag::kCredential},
    {"relation", WordFlag::kRelation},
    {"role", WordFlag::kRole},
    {"facility", WordFlag::kFacility},
    {"brand", WordFlag::kBrand},
}};

// Sorted, so that the image does not depend on the order of the lists.
using Entries = std::map<std::string, Slot>;

[[noreturn]] void Fail(const std::string& file, std::size_t line, const char* what) {
  std::fprintf(stderr, "%s:%zu: %s\n", file.c_str(), line, what);
  std::exit(2);
}

std::vector<std::string_view> Columns(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t begin = 0;;) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    columns.push_back(line.substr(begin, end - begin));
    if (end == line.size()) return columns;
    begin = end + 1;
  }
}

// Calls use(columns, line number) for each line that is no comment.
template <typename Use>
void ForEachLine(const std::string& path, Use use) {
  std::ifstream file(path);
  if (!file) Fail(path, 0, "cannot be read");
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line[0] != '#') use(Columns(line), number);
  }
}

std::uint8_t* RankOf(Slot& slot, std::string_view name) {
  if (name == "surname") return &slot.surname;
  if (name == "given") return &slot.given;
  if (name == "place") return &slot.place;
  if (name == "english") return &slot.english;
  return nullptr;
}

void ReadList(const std::string& path, std::uint32_t flag, std::string_view rank_name, Entries& entries) {
  ForEachLine(path, [&](const std::vector<std::string_view>& columns, std::size_t line) {
    if (columns[0].empty() || columns[0].size() > 200) Fail(path, line, "an entry has 1 to 200 bytes");
    if (std::count(columns[0].begin(), columns[0].end(), ' ') >= 6) Fail(path, line, "a phrase has at most 6 words");
    Slot& slot = entries[std::string(columns[0])];
    slot.flags |= flag;
    std::uint8_t* rank = RankOf(slot, rank_name);
    if (rank == nullptr) return;
    unsigned value = 0;
    if (columns.size() != 2) Fail(path, line, "a rank is missing");
    const auto parsed = std::from_chars(columns[1].data(), columns[1].data() + columns[1].size(), value);
    if (parsed.ec != std::errc() || value < 1 || value > 255) Fail(path, line, "a rank is 1 to 255");
    *rank = std::max(*rank, static_cast<std::uint8_t>(value));
  });
}

Entries ReadLists(const std::string& folder) {
  Entries entries;
  const std::string manifest = folder + "/MANIFEST.tsv";
  ForEachLine(manifest, [&](const std::vector<std::string_view>& columns, std::size_t line) {
    if (columns.size() != 3) Fail(manifest, line, "a list has a file, a flag and a rank");
    const auto flag =
        std::find_if(kFlags.begin(), kFlags.end(), [&](const auto& known) { return known.first == columns[1]; });
    if (flag == kFlags.end()) Fail(manifest, line, "unknown flag");
    ReadList(folder + "/" + std::string(columns[0]), static_cast<std::uint32_t>(flag->second), columns[2], entries);
  });
  return entries;
}

// At most three quarters full.
std::vector<Slot> TableOf(const Entries& entries, std::string& strings) {
  std::vector<Slot> table(std::bit_ceil(std::max<std::size_t>(2, entries.size() * 4 / 3 + 1)));
  for (const auto& [entry, info] : entries) {
    const std::uint64_t hash =
        veil::lexicon_image::HashEnd(veil::lexicon_image::HashMore(veil::lexicon_image::kHashStart, entry));
    std::uint64_t place = hash & (table.size() - 1);
    while (table[place].size != 0) place = (place + 1) & (table.size() - 1);
    table[place] = info;
    table[place].string = static_cast<std::uint32_t>(strings.size());
    table[place].tag = veil::lexicon_image::Tag(hash);
    table[place].size = static_cast<std::uint16_t>(entry.size());
    strings += entry;
  }
  return table;
}

std::string ImageOf(const Entries& entries) {
  Entries words;
  Entries phrases;
  for (const auto& [entry, info] : entries) {
    const std::size_t space = entry.find(' ');
    if (space == std::string::npos) {
      Slot& slot = words[entry];
      const std::uint32_t begins = slot.flags;
      slot = info;
      slot.flags |= begins;
    } else {
      phrases[entry] = info;
      words[entry.substr(0, space)].flags |= veil::lexicon_image::kBeginsPhrase;
    }
  }
  std::string strings;
  const std::vector<Slot> word_table = TableOf(words, strings);
  const std::vector<Slot> phrase_table = TableOf(phrases, strings);
  std::string payload;
  for (const auto* table : {&word_table, &phrase_table}) {
    payload.append(reinterpret_cast<const char*>(table->data()), table->size() * sizeof(Slot));
  }
  payload += strings;
  Header header;
  header.word_slots = static_cast<std::uint32_t>(word_table.size());
  header.phrase_slots = static_cast<std::uint32_t>(phrase_table.size());
  header.string_bytes = static_cast<std::uint32_t>(strings.size());
  std::memcpy(header.payload_sha256, veil::Digest::Of(payload).bytes().data(), veil::Digest::kSize);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + payload;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: compile_lexicon LISTS IMAGE\n");
    return 2;
  }
  const std::string image = ImageOf(ReadLists(argv[1]));
  std::ofstream out(argv[2], std::ios::binary);
  out.write(image.data(), static_cast<std::streamsize>(image.size()));
  return out.flush() ? 0 : 3;
}
