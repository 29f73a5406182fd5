#include "detect/reading.h"

#include <algorithm>

#include "detect/token_scanner.h"

namespace veil {
namespace {

// What is known of a hyphenated word that has no entry of its own: the names of its parts, and the meanings of any.
WordInfo InfoOfParts(const Lexicon& lexicon, std::string_view folded) {
  constexpr std::uint32_t kOfTheWhole = WordFlags(WordFlag::kTitle, WordFlag::kCredential, WordFlag::kState);
  WordInfo info;
  EachHyphenPart(folded, [&](std::string_view part) {
    const WordInfo one = lexicon.Find(part);
    info.flags |= one.flags & ~kOfTheWhole;
    info.surname = std::max(info.surname, one.surname);
    info.given = std::max(info.given, one.given);
    info.place = std::max(info.place, one.place);
    info.english = std::max(info.english, one.english);
  });
  return info;
}

bool EndsSentence(const Token& token) {
  if (token.folded.size() > 1) return token.Is("\xE2\x80\xA2");
  return std::string_view(".!?:;#*-|>").find(token.folded) != std::string_view::npos;
}

}  // namespace

Reading::Reading(PhiView text, const Lexicon& lexicon) : lexicon_(lexicon), folded_(text.Expose()) {
  // A word and the blank after it are rarely shorter; where they are, the vector grows.
  constexpr std::size_t kBytesOfToken = 4;
  tokens_.reserve(text.size() / kBytesOfToken + 1);
  token_scanner::Scanner(text.Expose(), folded_, [this](const Token& token) { Add(token); }).Scan();
  LookUp();
  MarkPhrases();
  MarkLines();
  MarkSentences();
}

void Reading::Add(const Token& token) {
  ReadToken& read = tokens_.emplace_back();
  static_cast<Token&>(read) = token;
  if (token.IsWord()) lexicon_.Prefetch(token.hash);
}

void Reading::LookUp() {
  constexpr std::size_t kAhead = 6;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (i + kAhead < tokens_.size() && tokens_[i + kAhead].IsWord()) lexicon_.PrefetchString(tokens_[i + kAhead].hash);
    LookUp(tokens_[i]);
  }
}

void Reading::LookUp(ReadToken& token) const {
  if (token.kind != TokenKind::kNumber) token.cues = CuesOf(token.folded, token.hash);
  if (!token.IsWord()) return;
  const Lexicon::Word word = lexicon_.FindWord(token.folded, token.hash);
  token.info = word.info;
  token.begins_phrase = word.begins_phrase;
  if (word.info.flags == 0 && token.joined && token.folded.find('-') != std::string_view::npos) {
    token.info = InfoOfParts(lexicon_, token.folded);
  }
}

// A word of a phrase means what the phrase does: "Blue" and "Cross" apart are neither.
void Reading::MarkPhrases() {
  constexpr std::uint32_t kOfEachWord =
      WordFlags(WordFlag::kDrug, WordFlag::kEponym, WordFlag::kClinical, WordFlag::kFacility, WordFlag::kBrand);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const Lexicon::Phrase phrase = PhraseAt(i);
    for (std::size_t word = 0; word < phrase.words; ++word) {
      tokens_[i + word].info.flags |= phrase.info.flags & kOfEachWord;
    }
  }
}

void Reading::MarkLines() {
  std::size_t text_words = 0;
  std::size_t text_capitals = 0;
  for (const ReadToken& token : tokens_) {
    if (!token.IsWord() || token.initial) continue;
    ++text_words;
    text_capitals += token.capital ? 1 : 0;
  }
  const bool lower_text = text_capitals * 12 < text_words;
  for (std::size_t begin = 0; begin < tokens_.size();) {
    std::size_t end = begin + 1;
    while (end < tokens_.size() && !tokens_[end].line_start) ++end;
    std::size_t words = 0;
    std::size_t upper = 0;
    std::size_t capital = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (!tokens_[i].IsWord() || tokens_[i].initial) continue;
      ++words;
      upper += tokens_[i].all_caps ? 1 : 0;
      capital += tokens_[i].capital ? 1 : 0;
    }
    LineCase line_case = LineCase::kMixed;
    if (words >= 2 && upper * 10 >= words * 8) line_case = LineCase::kUpper;
    if (capital == 0 && (lower_text || words >= 8)) line_case = LineCase::kLower;
    if (lower_text && capital * 8 < words) line_case = LineCase::kLower;
    for (std::size_t i = begin; i < end; ++i) tokens_[i].line_case = line_case;
    tokens_[end - 1].line_end = true;
    begin = end;
  }
}

void Reading::MarkSentences() {
  bool start = true;
  for (ReadToken& token : tokens_) {
    if (token.line_start) start = true;
    token.sentence_start = start;
    if (token.kind == TokenKind::kPunct) {
      if (EndsSentence(token)) start = true;
    } else {
      start = false;
    }
  }
}

Lexicon::Phrase Reading::PhraseAt(std::size_t i) const {
  if (!tokens_[i].begins_phrase) return {};
  std::string_view words[6];
  std::size_t count = 0;
  for (; count < 6 && i + count < tokens_.size(); ++count) {
    const ReadToken& token = tokens_[i + count];
    if (!token.IsWord() || (count > 0 && (token.line_start || token.blanks_before != 1))) break;
    words[count] = token.folded;
  }
  return count < 2 ? Lexicon::Phrase{} : lexicon_.FindPhrase({words, count});
}

}  // namespace veil
