// Trains the sequence tagger on examples (tagger_examples) and says how well it does on others:
//   tagger_train --train FILE… [--test FILE…] [--out IMAGE] [--lines N] [--epochs N] [--outside-max P]
//                [--outside-max-number P]
// Stochastic gradient descent on the likelihood of a linear-chain conditional random field, each weight with a step of
// its own (AdaGrad: Duchi, Hazan, Singer 2011); features are left out at random, so that none is leant on alone. The
// same examples give the same image. What is measured is printed as one line of numbers for each limit of P(outside).
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "detect/tagger_image.h"
#include "detect/tagger_model.h"
#include "example.h"

namespace {

using veil::tagger_image::Header;
using veil::tagger_image::kRow;
using veil::tagger_image::kTagCount;
using veil::tagger_image::Line;
using veil::tagger_image::Tag;
using Row = std::array<float, kRow>;
using Transitions = std::array<Row, kTagCount>;

struct Text {
  std::vector<veil::tagger::Example> tokens;
  std::vector<std::uint32_t> features;  // per_token for each token; numbers of weights once Numbered
  std::size_t per_token = 0;

  const std::uint32_t* Features(std::size_t token) const { return features.data() + token * per_token; }
};

struct Options {
  std::vector<std::string> train;
  std::vector<std::string> test;
  std::string out;
  std::uint32_t lines = 1U << 17;
  int epochs = 9;
  float outside_max = 0.75F;
  float outside_max_number = 0.6F;
};

constexpr float kStep = 0.15F;
constexpr double kLeftOut = 0.1;           // share of features left out while learning
constexpr std::uint32_t kSeenAtLeast = 2;  // times, for a feature to have a weight
constexpr float kSettled = 1e-3F;          // a token whose gradient is less teaches nothing

std::vector<Text> Read(const std::vector<std::string>& paths) {
  std::vector<Text> texts;
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::uint32_t sizes[2];
    while (in.read(reinterpret_cast<char*>(sizes), sizeof sizes)) {
      Text text;
      text.per_token = sizes[1];
      text.tokens.resize(sizes[0]);
      text.features.resize(text.tokens.size() * text.per_token);
      for (std::size_t i = 0; i < text.tokens.size(); ++i) {
        in.read(reinterpret_cast<char*>(&text.tokens[i]), sizeof text.tokens[i]);
        in.read(reinterpret_cast<char*>(text.features.data() + i * text.per_token),
                static_cast<std::streamsize>(text.per_token * sizeof(std::uint32_t)));
      }
      if (!in) {
        std::cerr << "tagger_train: cut short: " << path << "\n";
        std::exit(EXIT_FAILURE);
      }
      texts.push_back(std::move(text));
    }
  }
  return texts;
}

// The weights while they are learnt. Number 0 is that of features without a weight.
class Learner {
 public:
  explicit Learner(std::vector<Text>& texts) {
    std::unordered_map<std::uint32_t, std::uint32_t> seen;
    for (const Text& text : texts) {
      for (const std::uint32_t feature : text.features) ++seen[feature];
    }
    features_.push_back(0);
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (Text& text : texts) {
      for (std::uint32_t& feature : text.features) {
        if (seen[feature] < kSeenAtLeast) {
          feature = 0;
          continue;
        }
        const auto [at, is_new] = numbers.try_emplace(feature, static_cast<std::uint32_t>(features_.size()));
        if (is_new) features_.push_back(feature);
        feature = at->second;
      }
    }
    weights_.resize(features_.size());
    squares_.resize(features_.size());
  }

