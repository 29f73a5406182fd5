"""What the tests of this folder share: the Python that has the parsers, the annotated texts, and what Veil writes."""
import argparse
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MARKUP = re.compile(r"\{\{[A-Z_0-9]+:(.*?)\}\}", re.S)


def fetched(what):
    """The folder that a script beside this one fetches."""
    return subprocess.run([HERE / what], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def within_parsers():
    """Starts the script anew with the Python that has the parsers."""
    folder = fetched("parsers")
    python = os.path.join(folder, "bin", "python")
    if not os.path.samefile(sys.prefix, folder):
        os.execv(python, [python, "-B", *sys.argv])


def veil_of_arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--veil", required=True)
    return str(pathlib.Path(parser.parse_args().veil).resolve())


def write_unmarked(paths, folder):
    """Writes annotated texts as the messages they were, without the .txt after the name of a format."""
    folder.mkdir()
    for path in paths:
        name = path.stem if path.stem.endswith((".json", ".xml")) else path.name
        (folder / name).write_bytes(MARKUP.sub(r"\1", path.read_bytes().decode()).encode())


def deidentify(veil, policy, source, output):
    """Folder to folder. What is quarantined is not there."""
    done = subprocess.run([veil, "deid", "--policy", policy, "-o", output, source], cwd=ROOT, stderr=subprocess.PIPE,
                          text=True)
    if "read as:" not in done.stderr:
        sys.exit(f"veil deid ended with {done.returncode}")
