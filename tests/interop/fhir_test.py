#!/usr/bin/env python3
"""A FHIR parser by other people reads what Veil writes wherever it could read the input.

    fhir_test.py --veil VEIL

Takes the annotated resources and the examples of the FHIR R4 specification. Under a policy that keeps everything the
bytes come back; under safe-harbor fhir.resources (R4B) parses each output whose input it parses.
"""
import json
import pathlib
import shutil
import sys
import tempfile

import outputs

RESOURCES = sorted((outputs.ROOT / "tests/corpus/dev/fhir").glob("*.json.txt"))
# The specification's own definitions are no messages; its largest bundles are full of them.
DEFINITIONS = ("SearchParameter-", "ValueSet-", "CodeSystem-", "StructureDefinition-", "ConceptMap-",
               "OperationDefinition-")
BYTES_MAX = 200_000
EXAMPLES_MIN = 700
# The leak check holds back two examples that are definitions: a list of numbering systems, in which numbers begin alike,
# and one with an organisation's name inside of another's.
QUARANTINED_MAX = 4
# AuditEvent.entity.detail has a value and nothing else may stand for it; bytes that nobody reads are removed.
INCOMPLETE = {"AuditEvent-example-pixQuery.json"}


def copy_examples(folder):
    folder.mkdir()
    for path in pathlib.Path(outputs.fetched("examples")).glob("[A-Z]*.json"):
        if not path.name.startswith(DEFINITIONS) and path.stat().st_size <= BYTES_MAX:
            shutil.copy(path, folder)


def parses(path):
    from fhir.resources.R4B import get_fhir_model_class
    resource = json.loads(path.read_bytes())
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValueError:  # of pydantic too, and for a resource that R4B has dropped
        return False
    return True


def check(veil, source, quarantined_max):
    """The number of failures, each said by the file's name alone."""
    names = sorted(path.name for path in source.iterdir())
    kept, clean = source.with_name("kept"), source.with_name("clean")
    outputs.deidentify(veil, str(outputs.HERE / "keep-all.yaml"), source, kept)
    outputs.deidentify(veil, "safe-harbor", source, clean)
    changed = [name for name in names if not (kept / name).exists()
               or (kept / name).read_bytes() != (source / name).read_bytes()]
    written = [name for name in names if (clean / name).exists()]
    parsed = [name for name in written if parses(source / name)]
    broken = [name for name in parsed if name not in INCOMPLETE and not parses(clean / name)]
    for what, failed in (("comes back changed", changed), ("does not parse any more", broken)):
        for name in failed:
            print(f"{name}: {what}")
    quarantined = len(names) - len(written)
    print(f"{len(names)} resources, {quarantined} quarantined, {len(parsed)} of the others parsed before, "
          f"{len(broken)} of these not after, {len(changed)} changed by nothing")
    shutil.rmtree(kept), shutil.rmtree(clean)
    return len(changed) + len(broken) + (quarantined > quarantined_max) + (len(parsed) == 0)


def main():
    veil = outputs.veil_of_arguments(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        corpus, examples = pathlib.Path(folder, "corpus"), pathlib.Path(folder, "examples")
        outputs.write_unmarked(RESOURCES, corpus)
        copy_examples(examples)
        failures = check(veil, corpus, 0) + check(veil, examples, QUARANTINED_MAX)
        failures += len(list(examples.iterdir())) < EXAMPLES_MIN
    return 1 if failures else 0


if __name__ == "__main__":
    outputs.within_parsers()
    sys.exit(main())
