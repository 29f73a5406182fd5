"""Writes dictionaries/surrogates: what src/surrogate puts in the place of names and places.

An entry that a reader could take for something else (an English word, an eponym, a month, a place) is left out.
"""
import sys

import words

RESTRICTED = set("036 059 102 202 203 204 205 369 556 692 753 772 821 823 878 879 884 893".split())
STATES = set("AL AZ AR CA CO CT DE FL GA ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
             "PA RI SC SD TN TX UT VT VA WA WV WI WY".split())
MONTHS = set("april may june august summer autumn january".split())


def title(word):
    return "-".join(part.capitalize() for part in word.split("-"))


def given_names(given, avoid, women, most):
    """Names that one sex bears, most frequent first."""
    def of_sex(share):
        return share >= 97 if women else share <= 3

    ranked = sorted((-n, name) for name, (n, share) in given.items() if of_sex(share) and len(name) > 2)
    return [title(name) for _, name in ranked if name.isalpha() and name not in avoid][:most]


def main(cache, here):
    out = f"{here}/surrogates"
    english = words.english(cache, 70)
    eponyms = set(words.hand(here, "eponyms.txt"))
    zips, population = words.towns(cache)
    places = {words.fold(name) for (name, _), people in population.items() if people > 20000}
    given, surnames = words.given(cache), words.surnames(cache)
    avoid = english | eponyms | MONTHS | places | set(words.hand(here, "states.txt"))
    for women, name in ((True, "given_female"), (False, "given_male")):
        chosen = given_names(given, avoid, women, 1200)
        words.write(f"{out}/{name}.tsv", "given name", [(n,) for n in chosen])
    ranked = sorted((-n, name) for name, n in surnames.items())
    plain = [n for _, n in ranked if n.isalpha() and len(n) > 3 and n not in avoid and given.get(n, (0,))[0] < 2000]
    words.write(f"{out}/surnames.tsv", "surname", [(title(n),) for n in plain[:4000]])
    words.write(f"{out}/cities.tsv", "city, state, first three digits of its ZIP code", cities(zips, population, english, eponyms, surnames))
    words.write(f"{out}/streets.tsv", "street name, without its type", [(s,) for s in words.hand(here, "surrogate_streets.txt")])
    words.write(f"{out}/facilities.tsv", "stem of a facility's name", [(s,) for s in words.hand(here, "surrogate_facilities.txt")])


def cities(zips, population, english, eponyms, surnames):
    rows = {}
    for entry in zips:
        city, state, zip3 = entry["city"], entry["state"], entry["zip_code"][:3]
        people = population.get((city, state), 0)
        folded = words.fold(city)
        if state not in STATES or zip3 in RESTRICTED or not 8000 <= people <= 250000 or not folded.replace(" ", "").isalpha():
            continue
        if folded in english or folded in eponyms or surnames.get(folded, 0) > 3000:
            continue
        rows.setdefault((city, state), zip3)
    return [(city, state, zip3) for (city, state), zip3 in rows.items()]


if __name__ == "__main__":
    main(*sys.argv[1:3])
