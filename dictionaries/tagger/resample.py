"""Copies of an annotated text with other values in its identifiers and other casing."""
import pathlib
import re

LISTS = pathlib.Path(__file__).resolve().parents[1] / "lists"
SPAN = re.compile(r"\{\{([A-Z_]+[0-9]*):(.*?)\}\}", re.S)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
KEPT = {"van", "von", "de", "del", "della", "der", "den", "la", "las", "los", "le", "du", "da", "dos", "di", "al", "el", "bin",
        "st", "jr", "sr", "ii", "iii", "iv", "dr", "mr", "mrs", "ms", "of", "the", "and", "for", "at", "in", "apt", "unit"}


def load(name):
    """(word, rank) of a list; the second column is the rank."""
    words = []
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, rank = line.partition("\t")
            words.append((word, int(rank or 0)))
    return words


UNSEEN = 0.2  # share of new names that no list holds


class Values:
    """Draws values: half of the time frequent ones, otherwise any."""

    def __init__(self):
        self.surnames = load("surnames.tsv")
        self.given = load("given_female.tsv") + load("given_male.tsv")
        self.places = [entry for entry in load("places.tsv") if " " not in entry[0]]
        self.eponym_list = [entry for entry in load("hand_eponyms.tsv") if " " not in entry[0]]
        self.eponyms = {word for word, _ in self.eponym_list}
        self.frequent = {}

    def draw(self, words, dice):
        key = id(words)
        if key not in self.frequent:
            self.frequent[key] = sorted(words, key=lambda entry: -entry[1])[:len(words) // 20]
        return dice.choice(self.frequent[key] if dice.random() < 0.6 else words)[0]


VALUES = Values()
HEADS = {line.split("\t")[0] for name in ("hand_facility_heads.tsv", "hand_street_types.tsv", "hand_states.tsv")
         for line in (LISTS / name).read_text(encoding="utf-8").splitlines()}


def cased(word, like):
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like.islower():
        return word
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


class Copy:
    """One consistent re-sampling of a text: the same original gives the same value."""

    def __init__(self, dice):
        self.dice = dice
        self.known = {}
        self.known_keeps = {}

    def word(self, original, words):
        low = original.lower()
        if len(low) < 3 or low in KEPT:
            return original
        if low not in self.known:
            value = VALUES.draw(words, self.dice)
            self.known[low] = self.unseen(value) if self.dice.random() < UNSEEN else value
        return cased(self.known[low], original)

    def unseen(self, word):
        """A word that no list holds, made like `word`: the front of one and the end of another."""
        other = VALUES.draw(VALUES.surnames, self.dice)
        cut = max(2, len(word) // 2)
        return word[:cut] + other[-max(2, len(other) // 2):]

    def keep(self, text):
        """Another eponym, or any surname, for an eponym: the words around it say what it is."""
        low = text.lower()
        if low not in VALUES.eponyms or self.dice.random() < 0.4:
            return text
        if low not in self.known_keeps:
            words = VALUES.eponym_list if self.dice.random() < 0.6 else VALUES.surnames
            self.known_keeps[low] = VALUES.draw(words, self.dice)
        return cased(self.known_keeps[low], text)

    def name(self, text):
        parts = [m.span() for m in WORD.finditer(text)]
        comma = "," in text
        out, done = [], 0
        for number, (begin, end) in enumerate(parts):
            last = number == (0 if comma else len(parts) - 1)
            words = VALUES.surnames if (last and len(parts) > 1) or self.dice.random() < 0.3 else VALUES.given
            out += [text[done:begin], self.word(text[begin:end], words)]
            done = end
        return "".join(out) + text[done:]

    def place(self, text):
        return WORD.sub(lambda m: self.word(m.group(), VALUES.places), text)

    def proper(self, text):
        """Facilities and streets: the words that set them apart change, heads and types stay."""
        def change(match):
            word = match.group()
            if word.lower() in HEADS or not word[0].isupper() or self.dice.random() < 0.3:
                return word
            return self.word(word, VALUES.surnames if self.dice.random() < 0.6 else VALUES.places)
        return self.digits(WORD.sub(change, text))

    def digits(self, text):
        return re.sub(r"\d", lambda m: str(self.dice.randint(0 if m.start() else 1, 9)), text)

    def code(self, text):
        text = self.digits(text)
        return re.sub(r"\b[A-Z]{1,5}(?=[\d-])", lambda m: "".join(self.dice.choice("ABCDEFGHJKLMNPRSTVWXYZ") for _ in m.group()), text)

    def span(self, kind, text):
        if kind.startswith("NAME"):
            return self.name(text)
        if kind == "CITY":
            return self.place(text)
        if kind in ("FACILITY", "STREET"):
            return self.proper(text)
        if kind in ("ZIP", "PHONE", "SSN"):
            return self.digits(text)
        if kind in ("MRN", "ACCOUNT", "HEALTH_PLAN", "LICENSE", "VEHICLE", "DEVICE", "ID"):
            return self.code(text)
        return text


def resampled(marked, dice):
    """`marked` with other values; one in five all lower case, one in eight all upper case."""
    copy = Copy(dice)
    out, done = [], 0
    casing = dice.random()
    change = str.lower if casing < 0.2 else str.upper if casing < 0.325 else str
    for match in SPAN.finditer(marked):
        kind, text = match.groups()
        if kind == "KEEP":
            text = copy.keep(text)
        value = text if kind in ("KEEP", "DATE", "AGE", "YEAR", "STATE", "AGE_OVER_89") else copy.span(kind, text)
        out += [change(marked[done:match.start()]), "{{", kind, ":", change(value), "}}"]
        done = match.end()
    return "".join(out) + change(marked[done:])
