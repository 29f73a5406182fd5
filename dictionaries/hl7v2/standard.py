#!/usr/bin/env python3
"""What HL7 v2.1 to v2.8.2 define, and what of it the tables beside this file do not say.

    standard.py collect   writes standard_fields.tsv and standard_components.tsv from PyPI hl7apy 1.3.5, which must be
                          importable (pip install hl7apy==1.3.5)
    standard.py missing   lists the segments, fields, data types and components that fields.tsv and datatypes.tsv lack;
                          ends with 1 if there are any. Needs nothing but the files here.
"""
import importlib
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
RELEASES = "2_1 2_2 2_3 2_3_1 2_4 2_5 2_5_1 2_6 2_7 2_8 2_8_1 2_8_2".split()
# The package's own names for shapes of one data type; a composite without a name of its own is CM in the standard.
RENAMED = {"CQ_SIMPLE": "CQ", "CN_SIMPLE": "CN", "DR_SIMPLE": "DR", "CK_ACCOUNT_NO": "CK", "TX_CHALLENGE": "TX"}
WITHDRAWN = {None, "None", "WD", "wd"}


def type_name(name):
    if name in WITHDRAWN:
        return "withdrawn"
    return "CM" if name.startswith("CM_") else RENAMED.get(name, name)


def parts(definition):
    """(number, data type, name) of each field or component."""
    if definition and definition[0] == "sequence":
        definition = definition[1] if len(definition) > 1 else ()
    for part in definition:
        number = re.search(r"_(\d+)$", part[0])
        said = part[1]
        if number:
            yield int(number[1]), type_name(said[2] if said else None), (said[3] if said else None) or "-"


def collect(module, table, is_name, named):
    """{name: {number: [(release, data type, name)]}} over all releases."""
    found = {}
    for release in RELEASES:
        for name, definition in getattr(importlib.import_module(f"hl7apy.v{release}.{module}"), table).items():
            if is_name(name):
                for number, kind, title in parts(definition):
                    found.setdefault(named(name), {}).setdefault(number, []).append((release, kind, title))
    return found


def write(file, head, found):
    lines = [head]
    for name in sorted(found):
        for number in sorted(found[name]):
            said = found[name][number]
            kinds = ",".join(dict.fromkeys(kind for _, kind, _ in said))
            releases = sorted({release for release, _, _ in said}, key=RELEASES.index)
            span = "-".join(dict.fromkeys(release.replace("_", ".") for release in (releases[0], releases[-1])))
            title = re.sub(r"[^a-z0-9]+", " ", said[-1][2].lower()).strip() or "-"
            lines.append("\t".join((name, str(number), kinds, span, title)))
    (FOLDER / file).write_text("\n".join(lines) + "\n")


def collect_all():
    fields = collect("segments", "SEGMENTS", re.compile("[A-Z][A-Z0-9]{2}$").match, str)
    write("standard_fields.tsv", "# segment\tfield\tdata types, oldest first\treleases\tname", fields)
    components = collect("datatypes", "DATATYPES_STRUCTS", lambda name: type_name(name) != "CM", type_name)
    write("standard_components.tsv", "# data type\tcomponent\tdata types, oldest first\treleases\tname", components)


def rows(file):
    for line in (FOLDER / file).read_text().splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def missing():
    fields, whole, components = {}, set(), {}
    for segment, numbers, *_ in rows("fields.tsv"):
        fields[segment] = int(numbers.split("-")[-1])
    for name, number, *_ in rows("datatypes.tsv"):
        whole.add(name) if number == "*" else components.__setitem__(name, int(number))
    lacking = [f"{segment}-{number}\t{kinds}\t{title}" for segment, number, kinds, _, title in rows("standard_fields.tsv")
               if int(number) > fields.get(segment, 0)]
    lacking += [f"{name}.{number}\t{kinds}\t{title}" for name, number, kinds, _, title in rows("standard_components.tsv")
                if name not in whole and int(number) > components.get(name, 0)]
    known = whole | components.keys() | {"withdrawn", "varies"}
    used = {kind for file in ("standard_fields.tsv", "standard_components.tsv") for row in rows(file) for kind in row[2].split(",")}
    return lacking + sorted(used - known)


if __name__ == "__main__":
    if sys.argv[1:] == ["collect"]:
        collect_all()
    elif sys.argv[1:] == ["missing"]:
        lacking = missing()
        print(*lacking, sep="\n", end="\n" if lacking else "")
        sys.exit(bool(lacking))
    else:
        sys.exit(__doc__)
