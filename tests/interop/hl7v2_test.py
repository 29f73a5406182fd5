#!/usr/bin/env python3
"""Parsers by other people read what Veil writes, and see the shape of what it read.

    hl7v2_test.py --veil VEIL

De-identifies the annotated HL7 v2 messages and compares input and output as hl7 (lenient) and hl7apy (by the standard's
tables) see them: segments, fields, repetitions, components.
"""
import pathlib
import sys
import tempfile

import outputs

MESSAGES = sorted((outputs.ROOT / "tests/corpus/dev/hl7v2").glob("*.txt"))


def shape_by_hl7(text):
    import hl7
    return [[str(segment[0]), [[len(part) if isinstance(part, list) else 1 for part in field] for field in segment[1:]]]
            for segment in hl7.parse(text)]


def shape_by_hl7apy(text):
    from hl7apy.consts import VALIDATION_LEVEL
    from hl7apy.parser import parse_message
    message = parse_message(text, validation_level=VALIDATION_LEVEL.TOLERANT, find_groups=False)
    # What no table knows is removed, and an empty field is none to this parser.
    return [[segment.name, [[field.name, len(field.children)] for field in segment.children if segment.name[0] != "Z"]]
            for segment in message.children]


def as_message(data):
    return data.decode().replace("\r\n", "\r").replace("\n", "\r")


def main():
    veil = outputs.veil_of_arguments(__doc__)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        source, output = pathlib.Path(folder, "in"), pathlib.Path(folder, "out")
        outputs.write_unmarked(MESSAGES, source)
        outputs.deidentify(veil, "safe-harbor", source, output)
        for path in MESSAGES:
            before, after = (as_message((place / path.name).read_bytes()) for place in (source, output))
            for shape in (shape_by_hl7, shape_by_hl7apy):
                if shape(before) != shape(after):
                    failures += 1
                    print(f"{path.name}: {shape.__name__}: input and output differ in shape")
    print(f"{len(MESSAGES)} messages, {failures} failures")
    return 1 if failures or not MESSAGES else 0


if __name__ == "__main__":
    outputs.within_parsers()
    sys.exit(main())
