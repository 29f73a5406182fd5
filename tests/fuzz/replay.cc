// Drives a fuzzer without libFuzzer: every seed, then mutations of each. The dice are loaded with the seed's number, so
// a run is the same everywhere. A failure ends the process and says which seed and mutation it was.

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "eval/gold.h"
#include "fuzz/mutation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

// About how many bytes a run feeds to a parser, which keeps it to a few seconds. Slower fuzzers get less (--mib).
constexpr std::size_t kMib = 24;
constexpr std::size_t kMutationsMax = 2000;

struct Seed {
  std::string path;
  std::string bytes;
};

struct {
  const char* path = "";
  std::size_t mutation = 0;
} now;

void SayWhere(int) {
  std::fprintf(stderr, "in %s, mutation %zu (0: the seed itself)\n", now.path, now.mutation);
  std::_Exit(1);
}

void AddSeeds(const std::filesystem::path& root, bool marked, std::vector<Seed>& seeds) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_regular_file(root)) files.push_back(root);
  if (std::filesystem::is_directory(root)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const auto gold = veil::ParseGold(marked ? bytes : "");
    seeds.push_back({file.string(), marked && gold ? gold->text : bytes});
  }
}

void Run(const Seed& seed, const std::string& bytes, std::size_t mutation) {
  now = {seed.path.c_str(), mutation};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

// replay [--mib N] PATH... [--marked PATH]...: files or folders of seeds; --marked: annotated text, fed without its
// markup.
int main(int argc, char** argv) {
  std::signal(SIGABRT, SayWhere);
  std::signal(SIGSEGV, SayWhere);
  std::vector<Seed> seeds = {{"the empty input", ""}};
  std::size_t bytes = kMib << 20;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const bool option = argument == "--marked" || argument == "--mib";
    if (option && ++i == argc) return 2;
    if (argument == "--mib") {
      bytes = std::stoul(argv[i]) << 20;
    } else {
      AddSeeds(argv[i], argument == "--marked", seeds);
    }
  }
  std::size_t runs = 0;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    Run(seeds[i], seeds[i].bytes, 0);
    std::mt19937_64 dice(i);
    const std::size_t mutations = bytes / seeds.size() / (seeds[i].bytes.size() + 64);
    for (std::size_t j = 1; j <= std::min(mutations, kMutationsMax); ++j, ++runs) {
      Run(seeds[i], veil::fuzz::Mutated(seeds[i].bytes, dice), j);
    }
  }
  std::printf("%zu seeds, %zu mutations\n", seeds.size(), runs);
  return seeds.size() > 1 ? 0 : 1;
}
