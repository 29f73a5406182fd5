#!/usr/bin/env python3
"""How fast Veil is as a whole: `veil run` on a real Apache Kafka, next to a loop that only copies bytes.

    bench/stream.py [--build build/release] [--messages 20000] [--workers 1 2] [--batch 2000] [--out FILE.md]

Fills a topic first, then measures from the first commit to the last, so that start-up does not count. The answer is
checked: every message is clean or in quarantine, once, and those that are clean carry their marker. Broker, loader and
workers share this machine.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import cluster  # noqa: E402
import messages  # noqa: E402

PARTITIONS = 4

CONFIG = """\
kafka: {{brokers: "{brokers}", instance: bench}}
source: {{topics: ["{topic}"], group: veil-bench-{workers}}}
publish:
  topics: {{"{topic}": "{target}"}}
  quarantine_topic: {target}.quarantine
  ledger_topic: {target}.ledger
batch: {{messages_max: {batch}, wait_ms_max: 200}}
policy: safe-harbor
policy_dir: {root}/deploy/policies
keys: {{surrogate_key_file: {folder}/surrogate.key, quarantine_key_file: {folder}/quarantine.key.pub}}
workers: {workers}
admin: {{port: {admin}}}
"""


class Bench:
    def __init__(self, options):
        self.options = options
        self.build = pathlib.Path(options.build).resolve()
        self.folder = self.build / "bench-stream"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.veil = self.build / "src/app/veil"
        self.broker = cluster.Broker(self.folder / "kafka", self.build / "tests/e2e/kafka_records")

    def prepare(self):
        """The keys, and one topic a kind of message, filled."""
        subprocess.run([self.veil, "key", "new", self.folder / "surrogate.key"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([self.veil, "key", "new", "--quarantine", self.folder / "quarantine.key"], check=True,
                       stdout=subprocess.DEVNULL)
        self.broker.up()
        author = messages.Author(3)
        made = {"raw.notes": [], "raw.hl7": []}
        number = 0
        while min(map(len, made.values())) < self.options.messages:
            topic, key, text = author.message(number)
            if len(made[topic]) < self.options.messages:
                made[topic].append((topic, key.encode(), text.encode(), {}))
            number += 1
        for topic, records in made.items():
            self.broker.create(topic, PARTITIONS, max_message_bytes=33000000)
            self.broker.produce(records)
        return {topic: sum(len(value) for _, _, value, _ in records) for topic, records in made.items()}

    def copy(self, topic, workers):
        """(messages a second, bytes a second) of the loop that only copies."""
        target = f"copy.{topic}.{workers}"
        self.broker.create(target, PARTITIONS, max_message_bytes=33000000)
        command = [self.build / "bench/copy_loop", self.broker.address, f"copy-{topic}-{workers}", topic, target,
                   self.options.messages, workers, self.options.batch]
        line = subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE).stdout
        run = json.loads(line)
        assert run["total"] == self.options.messages == len(self.broker.consume(target)), "the copy is not whole"
        return run["messages"] / run["seconds"], run["bytes"] / run["seconds"]

    def veil_run(self, topic, workers):
        """The same of `veil run`, and how many messages were clean."""
        target = f"deid.{topic}.{workers}"
        for name, partitions in ((target, PARTITIONS), (target + ".quarantine", 2), (target + ".ledger", 1)):
            self.broker.create(name, partitions, max_message_bytes=33000000)
        admin = cluster.free_port()
        config = self.folder / f"{topic}-{workers}.yaml"
        config.write_text(CONFIG.format(brokers=self.broker.address, topic=topic, target=target, workers=workers,
                                        batch=self.options.batch, root=ROOT, folder=self.folder, admin=admin))
        worker = cluster.Worker(self.veil, config, self.folder / f"{topic}-{workers}.log", admin)
        worker.start()
        try:
            rates = self.watch(worker)
            assert worker.stop() == 0, "the worker did not end cleanly"
        finally:
            if worker.process.poll() is None:
                worker.kill()
        return *rates, self.check(target)

    def watch(self, worker):
        """Reads the counters until all messages are committed."""
        first = last = None
        deadline = time.monotonic() + 1800
        while last is None or last[1] < self.options.messages:
            assert worker.process.poll() is None, "the worker ended"
            assert time.monotonic() < deadline, "not done after 30 minutes"
            count = counter(worker, b"veil_messages_total")
            now = (time.monotonic(), count, counter(worker, b"veil_message_bytes_total"))
            if count and (last is None or count > last[1]):
                first, last = first or now, now
            time.sleep(0.02)
        seconds = last[0] - first[0]
        assert seconds > 0, "all in one batch: give it more messages"
        return (last[1] - first[1]) / seconds, (last[2] - first[2]) / seconds

    def check(self, target):
        clean = self.broker.consume(target)
        sealed = self.broker.consume(target + ".quarantine")
        assert len(clean) + len(sealed) == self.options.messages, f"{len(clean)} clean, {len(sealed)} in quarantine"
        numbers = {messages.number_of(record[4].decode()) for record in clean}
        assert len(numbers) == len(clean) and None not in numbers, "a marker is lost or doubled"
        return len(clean)


def counter(worker, name):
    """The sum of a counter over its labels; 0 while nobody answers."""
    status, body = worker.get("/metrics")
    lines = [line for line in body.splitlines() if line.startswith(name)] if status == 200 else []
    return sum(float(line.rsplit(b" ", 1)[1]) for line in lines)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    commit = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"], stdout=subprocess.PIPE,
                            text=True)
    cores = len(os.sched_getaffinity(0))
    return f"{datetime.date.today()}, commit {commit.stdout.strip()}, {model}, {cores} cores, {platform.release()}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=ROOT / "build/release")
    parser.add_argument("--messages", type=int, default=20000, choices=range(1, 32769), metavar="N")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--batch", type=int, default=2000)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    bench = Bench(options)
    rows = ["| input | workers | veil msg/s | veil MB/s | copy msg/s | copy MB/s | veil / copy | clean |",
            "|---|---|---|---|---|---|---|---|"]
    try:
        sizes = bench.prepare()
        for topic, size in sizes.items():
            for workers in options.workers:
                copied, copied_bytes = bench.copy(topic, workers)
                done, done_bytes, clean = bench.veil_run(topic, workers)
                rows.append(f"| {topic} ({size / options.messages:.0f} B) | {workers} | {done:.0f} | "
                            f"{done_bytes / 1e6:.2f} | {copied:.0f} | {copied_bytes / 1e6:.2f} | {done / copied:.3f} | "
                            f"{clean} of {options.messages} |")
                print(rows[-1], flush=True)
    finally:
        bench.broker.down()
    page = "\n".join([f"`bench/stream.py {' '.join(sys.argv[1:])}`", "", machine(), "", *rows, ""])
    print(page)
    if options.out:
        options.out.write_text(page)


if __name__ == "__main__":
    main()
