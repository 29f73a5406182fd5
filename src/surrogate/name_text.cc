#include "surrogate/name_text.h"

#include <algorithm>
#include <unordered_set>

#include "base/fold.h"
#include "surrogate/text.h"

namespace veil::surrogate {
namespace {

using WordSet = std::unordered_set<std::string_view>;

bool IsTitle(std::string_view word) {
  static const WordSet kTitles = {"mr",   "mrs",    "ms",    "miss",      "mx",       "mister",   "madam",  "dr",
                                  "drs",  "doctor", "prof",  "professor", "rev",      "reverend", "pastor", "fr",
                                  "sir",  "hon",    "judge", "sgt",       "sergeant", "officer",  "nurse",  "sra",
                                  "srta", "dra",    "uncle", "aunt",      "and",      "or",       "the",    "family",
                                  "baby", "boy",    "girl",  "twin",      "infant"};
  return kTitles.contains(word);
}

bool IsSuffix(std::string_view word) {
  static const WordSet kSuffixes = {"jr", "sr", "ii", "iii", "iv", "esq"};
  return kSuffixes.contains(word);
}

bool IsCredential(std::string_view word) {
  static const WordSet kCredentials = {
      "md",   "do",   "rn",   "np",   "pa",   "pac",  "phd",  "psyd",  "edd", "dpm",    "dds",  "dmd",  "od",   "dc",
      "dvm",  "mph",  "mha",  "mba",  "msw",  "lcsw", "lmsw", "licsw", "lsw", "lpc",    "lmft", "pt",   "dpt",  "ot",
      "otr",  "cota", "slp",  "rrt",  "rt",   "emt",  "cna",  "cma",   "rma", "ma",     "lpn",  "lvn",  "bsn",  "msn",
      "dnp",  "fnp",  "aprn", "arnp", "crnp", "cnp",  "cns",  "crna",  "cnm", "pharmd", "rph",  "facs", "facp", "facc",
      "faap", "mbbs", "rd",   "ldn",  "cde",  "bc",   "c",    "l",     "ccc", "ms",     "bs",   "ba",   "jd"};
  return kCredentials.contains(word);
}

// The dot goes with what it stands behind.
bool IsAbbreviatedName(std::string_view word) {
  static const WordSet kNames = {"wm", "chas", "geo", "jos", "thos", "robt", "jas", "edw", "benj", "saml"};
  return kNames.contains(word);
}

bool IsParticle(std::string_view word) {
  static const WordSet kParticles = {"van", "von", "der", "den", "de",  "del", "della", "la",  "las", "los",
                                     "da",  "das", "dos", "di",  "du",  "le",  "st",    "bin", "ibn", "ter",
                                     "ten", "zu",  "af",  "av",  "abu", "al",  "el",    "y",   "e"};
  return kParticles.contains(word);
}

Gender TitleGender(std::string_view word) {
  static const WordSet kFemale = {"mrs", "ms", "miss", "madam", "sra", "srta", "dra", "aunt", "girl"};
  static const WordSet kMale = {"mr", "mister", "sir", "uncle", "boy", "fr"};
  if (kFemale.contains(word)) return Gender::kFemale;
  return kMale.contains(word) ? Gender::kMale : Gender::kUnknown;
}

std::size_t LetterCount(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

// A word with what is known of it while its name is being read.
struct Draft {
  Span span;
  std::string_view text;
  std::string folded;
  bool kept = false;
  bool digits = false;
  bool comma_before = false;
  bool hyphen_before = false;  // joined to the word before it
  bool dot_after = false;
  bool quoted = false;  // a name by which somebody is called: B Castellano ("Wren")
};

class Reading {
 public:
  Reading(std::string_view text, Part part) : text_(text), part_(part) {}

  NameText Read() {
    Split();
    if (!JoinSpelled()) {
      KeepWhatIsNoName();
      Emit();
    }
    return std::move(result_);
  }

 private:
  // Words of letters, an inner apostrophe included but for a letter before it (O'Brien is "Brien") and for 's after it.
  void Split() {
    const std::vector<Piece> pieces = Pieces(text_);
    bool comma = false;
    bool hyphen = false;
    bool quote = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const std::string_view piece = pieces[i].In(text_);
      if (pieces[i].kind == PieceKind::kOther) {
        quote = quote || piece == "\"" || piece == "(" || piece == "\xE2\x80\x9C";
        comma = comma || piece == "," || piece == ";";
        hyphen = hyphen || piece == "-";
        if (piece == "." && !drafts_.empty() && drafts_.back().span.end == pieces[i].span.begin) {
          drafts_.back().dot_after = true;
          if (IsAbbreviatedName(drafts_.back().folded)) ++drafts_.back().span.end;
        }
        continue;
      }
      if (IsPossessive(pieces, i)) continue;
      const bool prefix =
          pieces[i].kind == PieceKind::kLetters && LetterCount(piece) == 1 && ApostropheJoins(pieces, i);
      if (prefix) continue;
      Span span = pieces[i].span;
      while (pieces[i].kind == PieceKind::kLetters && ApostropheJoins(pieces, i) && !IsPossessive(pieces, i + 2)) {
        i += 2;
        span.end = pieces[i].span.end;
      }
      const std::string_view word = text_.substr(span.begin, span.size());
      std::string folded = Fold(word);
      if (folded.empty()) folded = word;  // marks that stand alone
      drafts_.push_back({span, word, std::move(folded), false, pieces[i].kind == PieceKind::kDigits, comma, hyphen,
                         false, quote && !drafts_.empty()});
      comma = hyphen = quote = false;
    }
  }

  bool ApostropheJoins(const std::vector<Piece>& pieces, std::size_t i) const {
    return i + 2 < pieces.size() && IsApostrophe(pieces[i + 1].In(text_)) && pieces[i + 2].kind == PieceKind::kLetters;
  }
  bool IsPossessive(const std::vector<Piece>& pieces, std::size_t i) const {
    if (i < 2 || i >= pieces.size() || Fold(pieces[i].In(text_)) != "s") return false;
    return IsApostrophe(pieces[i - 1].In(text_)) && pieces[i - 2].kind == PieceKind::kLetters;
  }

  // Four single letters or more, the same sign between them.
  bool JoinSpelled() {
    constexpr std::size_t kLettersMin = 4;
    if (drafts_.size() < kLettersMin) return false;
    std::string joined;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (LetterCount(drafts_[i].text) != 1 || drafts_[i].digits) return false;
      if (i > 0 && drafts_[i].span.begin - drafts_[i - 1].span.end != 1) return false;
      if (i > 1 && text_[drafts_[i].span.begin - 1] != text_[drafts_[1].span.begin - 1]) return false;
      joined += drafts_[i].folded;
    }
    result_.words.push_back(
        {{drafts_.front().span.begin, drafts_.back().span.end}, NameWordKind::kSpelled, NameRole::kUnknown, joined});
    return true;
  }