  void Learn(const std::vector<Text>& texts, int epochs) {
    std::mt19937 dice(5);
    std::vector<std::size_t> order(texts.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (int epoch = 0; epoch < epochs; ++epoch) {
      std::shuffle(order.begin(), order.end(), dice);
      const float step = epoch * 2 < epochs ? kStep : epoch * 4 < epochs * 3 ? kStep / 2 : kStep / 4;
      for (const std::size_t text : order) LearnText(texts[text], step, dice);
    }
  }

  const std::vector<std::uint32_t>& features() const { return features_; }
  const std::vector<Row>& weights() const { return weights_; }
  const Transitions& transitions() const { return transitions_; }

 private:
  void LearnText(const Text& text, float step, std::mt19937& dice) {
    std::vector<std::uint32_t> kept = text.features;
    constexpr auto kLimit = static_cast<std::uint32_t>(kLeftOut * 4294967295.0);
    for (std::uint32_t& feature : kept) {
      if (dice() < kLimit) feature = 0;
    }
    std::vector<Row> rows(text.tokens.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].fill(0);
      for (std::size_t k = 0; k < text.per_token; ++k) {
        const std::uint32_t feature = kept[i * text.per_token + k];
        if (feature == 0) continue;
        for (std::size_t tag = 0; tag < kTagCount; ++tag) rows[i][tag] += weights_[feature][tag];
      }
      for (float& value : rows[i]) value /= static_cast<float>(1 - kLeftOut);
    }
    Transitions expected{};
    veil::ChainMarginals(Exponential(transitions_), rows, &expected);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Row gradient{};
      float size = 0;
      for (std::size_t tag = 0; tag < kTagCount; ++tag) {
        gradient[tag] = (tag == text.tokens[i].tag ? 1.0F : 0.0F) - rows[i][tag];
        size += std::abs(gradient[tag]);
      }
      if (size < kSettled) continue;
      for (std::size_t k = 0; k < text.per_token; ++k) {
        const std::uint32_t feature = kept[i * text.per_token + k];
        if (feature != 0) Step(weights_[feature], squares_[feature], gradient, step);
      }
    }
    for (Row& row : expected) {
      for (float& value : row) value = -value;
    }
    for (std::size_t i = 1; i < rows.size(); ++i) expected[text.tokens[i - 1].tag][text.tokens[i].tag] += 1;
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      Step(transitions_[tag], transition_squares_[tag], expected[tag], step);
    }
  }

  static Transitions Exponential(Transitions transitions) {
    for (Row& row : transitions) {
      for (float& value : row) value = std::exp(value);
    }
    return transitions;
  }

  static void Step(Row& weights, Row& squares, const Row& gradient, float step) {
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      squares[tag] += gradient[tag] * gradient[tag];
      weights[tag] += step * gradient[tag] / (std::sqrt(squares[tag]) + 0.01F);
    }
  }

  std::vector<std::uint32_t> features_;
  std::vector<Row> weights_;
  std::vector<Row> squares_;
  Transitions transitions_{};
  Transitions transition_squares_{};
};

float Weight(const Row& row) {
  float weight = 0;
  for (std::size_t tag = 0; tag < kTagCount; ++tag) weight = std::max(weight, std::abs(row[tag]));
  return weight;
}

// The image: of the features that share a line, the four that weigh most.
std::string ImageOf(const Learner& learner, const Options& options) {
  const std::vector<Row>& weights = learner.weights();
  std::vector<std::uint32_t> order;
  std::vector<float> sizes(weights.size());
  for (std::uint32_t i = 1; i < weights.size(); ++i) {
    sizes[i] = Weight(weights[i]);
    if (learner.features()[i] != 0) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return std::pair(-sizes[a], a) < std::pair(-sizes[b], b); });
  Header header;
  header.lines = options.lines;
  header.outside_max = options.outside_max;
  header.outside_max_number = options.outside_max_number;
  header.scale = sizes[order.front()] / 127;
  std::vector<Line> lines(options.lines);
  std::size_t placed = 0;
  for (const std::uint32_t i : order) {
    const std::uint32_t feature = learner.features()[i];
    Line& line = lines[veil::tagger_image::LineOf(feature, options.lines)];
    const auto way = static_cast<std::size_t>(std::find(line.feature, line.feature + 4, 0U) - line.feature);
    if (way == veil::tagger_image::kWays) continue;
    line.feature[way] = feature;
    for (std::size_t tag = 0; tag < kTagCount; ++tag) {
      line.steps[way][tag] = static_cast<std::int8_t>(std::lround(weights[i][tag] / header.scale));
    }
    ++placed;
  }
  std::cerr << "tagger_train: " << placed << " of " << order.size() << " features have a place\n";
  std::string payload(reinterpret_cast<const char*>(learner.transitions().data()),
                      veil::tagger_image::kTransitionBytes);
  payload.append(reinterpret_cast<const char*>(lines.data()), lines.size() * sizeof(Line));
  std::memcpy(header.payload_sha256, veil::Digest::Of(payload).bytes().data(), veil::Digest::kSize);
  return std::string(reinterpret_cast<const char*>(&header), sizeof header) + payload;
}

