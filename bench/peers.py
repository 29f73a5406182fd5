#!/usr/bin/env python3
"""Veil next to a peer, in one run on the same text: rates as ratios, and how much of the marked text each finds.

    bench/peers.py [--build build/release] [--gold tests/corpus/dev/notes] [--seconds 5] [--out FILE.md]

The peer is the analyzer of Microsoft Presidio with all recognizers of its own for English, from PyPI, in an environment
of its own under the build folder. No weights of a named-entity model come with it: a blank spaCy pipeline splits its
words, so these are its rules alone, which is its fastest form. Veil is `veil detect`, with every detector.

Both read the texts without their marks, one process, one core; what counts is CPU time, without start-up. Found and
right are letters and digits: the share of those in marked identifiers that are covered, and the share of those covered
that are in identifiers or in what may stay either way (AGE, YEAR, STATE).
"""
import argparse
import datetime
import json
import pathlib
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parents[1]
PRESIDIO = "presidio-analyzer==2.2.366"
MARK = re.compile(r"\{\{([A-Z0-9_]+):(.*?)\}\}", re.DOTALL)
MAY_STAY = {"AGE", "YEAR", "STATE"}


def read_gold(folder):
    """(text without marks, [(begin, end, type)] in characters) of every annotated text."""
    documents = []
    for path in sorted(folder.rglob("*.txt")):
        marked = path.read_text(encoding="utf-8")
        text, spans, at = "", [], 0
        for mark in MARK.finditer(marked):
            text += marked[at:mark.start()]
            spans.append((len(text), len(text) + len(mark[2]), mark[1]))
            text += mark[2]
            at = mark.end()
        documents.append((text + marked[at:], spans))
    return documents


def score(documents, found):
    """Shares of letters and digits: (of identifiers found, of found right)."""
    wanted = covered = flagged = right = 0
    for (text, spans), entities in zip(documents, found):
        kind = [""] * len(text)
        for begin, end, name in spans:
            if name != "KEEP":
                kind[begin:end] = [name] * (end - begin)
        mine = [False] * len(text)
        for begin, end in entities:
            mine[begin:end] = [True] * (end - begin)
        for character, name, is_mine in zip(text, kind, mine):
            if not character.isalnum() or name in MAY_STAY:
                continue
            wanted += name != ""
            covered += is_mine and name != ""
            flagged += is_mine
            right += is_mine and name != ""
    return covered / wanted, right / max(1, flagged)


def presidio(paths, seconds):
    """Runs inside the peer's environment; prints [CPU seconds, rounds, entities by text]."""
    import spacy
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    class Blank(SpacyNlpEngine):
        def __init__(self):
            super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
            self.nlp = {"en": spacy.blank("en")}

        def load(self):
            pass

        def is_loaded(self):
            return True

    engine = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
    texts = [pathlib.Path(path).read_text(encoding="utf-8") for path in paths]
    found = [[(r.start, r.end) for r in engine.analyze(text=text, language="en")] for text in texts]
    begin, rounds = time.process_time(), 0
    while rounds == 0 or time.process_time() - begin < seconds:
        for text in texts:
            engine.analyze(text=text, language="en")
        rounds += 1
    print(json.dumps([time.process_time() - begin, rounds, found]))


def run_presidio(build, paths, seconds):
    folder = build / "peers"
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", PRESIDIO], check=True)
    done = subprocess.run([python, __file__, "--presidio", str(seconds), *paths], check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    return json.loads(done.stdout)


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout


def run_veil(build, documents, paths, seconds):
    veil = [build / "src/app/veil", "detect", "--format", "text"]
    short = pathlib.Path(paths[0]).with_name("short")
    short.write_text("a")
    start, _ = cpu_seconds([*veil, short])
    once, out = cpu_seconds([*veil, *paths])
    entities = {line["id"]: line["entities"] for line in map(json.loads, out.splitlines())}
    found = []
    for path, (text, _) in zip(paths, documents):
        raw = text.encode()
        found.append([(len(raw[:e["start"]].decode()), len(raw[:e["end"]].decode()))
                      for e in entities[pathlib.Path(path).stem] if e["type"] not in MAY_STAY])
    rounds = max(1, round(seconds / max(0.05, once - start)))
    took, _ = cpu_seconds([*veil, *(paths * rounds)])
    return max(1e-3, took - start), rounds, found


def main():
    if len(sys.argv) > 3 and sys.argv[1] == "--presidio":
        presidio(sys.argv[3:], float(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(ROOT / "build/release"), type=lambda p: pathlib.Path(p).resolve())
    parser.add_argument("--gold", default=ROOT / "tests/corpus/dev/notes", type=pathlib.Path)
    parser.add_argument("--seconds", default=5.0, type=float, help="CPU time to measure for, each")
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    documents = read_gold(options.gold)
    size = sum(len(text.encode()) for text, _ in documents)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (text, _) in enumerate(documents):
            path = pathlib.Path(folder) / f"{number:04}.txt"
            path.write_bytes(text.encode())
            paths.append(str(path))
        runs = {"Presidio, rules alone": run_presidio(options.build, paths, options.seconds),
                "veil detect": run_veil(options.build, documents, paths, options.seconds)}
    rates = {name: size * rounds / seconds / 1e6 for name, (seconds, rounds, _) in runs.items()}
    base = rates["Presidio, rules alone"]
    lines = [f"{datetime.date.today()}, {platform.machine()}, {len(documents)} texts, {size} bytes, `{PRESIDIO}`", "",
             "| | MB/s of CPU | ratio | found | right |", "|---|---|---|---|---|"]
    for name, (_, _, found) in runs.items():
        recall, precision = score(documents, found)
        lines.append(f"| {name} | {rates[name]:.3f} | {rates[name] / base:.1f} | {recall:.3f} | {precision:.3f} |")
    print("\n".join(lines))
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