  void KeepWhatIsNoName() {
    if (part_ == Part::kPrefix || part_ == Part::kSuffix) {
      for (Draft& draft : drafts_) {
        draft.kept = IsTitle(draft.folded) || IsSuffix(draft.folded) || IsCredential(draft.folded);
      }
      return;
    }
    bool name_before = false;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      Draft& draft = drafts_[i];
      const bool last = i + 1 == drafts_.size();
      const Gender gender = TitleGender(draft.folded);
      draft.kept = (IsTitle(draft.folded) && !name_before && !(last && i == 0)) ||
                   (IsSuffix(draft.folded) && name_before) || (name_before && IsCredentialAt(i)) ||
                   (IsParticle(draft.folded) && !last && IsParticleAt(i));
      if (draft.kept && gender != Gender::kUnknown) result_.gender = gender;
      const bool clinician = draft.folded == "dr" || draft.folded == "doctor" || draft.folded == "nurse";
      result_.clinician =
          result_.clinician || (draft.kept && (clinician || (name_before && IsCredential(draft.folded))));
      name_before = name_before || !draft.kept;
    }
    // A name of kept words alone was no name of them: "Dr. Do", "Del".
    if (std::all_of(drafts_.begin(), drafts_.end(), [](const Draft& draft) { return draft.kept; })) {
      if (!drafts_.empty()) drafts_.back().kept = IsTitle(drafts_.back().folded);
    }
  }

  // "MD", "M.D.", "Rn" after a comma. Letters with dots count together.
  bool IsCredentialAt(std::size_t i) const {
    if (!drafts_[i].comma_before && !(i > 0 && drafts_[i - 1].kept) && CaseOf(drafts_[i].text) != Case::kUpper) {
      return false;
    }
    if (LetterCount(drafts_[i].text) > 1) return IsCredential(drafts_[i].folded);
    // Only a run of letters that is a credential as a whole.
    constexpr std::size_t kLettersMax = 8;
    std::size_t first = i;
    while (first > 0 && i - first < kLettersMax && drafts_[first - 1].dot_after &&
           LetterCount(drafts_[first].text) == 1 && drafts_[first - 1].span.end + 1 == drafts_[first].span.begin) {
      --first;
    }
    std::string joined;
    for (std::size_t j = first; j < drafts_.size() && j - first <= kLettersMax; ++j) {
      if (j > first && drafts_[j - 1].span.end + 1 != drafts_[j].span.begin) break;
      joined += drafts_[j].folded;
    }
    return joined.size() > 1 && drafts_[first].comma_before && IsCredential(joined);
  }

