#!/usr/bin/env python3
"""Trains the sequence tagger and writes its image (docs/formats/tagger.md).

    train.py --build BUILD [--corpus tests/corpus/train] [--out weights.bin] [--curve] [--held-out FOLDER]

Every annotated text is used as it is and in re-sampled copies: other names, places and numbers in the marked spans,
other casing of the whole text. So the model learns the language around identifiers, not the identifiers. The texts of
tests/corpus/dev and tests/corpus/blind are never learnt from.

Without --out it cross-validates by author (the letters before a text's number), so that a model is measured on texts of
people it has not learnt from, and prints what the tagger and the detectors before it find together, for several values
of outside_max; with --curve also for growing shares of the corpus. --held-out measures a model of the whole corpus on
the annotated texts of a folder.
"""
import argparse
import pathlib
import random
import subprocess
import tempfile

import resample

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIES = 2
FOLDS = 5


def read_corpus(folder):
    """(name, annotated text) of every document, in order."""
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(pathlib.Path(folder).rglob("*.txt"))
            if "{{" in path.read_text(encoding="utf-8")]


def author(name):
    return name.split("-", 1)[0]


class Examples:
    """The texts as the program's own feature code sees them: a file for each author, and one for its copies."""

    def __init__(self, tool, documents, folder, copies):
        self.files = {}
        for who in sorted({author(name) for name, _ in documents}):
            texts = [(name, text) for name, text in documents if author(name) == who]
            self.files[who] = [self.write(tool, [text for _, text in texts], folder / who)]
            if copies:
                self.files[who].append(self.write(tool, [copy for name, text in texts for copy in copied(name, text)],
                                                  folder / f"{who}.copies"))

    @staticmethod
    def write(tool, texts, out):
        with tempfile.TemporaryDirectory() as scratch, open(out, "wb") as file:
            paths = []
            for number, text in enumerate(texts):
                path = pathlib.Path(scratch) / f"{number}.txt"
                path.write_text(text, encoding="utf-8")
                paths.append(str(path))
            subprocess.run([tool, *paths], check=True, stdout=file)
        return str(out)

    def learnt(self, authors):
        return [file for who in authors for file in self.files[who]]

    def as_written(self, authors):
        return [self.files[who][0] for who in authors]


def copied(name, text):
    dice = random.Random(name)
    return [resample.resampled(text, dice) for _ in range(COPIES)]


def train(tool, learn, test=(), out=None):
    """The counts that tagger_train prints for each limit, as {limit: [numbers]}."""
    command = [tool, "--train", *learn]
    if test:
        command += ["--test", *test]
    if out:
        command += ["--out", str(out)]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    return {limit: [int(number) for number in numbers] for limit, *numbers in (line.split() for line in lines)}


def show(counts):
    for limit, (spans, found, names, names_found, flagged, right, keeps, kept) in counts.items():
        print(f"  outside_max {limit:4s}: recall {found / spans:.4f} names {names_found / max(1, names):.4f} "
              f"precision {right / max(1, flagged):.4f} KEEP tokens {kept / max(1, keeps):.4f}")


def folds(examples):
    """(authors to measure on, the others), for each fold."""
    authors = sorted(examples.files)
    random.Random(3).shuffle(authors)
    for fold in range(FOLDS):
        held = authors[fold::FOLDS]
        yield held, [who for who in authors if who not in held]


def cross_validate(tool, examples):
    total = {}
    for held, rest in folds(examples):
        for limit, counts in train(tool, examples.learnt(rest), examples.as_written(held)).items():
            total[limit] = [a + b for a, b in zip(total.get(limit, [0] * len(counts)), counts)]
    return total


def curve(tool, examples):
    """What growing shares of the authors of four folds bring on the fifth."""
    held, rest = next(folds(examples))
    for tenths in range(1, 11):
        share = rest[:max(1, round(tenths / 10 * len(rest)))]
        print(f"{tenths * 10} %: {len(share)} of {len(rest)} authors", flush=True)
        show(train(tool, examples.learnt(share), examples.as_written(held)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, help="where tagger_examples and tagger_train were built")
    parser.add_argument("--corpus", default=str(ROOT / "tests" / "corpus" / "train"))
    parser.add_argument("--out")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--held-out")
    options = parser.parse_args()
    tools = pathlib.Path(options.build) / "dictionaries" / "tagger"
    documents = read_corpus(options.corpus)
    print(f"{len(documents)} texts of {len({author(name) for name, _ in documents})} authors, "
          f"{sum(text.count('{{') for _, text in documents)} spans")
    with tempfile.TemporaryDirectory() as scratch:
        examples = Examples(tools / "tagger_examples", documents, pathlib.Path(scratch), copies=True)
        if options.out or options.held_out:
            test = []
            if options.held_out:
                held = pathlib.Path(scratch) / "held"
                held.mkdir()
                others = Examples(tools / "tagger_examples", read_corpus(options.held_out), held, copies=False)
                test = others.as_written(others.files)
            show(train(tools / "tagger_train", examples.learnt(sorted(examples.files)), test, options.out))
            return
        if options.curve:
            curve(tools / "tagger_train", examples)
            return
        print(f"{FOLDS}-fold by author:")
        show(cross_validate(tools / "tagger_train", examples))


if __name__ == "__main__":
    main()