// What a limit of P(outside) costs and brings; signs are not counted.
struct Measure {
  float limit = 0;
  std::size_t spans = 0, found = 0, names = 0, names_found = 0, flagged = 0, right = 0, keeps = 0, kept = 0;

  void Count(const Text& text, const std::vector<Row>& rows) {
    const auto covered = [&](std::size_t i) { return text.tokens[i].found != 0 || rows[i][0] <= limit; };
    for (std::size_t i = 0; i < rows.size();) {
      const std::int32_t span = text.tokens[i].span;
      const std::uint8_t tag = text.tokens[i].tag;
      bool whole = true;
      for (; i < rows.size() && text.tokens[i].span == span; ++i) {
        if (text.tokens[i].sign != 0) continue;
        whole = whole && covered(i);
        CountToken(text.tokens[i], covered(i));
      }
      if (span < 0) continue;
      const bool name = tag >= static_cast<int>(Tag::kPatient) && tag <= static_cast<int>(Tag::kProvider);
      ++spans;
      found += whole ? 1 : 0;
      names += name ? 1 : 0;
      names_found += name && whole ? 1 : 0;
    }
  }

  void CountToken(const veil::tagger::Example& token, bool covered) {
    flagged += covered && token.stays == 0 ? 1 : 0;
    right += covered && token.span >= 0 ? 1 : 0;
    keeps += token.keep;
    kept += token.keep != 0 && !covered ? 1 : 0;
  }
};

void Test(const std::string& image, const Options& options) {
  // An image stands at the start of a line of the cache.
  std::vector<Line> aligned(image.size() / sizeof(Line) + 1);
  std::memcpy(static_cast<void*>(aligned.data()), image.data(), image.size());
  const veil::TaggerModel model({reinterpret_cast<const char*>(aligned.data()), image.size()});
  std::vector<Measure> measures;
  for (const int limit : {0, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 93, 96, 98}) {
    measures.push_back({.limit = static_cast<float>(limit) / 100});
  }
  for (const Text& text : Read(options.test)) {
    std::vector<Row> rows(text.tokens.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = model.Scores({text.Features(i), text.per_token});
    model.Marginals(rows);
    for (Measure& measure : measures) measure.Count(text, rows);
  }
  for (const Measure& m : measures) {
    std::cout << m.limit << ' ' << m.spans << ' ' << m.found << ' ' << m.names << ' ' << m.names_found << ' '
              << m.flagged << ' ' << m.right << ' ' << m.keeps << ' ' << m.kept << '\n';
  }
}

Options Parse(int argc, char** argv) {
  Options options;
  std::vector<std::string>* files = nullptr;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto value = [&] { return i + 1 < argc ? argv[++i] : ""; };
    if (word == "--train") {
      files = &options.train;
    } else if (word == "--test") {
      files = &options.test;
    } else if (word == "--out") {
      options.out = value();
    } else if (word == "--lines") {
      options.lines = std::bit_ceil(static_cast<std::uint32_t>(std::strtoul(value(), nullptr, 10)));
    } else if (word == "--epochs") {
      options.epochs = std::atoi(value());
    } else if (word == "--outside-max") {
      options.outside_max = std::strtof(value(), nullptr);
    } else if (word == "--outside-max-number") {
      options.outside_max_number = std::strtof(value(), nullptr);
    } else if (files != nullptr && !word.starts_with("--")) {
      files->emplace_back(word);
    } else {
      std::cerr << "tagger_train: what is " << word << "?\n";
      std::exit(2);
    }
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = Parse(argc, argv);
  std::vector<Text> texts = Read(options.train);
  if (texts.empty()) {
    std::cerr << "tagger_train: nothing to learn from\n";
    return 2;
  }
  Learner learner(texts);
  learner.Learn(texts, options.epochs);
  const std::string image = ImageOf(learner, options);
  if (!options.test.empty()) Test(image, options);
  if (options.out.empty()) return 0;
  std::ofstream out(options.out, std::ios::binary);
  out.write(image.data(), static_cast<std::streamsize>(image.size()));
  return out.flush() ? 0 : EXIT_FAILURE;
}
