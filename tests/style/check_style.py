#!/usr/bin/env python3
"""Checks every file of the repository against rules.py. Prints file:line: what is wrong, what to do; exit 1 if any."""
import pathlib
import re
import subprocess
import sys

import rules

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Text that is data: annotated notes, word lists, messages.
DATA = re.compile(r"^(tests/corpus|tests/golden|tests/fuzz/corpus|dictionaries/hand|deploy/messages|bench/results)/"
                  r"|^LICENSE$|\.(tsv|csv|json|txt|hl7|ndjson)$")


def files():
    """What git holds or would hold."""
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            check=True, stdout=subprocess.PIPE).stdout.decode()
    for path in sorted(set(listed.split("\0"))):
        if path and (path.endswith("CMakeLists.txt") or not DATA.search(path)) and (ROOT / path).is_file():
            yield path


def folder_table():
    """Each folder of src/ has its line in the folder table of docs/ARCHITECTURE.md."""
    page = (ROOT / "docs/ARCHITECTURE.md").read_text()
    for folder in sorted(path.name for path in (ROOT / "src").iterdir() if path.is_dir()):
        if f"| `{folder}/` |" not in page:
            yield "docs/ARCHITECTURE.md", 1, f"the folder table has no line for src/{folder}; add one"


def main():
    findings = list(folder_table())
    count = 0
    for path in files():
        data = (ROOT / path).read_bytes()
        if b"\0" in data:
            continue
        count += 1
        findings += rules.check(path, data.decode("utf-8", errors="replace"), ROOT)
    for path, line, what in findings:
        print(f"{path}:{line}: {what}")
    print(f"style: {count} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
