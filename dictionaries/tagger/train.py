#!/usr/bin/env python3
"""Trains the sequence tagger and writes its image (docs/formats/tagger.md).

    train.py --examples BUILD/dictionaries/tagger/tagger_examples [--corpus tests/corpus/train] [--out weights.bin]
             [--folds 5] [--curve]

Every annotated text is used as it is and in re-sampled copies: other names, places and numbers in the marked spans,
other casing of the whole text. So the model learns the language around identifiers, not the identifiers. The texts of
tests/corpus/dev and tests/corpus/blind are never read here.

Without --out it cross-validates by document and prints what share of the identifiers' tokens is found at which cost, for
several values of outside_max; with --curve also for growing shares of the corpus.
"""
import argparse
import hashlib
import pathlib
import random
import re
import struct
import subprocess
import tempfile

import numpy
import pycrfsuite

import resample

ROOT = pathlib.Path(__file__).resolve().parents[2]
TAGS = 12
ROW = 16
BUCKETS = 1 << 18
MAGIC = 0x314741544C494556


def read_corpus(folder):
    """(name, annotated text) of every document, in order."""
    return [(path.name, path.read_text(encoding="utf-8")) for path in sorted(pathlib.Path(folder).rglob("*.txt"))]


def examples(tool, texts):
    """Sequences of (features, tags) of annotated texts, by the program's own feature code."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for number, text in enumerate(texts):
            path = pathlib.Path(scratch) / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            paths.append(str(path))
        out = subprocess.run([tool, *paths], check=True, stdout=subprocess.PIPE, text=True).stdout
    sequences, features, tags = [], [], []
    for line in out.split("\n"):
        if line:
            tag, *buckets = line.split(" ")
            features.append(buckets)
            tags.append(tag)
        elif tags:
            sequences.append((features, tags))
            features, tags = [], []
    return sequences


def copies(text, count, seed):
    dice = random.Random(seed)
    return [resample.resampled(text, dice) for _ in range(count)]


def train(tool, documents, count, l1, l2, iterations):
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": iterations, "feature.possible_transitions": True})
    texts = [text for name, text in documents for text in [text, *copies(text, count, name)]]
    for features, tags in examples(tool, texts):
        trainer.append(features, tags)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as model:
        trainer.train(model.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(model.name)
        info = tagger.info()
    weights = numpy.zeros((BUCKETS, ROW), dtype=numpy.float32)
    transitions = numpy.zeros((TAGS, ROW), dtype=numpy.float32)
    for (bucket, tag), weight in info.state_features.items():
        weights[int(bucket), int(tag)] = weight
    for (before, after), weight in info.transitions.items():
        transitions[int(before), int(after)] = weight
    return weights, transitions


def marginals(weights, transitions, features):
    """P(tag) of each token: the algorithm of tagger_model.cc."""
    scores = numpy.stack([weights[numpy.array(buckets, dtype=numpy.int64), :TAGS].sum(axis=0) for buckets in features])
    factors = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    step = numpy.exp(transitions[:, :TAGS])
    forward = factors.copy()
    forward[0] /= forward[0].sum()
    for t in range(1, len(forward)):
        forward[t] *= forward[t - 1] @ step
        forward[t] /= forward[t].sum()
    after = numpy.ones(TAGS)
    for t in range(len(forward) - 1, -1, -1):
        forward[t] *= after
        forward[t] /= forward[t].sum()
        after = step @ (factors[t] * after)
        after /= after.sum()
    return forward


LIMITS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


def measure(tool, weights, transitions, documents):
    """Counts over all tokens for each limit of P(outside): identifiers, found, flagged, flagged rightly; names apart."""
    counts = {limit: numpy.zeros(6, dtype=numpy.int64) for limit in LIMITS}
    for features, tags in examples(tool, [text for _, text in documents]):
        outside = marginals(weights, transitions, features)[:, 0]
        gold = numpy.array([int(tag) for tag in tags])
        for limit in LIMITS:
            flagged = outside <= limit
            name = (gold >= 1) & (gold <= 3)
            counts[limit] += [(gold > 0).sum(), (flagged & (gold > 0)).sum(), flagged.sum(),
                              (flagged & (gold > 0)).sum(), name.sum(), (flagged & name).sum()]
    return counts


def show(counts):
    for limit, (identifiers, found, flagged, right, names, names_found) in counts.items():
        print(f"  outside_max {limit:.2f}: recall {found / identifiers:.4f} precision {right / max(1, flagged):.4f} "
              f"names {names_found / max(1, names):.4f}")


def cross_validate(options, documents, share=1.0):
    total = {limit: numpy.zeros(6, dtype=numpy.int64) for limit in LIMITS}
    order = documents[:]
    random.Random(3).shuffle(order)
    for fold in range(options.folds):
        held = order[fold::options.folds]
        rest = [document for document in order if document not in held]
        rest = rest[:max(1, round(share * len(rest)))]
        model = train(options.examples, rest, options.copies, options.l1, options.l2, options.iterations)
        for limit, counts in measure(options.examples, *model, held).items():
            total[limit] += counts
    return total


def write(path, weights, transitions, outside_max, outside_max_number):
    scale = float(numpy.abs(weights).max()) / 127
    quantized = numpy.clip(numpy.rint(weights / scale), -127, 127).astype(numpy.int8)
    payload = transitions.astype("<f4").tobytes() + quantized.tobytes()
    header = struct.pack("<QIIfff4x32s", MAGIC, BUCKETS, TAGS, scale, outside_max, outside_max_number, hashlib.sha256(payload).digest())
    pathlib.Path(path).write_bytes(header + payload)
    print(f"wrote {path}: {numpy.count_nonzero(quantized)} weights, scale {scale:.5f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", required=True)
    parser.add_argument("--corpus", default=str(ROOT / "tests" / "corpus" / "train"))
    parser.add_argument("--out")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--l1", type=float, default=0.0)
    parser.add_argument("--l2", type=float, default=1.0)
    parser.add_argument("--iterations", type=int, default=80)
    parser.add_argument("--outside-max", type=float, default=0.7)
    parser.add_argument("--outside-max-number", type=float, default=0.3)
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    documents = read_corpus(options.corpus)
    print(f"{len(documents)} documents, {sum(len(re.findall('{{', text)) for _, text in documents)} spans")
    if options.out:
        model = train(options.examples, documents, options.copies, options.l1, options.l2, options.iterations)
        write(options.out, *model, options.outside_max, options.outside_max_number)
        return
    for share in [s / 10 for s in range(1, 11)] if options.curve else [1.0]:
        print(f"{options.folds}-fold by document, {share:.0%} of the corpus:")
        show(cross_validate(options, documents, share))


if __name__ == "__main__":
    main()