  bool IsParticleAt(std::size_t i) const {
    const std::string_view word = drafts_[i].folded;
    if (drafts_[i + 1].comma_before || drafts_[i].dot_after) return word == "st" && !drafts_[i + 1].comma_before;
    const bool may_be_given = word == "al" || word == "el" || word == "y" || word == "e" || word == "ten";
    if (!may_be_given) return true;
    return CaseOf(drafts_[i].text) == Case::kLower || (LetterCount(word) > 1 && drafts_[i + 1].hyphen_before);
  }

  void Emit() {
    const std::size_t comma = CommaAfterFamily();
    const std::size_t count = static_cast<std::size_t>(
        std::count_if(drafts_.begin(), drafts_.end(), [](const Draft& draft) { return IsNameWord(draft); }));
    const auto is_initial = [](const Draft& draft) { return !draft.kept && LetterCount(draft.text) == 1; };
    first_initial_ =
        static_cast<std::size_t>(std::find_if(drafts_.begin(), drafts_.end(), is_initial) - drafts_.begin());
    std::size_t seen = 0;
    bool family_began = false;
    bool title_before = false;
    NameRole before = NameRole::kUnknown;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      const Draft& draft = drafts_[i];
      if (draft.kept) {
        title_before = title_before || IsTitle(draft.folded);
        family_began = family_began || (IsParticle(draft.folded) && i + 1 < drafts_.size());
        continue;
      }
      NameWord word{draft.span, KindOf(draft, count), NameRole::kUnknown, draft.folded};
      if (IsNameWord(draft)) ++seen;
      if (draft.quoted) {
        word.role = NameRole::kGiven;
      } else if (comma != 0) {
        word.role = i < comma ? NameRole::kFamily : NameRole::kGiven;
      } else if (count == 1) {
        word.role = RoleOfLoneWord(i, title_before);
      } else {
        const bool joined = draft.hyphen_before && before != NameRole::kUnknown;
        word.role = joined ? before : family_began || seen == FirstOfLast(count) ? NameRole::kFamily : NameRole::kGiven;
        family_began = word.role == NameRole::kFamily;
      }
      if (part_ == Part::kFamily) word.role = NameRole::kFamily;
      if (part_ == Part::kGiven || part_ == Part::kMiddle) word.role = NameRole::kGiven;
      before = word.role;
      result_.words.push_back(std::move(word));
    }
  }

  // "Mrs. Smith" and "J. Smith" are surnames, "John S." is none.
  NameRole RoleOfLoneWord(std::size_t i, bool title_before) const {
    if (first_initial_ < i) return NameRole::kFamily;
    if (title_before) return NameRole::kFamily;
    return first_initial_ < drafts_.size() ? NameRole::kGiven : NameRole::kUnknown;
  }

  // The number, from 1, of the name word that begins the last hyphenated group.
  std::size_t FirstOfLast(std::size_t count) const {
    std::size_t number = count;
    for (std::size_t i = drafts_.size(); i-- > 0 && number > 1;) {
      if (!IsNameWord(drafts_[i])) continue;
      if (!drafts_[i].hyphen_before) break;
      --number;
    }
    return number;
  }

  // "Smith, John": the index of the first draft after the comma that parts the surname from the given names; 0: none.
  std::size_t CommaAfterFamily() const {
    bool name_before = false;
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (drafts_[i].comma_before && name_before && !drafts_[i].kept) return i;
      name_before = name_before || !drafts_[i].kept;
    }
    return 0;
  }

  static bool IsNameWord(const Draft& draft) {
    return !draft.kept && !draft.digits && !draft.quoted && LetterCount(draft.text) > 1;
  }

  NameWordKind KindOf(const Draft& draft, std::size_t name_words) const {
    if (draft.digits) return NameWordKind::kDigits;
    const std::size_t letters = LetterCount(draft.text);
    if (letters == 1) return NameWordKind::kInitial;
    const bool alone = name_words == 1 && drafts_.size() == 1 && part_ == Part::kWhole;
    if (!alone || letters > 3 || letters != draft.text.size()) return NameWordKind::kWord;
    const bool vowel = draft.folded.find_first_of("aeiouy") != std::string::npos;
    const Case written = CaseOf(draft.text);
    if (written == Case::kTitle || (vowel && letters == 3 && written == Case::kLower)) return NameWordKind::kWord;
    return NameWordKind::kInitials;
  }

  std::string_view text_;
  Part part_;
  std::vector<Draft> drafts_;
  std::size_t first_initial_ = 0;  // drafts_.size(): there is none
  NameText result_;
};

}  // namespace

NameText ReadName(std::string_view text, Part part) { return Reading(text, part).Read(); }

}  // namespace veil::surrogate
