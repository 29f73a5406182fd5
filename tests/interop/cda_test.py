#!/usr/bin/env python3
"""An XML parser by other people reads the C-CDA documents that Veil writes, and sees the elements of what it read.

    cda_test.py --veil VEIL

The parser is Python's expat; a document that declares an entity is a failure, so none is ever expanded.
"""
import pathlib
import sys
import tempfile
import xml.parsers.expat

import outputs

DOCUMENTS = sorted((outputs.ROOT / "tests/corpus/dev/ccda").glob("*.xml.txt"))


def refuse_entity(*_):
    raise ValueError("a document declares an entity")


def elements(data):
    """Starts and ends of elements with their namespaces, in order, and the names of their attributes."""
    seen = []
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = lambda name, attributes: seen.append((name, sorted(attributes)))
    parser.EndElementHandler = lambda name: seen.append(("/", name))
    parser.Parse(data, True)
    return seen


def main():
    veil = outputs.veil_of_arguments(__doc__)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        source, clean, kept = (pathlib.Path(folder, name) for name in ("in", "clean", "kept"))
        outputs.write_unmarked(DOCUMENTS, source)
        outputs.deidentify(veil, "safe-harbor", source, clean)
        outputs.deidentify(veil, str(outputs.HERE / "keep-all.yaml"), source, kept)
        for path in sorted(source.iterdir()):
            before = path.read_bytes()
            if (kept / path.name).read_bytes() != before:
                failures += 1
                print(f"{path.name}: comes back changed")
            if elements((clean / path.name).read_bytes()) != elements(before):
                failures += 1
                print(f"{path.name}: input and output differ in their elements")
    print(f"{len(DOCUMENTS)} documents, {failures} failures")
    return 1 if failures or not DOCUMENTS else 0


if __name__ == "__main__":
    sys.exit(main())
