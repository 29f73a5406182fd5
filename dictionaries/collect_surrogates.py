"""Writes dictionaries/surrogates: what src/surrogate puts in the place of names and places.

An entry that a reader could take for something else (an English word, an eponym, a month, a place) is left out.
"""
import sys

import words

STATES = set("AK AL AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
             "PA RI SC SD TN TX UT VT VA WA WV WI WY".split())
ZIPS_MAX = 6  # of a city
MONTHS = set("april may june august summer autumn january".split())


def title(word):
    return "-".join(part.capitalize() for part in word.split("-"))


# Most of whose bearers say that they are Hispanic, or Asian or Pacific Islanders: the only origins of which the lists hold
# names enough that a surrogate tells no more than the origin.
HISPANIC, ASIAN, GENERAL = "h", "a", "-"
BEARERS_MIN = 300


def origin_of(shares):
    hispanic, asian = shares or (0, 0)
    if hispanic >= 60:
        return HISPANIC
    return ASIAN if asian >= 50 else GENERAL


def given_names(given, origins, avoid, women):
    """Names that one sex bears, most frequent first: 1200 of all, then more of those that are few among them."""
    def of_sex(share, least):
        return share >= least if women else share <= 100 - least

    def ranked(least):
        names = sorted((-n, name) for name, (n, share) in given.items() if of_sex(share, least) and len(name) > 2)
        return [name for _, name in names if name.isalpha() and name not in avoid]

    return with_more(ranked(97)[:1200], ranked(85), origins, 150)


def with_more(chosen, candidates, origins, least):
    """`chosen`, and of each origin candidates until there are `least`."""
    chosen = list(chosen)
    for origin in (HISPANIC, ASIAN):
        have = set(name for name in chosen if origin_of(origins.get(name)) == origin)
        more = [name for name in candidates if origin_of(origins.get(name)) == origin and name not in have]
        chosen += more[:max(0, least - len(have))]
    return [(title(name), origin_of(origins.get(name))) for name in chosen]


def main(cache, here):
    out = f"{here}/surrogates"
    english = words.english(cache, 70)
    eponyms = set(words.hand(here, "eponyms.txt"))
    zips, population = words.towns(cache)
    places = {words.fold(name) for (name, _), people in population.items() if people > 20000}
    given, surnames = words.given(cache), words.surnames(cache)
    avoid = english | eponyms | MONTHS | places | set(words.hand(here, "states.txt"))
    for women, name in ((True, "given_female"), (False, "given_male")):
        chosen = given_names(given, words.given_origins(cache), avoid, women)
        words.write(f"{out}/{name}.tsv", "given name, its origin", chosen)
    ranked = sorted((-n, name) for name, n in surnames.items())
    plain = [n for _, n in ranked if n.isalpha() and n not in avoid and given.get(n, (0,))[0] < 2000]
    long = [n for n in plain if len(n) > 3]
    chosen = with_more(long[:4000], [n for n in plain if len(n) > 1], words.surname_origins(cache), 300)
    words.write(f"{out}/surnames.tsv", "surname, its origin", chosen)
    words.write(f"{out}/origins.tsv", "name, whether given (g) or family name (f), its origin", origins(cache, given, surnames))
    words.write(f"{out}/cities.tsv", "city, state, ZIP codes there", cities(zips, population, shown_prefixes(here), english, eponyms, surnames))
    words.write(f"{out}/streets.tsv", "street name, without its type", [(s,) for s in words.hand(here, "surrogate_streets.txt")])
    words.write(f"{out}/facilities.tsv", "stem of a facility's name", [(s,) for s in words.hand(here, "surrogate_facilities.txt")])


def origins(cache, given, surnames):
    """The names of people that tell an origin."""
    rows = []
    for part, counts, shares in (("g", {n: c for n, (c, _) in given.items()}, words.given_origins(cache)),
                                 ("f", surnames, words.surname_origins(cache))):
        rows += [(name, part, origin_of(shares[name])) for name in shares
                 if counts.get(name, 0) >= BEARERS_MIN and name.isalpha() and origin_of(shares[name]) != GENERAL]
    return rows


def shown_prefixes(here):
    """The first three digits of ZIP codes that both censuses let stand."""
    def rows(name):
        with open(f"{here}/zip/{name}.tsv", encoding="utf-8") as file:
            return [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]

    return {row[0] for row in rows("prefixes") if row[1] == "2010 2020"} - {row[0] for row in rows("restricted")}


def cities(zips, population, shown, english, eponyms, surnames):
    rows = {}
    for entry in zips:
        city, state, code = entry["city"], entry["state"], entry["zip_code"]
        people = population.get((city, state), 0)
        folded = words.fold(city)
        if state not in STATES or code[:3] not in shown or not 8000 <= people <= 250000 or not folded.replace(" ", "").isalpha():
            continue
        if folded in english or folded in eponyms or surnames.get(folded, 0) > 3000:
            continue
        codes = rows.setdefault((city, state), [])
        # Codes of post offices and of single receivers are nobody's home.
        if entry["zip_code_type"] == "STANDARD" and len(codes) < ZIPS_MAX:
            codes.append(code)
    return [(city, state, " ".join(codes)) for (city, state), codes in rows.items() if codes]


if __name__ == "__main__":
    main(*sys.argv[1:3])
