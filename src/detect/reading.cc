#include "detect/reading.h"

#include <algorithm>

namespace veil {
namespace {

// What is known of a hyphenated word that has no entry of its own: the names of its parts, and the meanings of any.
WordInfo FindWord(const Lexicon& lexicon, std::string_view folded) {
  WordInfo info = lexicon.Find(folded);
  if (info.flags != 0 || folded.find('-') == std::string_view::npos) return info;
  for (const std::string_view part : HyphenParts(folded)) {
    const WordInfo one = lexicon.Find(part);
    info.flags |= one.flags & ~static_cast<std::uint32_t>(WordFlag::kTitle) &
                  ~static_cast<std::uint32_t>(WordFlag::kCredential) & ~static_cast<std::uint32_t>(WordFlag::kState);
    info.surname = std::max(info.surname, one.surname);
    info.given = std::max(info.given, one.given);
    info.place = std::max(info.place, one.place);
    info.english = std::max(info.english, one.english);
  }
  return info;
}

bool EndsSentence(const ReadToken& token) {
  return token.Is(".") || token.Is("!") || token.Is("?") || token.Is(":") || token.Is(";") || token.Is("#") ||
         token.Is("*") || token.Is("-") || token.Is("\xE2\x80\xA2") || token.Is("|") || token.Is(">");
}

}  // namespace

bool ReadToken::OnlyName() const {
  constexpr auto kNames =
      static_cast<std::uint32_t>(WordFlag::kSurname) | static_cast<std::uint32_t>(WordFlag::kGivenFemale) |
      static_cast<std::uint32_t>(WordFlag::kGivenMale) | static_cast<std::uint32_t>(WordFlag::kNickname);
  return info.flags != 0 && (info.flags & ~kNames) == 0;
}

bool ReadToken::Clinical() const { return Has(WordFlag::kDrug) || Has(WordFlag::kEponym) || Has(WordFlag::kClinical); }

Reading::Reading(PhiView text, const Lexicon& lexicon) : lexicon_(lexicon) {
  for (Token& token : Tokenize(text)) {
    ReadToken read;
    static_cast<Token&>(read) = std::move(token);
    if (read.IsWord()) read.info = FindWord(lexicon, read.folded);
    tokens_.push_back(std::move(read));
  }
  MarkLines();
  MarkSentences();
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

const ReadToken* Reading::At(std::size_t i, int by) const {
  for (; by > 0; --by) {
    if (i >= tokens_.size() || tokens_[i].line_end) return nullptr;
    ++i;
  }
  for (; by < 0; ++by) {
    if (i == 0 || tokens_[i].line_start) return nullptr;
    --i;
  }
  return i < tokens_.size() ? &tokens_[i] : nullptr;
}

bool Reading::Is(std::size_t i, int by, std::string_view word) const {
  const ReadToken* token = At(i, by);
  return token != nullptr && token->Is(word);
}

Lexicon::Phrase Reading::PhraseAt(std::size_t i) const {
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
