#!/usr/bin/env python3
"""Veil against a real Apache Kafka: nothing lost, nothing doubled, nothing leaked, whatever is killed.

    end_to_end.py --veil BINARY --records KAFKA_RECORDS --folder SCRATCH [--messages 20000] [--kills 10]

Streams notes and HL7 v2, canaries and broken messages through two workers while they are killed (-9), a third one comes
and goes, one sleeps until the other has its partitions, and the broker restarts once; then reads every channel and
counts.
"""
import argparse
import json
import random
import subprocess
import sys
import threading
import time

import broken
import canaries
import cluster
import messages

TOPICS_IN = ["raw.notes", "raw.hl7"]
TOPICS_OUT = ["deid.notes", "deid.hl7"]
PARTITIONS = 4
SESSION_S = 6

CONFIG = """\
kafka:
  brokers: {brokers}
  instance: {instance}
  session_timeout_ms: {session}
source:
  topics: ["^raw[.].*"]
  group: veil-e2e
publish:
  quarantine_topic: veil.quarantine
  ledger_topic: veil.ledger
batch:
  messages_max: 500
  wait_ms_max: 100
policy: safe-harbor
policy_dir: {policies}
keys:
  surrogate_key_file: {folder}/surrogate.key
  quarantine_key_file: {folder}/quarantine.key.pub
workers: 1
admin:
  port: {admin}
"""


class Run:
    def __init__(self, options):
        self.options = options
        self.folder = cluster.empty_folder(options.folder)
        self.broker = cluster.Broker(self.folder / "kafka", options.records)
        self.inputs = 0
        self.metrics = b""

    def prepare(self):
        self.broker.up()
        for topic in TOPICS_IN + TOPICS_OUT:
            self.broker.create(topic, PARTITIONS, max_message_bytes=33000000)
        self.broker.create("veil.quarantine", 2, max_message_bytes=33000000)
        self.broker.create("veil.ledger", 1)
        veil = self.options.veil
        subprocess.run([veil, "key", "new", str(self.folder / "surrogate.key")], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([veil, "key", "new", "--quarantine", str(self.folder / "quarantine.key")], check=True, stdout=subprocess.DEVNULL)

    def worker(self, name):
        admin = cluster.free_port()
        config = self.folder / f"{name}.yaml"
        config.write_text(CONFIG.format(brokers=self.broker.address, instance=name, session=SESSION_S * 1000,
                                        folder=self.folder, admin=admin, policies=cluster.ROOT / "deploy" / "policies"))
        return cluster.Worker(self.options.veil, config, self.folder / f"{name}.log", admin)

    def send(self, records):
        self.broker.produce(records)
        self.inputs += len(records)

    def done(self):
        """How many input records are accounted for, as a reader of committed records sees it."""
        return sum(len(self.broker.consume(topic)) for topic in TOPICS_OUT + ["veil.quarantine"])


def canary_records():
    key = canaries.CANARIES["MRN"][0].encode()
    headers = {"patient": b"Thessalyne Quarrington"}
    return [("raw.notes", key, canaries.NOTE.encode(), headers), ("raw.hl7", key, canaries.HL7.encode(), headers),
            ("raw.hl7", key, canaries.BROKEN, headers), ("raw.notes", key, canaries.NOT_UTF8, headers)]


def broken_records():
    return [("raw.hl7" if value.startswith(b"MSH") else "raw.notes", name.encode(), value, {})
            for name, value in (broken.BROKEN | broken.HEAVY).items()]


def feed(run, chaos_over):
    """Sends all records; the last tenth when the chaos is over, so that every worker has work after its last start."""
    author = messages.Author(20)
    records = [(topic, key.encode(), text.encode(), {}) for topic, key, text in map(author.message, range(run.options.messages))]
    step = max(1, len(records) // 40)
    extra = canary_records() + broken_records()
    for begin in range(0, len(records), step):
        if begin >= len(records) * 9 // 10:
            chaos_over.wait()
        run.send(records[begin:begin + step] + ([extra.pop()] if extra else []))
    run.send(extra) if extra else None


def chaos(run, workers):
    """Kills one of the two workers again and again, lets a third one join and leave, puts one to sleep, restarts the
    broker."""
    dice = random.Random(7)
    for round_number in range(run.options.kills):
        victim = workers[round_number % 2]
        time.sleep(dice.uniform(0.3, 1.5))
        victim.kill()
        victim.start()
        if round_number == run.options.kills // 3:
            guest = run.worker("guest")
            guest.start()
            cluster.wait_until(lambda: guest.get("/readyz")[0] == 200, 60, "the third worker is ready")
            assert guest.stop() == 0, "the third worker left cleanly"
        if round_number == run.options.kills // 2:
            pause(workers, victim)
        if round_number == 2 * run.options.kills // 3:
            run.broker.restart()


def pause(workers, victim):
    """Stops a worker for so long that the group gives it up: what it commits when it wakes must be refused."""
    for worker in workers:
        cluster.wait_until(lambda: worker.get("/readyz")[0] == 200, 60, "the worker is ready")
    victim.suspend(SESSION_S + 3)


def check_exactly_once(run, clean, quarantined):
    sources = [(r[5]["veil-source-topic"], r[5]["veil-source-partition"], r[5]["veil-source-offset"]) for r in quarantined]
    numbers = [number for number in (messages.number_of(r[4].decode()) for r in clean) if number is not None]
    counted = set(numbers)
    assert len(numbers) == len(counted), f"{len(numbers) - len(counted)} messages were published twice"
    assert len(set(sources)) == len(sources), "a message was quarantined twice"
    assert len(clean) + len(quarantined) == run.inputs, f"{run.inputs} in, {len(clean)} clean, {len(quarantined)} quarantined"
    lost = run.options.messages - len(counted)
    print(f"  {run.inputs} in = {len(clean)} clean + {len(quarantined)} quarantined; each marker once; "
          f"{lost} of {run.options.messages} ordinary messages in quarantine")
    assert lost <= run.options.messages // 100, "more than 1 in 100 ordinary messages was quarantined"


def check_order(run, clean):
    """Within a partition, outputs stand in the order of their inputs."""
    inputs = run.broker.consume(*TOPICS_IN)
    where = {messages.number_of(r[4].decode(errors="replace")): (r[0], r[1], r[2]) for r in inputs}
    last = {}
    for topic, partition, _, _, value, _ in clean:
        number = messages.number_of(value.decode())
        if number is None:
            continue
        source_topic, source_partition, source_offset = where[number]
        assert source_topic[4:] == topic[5:] and source_partition == partition, "a record changed its partition"
        assert source_offset > last.get((topic, partition), -1), "records changed their order"
        last[(topic, partition)] = source_offset
    print("  order kept in every partition")


def check_channels(run):
    """No canary in any byte that left: outputs, keys, headers, ledger, quarantine, logs, metrics."""
    checked = 0
    for level in ("read_committed", "read_uncommitted"):
        for record in run.broker.consume(*TOPICS_OUT, "veil.quarantine", "veil.ledger", level=level):
            data = record[3] + b"\n" + record[4] + b"\n" + b"\n".join(k.encode() + b"=" + v for k, v in record[5].items())
            hits = canaries.found_in(data)
            assert not hits, f"canaries {hits} in {record[0]} ({level}) {record[4][:2000]!r}"
            checked += len(data)
    for log in run.folder.glob("*.log"):
        hits = canaries.found_in(log.read_bytes())
        assert not hits, f"canaries {hits} in {log}"
        checked += log.stat().st_size
    assert not canaries.found_in(run.metrics), "a canary in the metrics"
    assert b"veil_messages_total" in run.metrics
    print(f"  {len(canaries.all_values())} canaries of {len(canaries.CANARIES)} types: none in {checked >> 20} MiB of "
          "output, keys, headers, quarantine, ledger, logs and metrics")


def check_broken(quarantined):
    reasons = {}
    for record in quarantined:
        reasons[record[5]["veil-reason"].decode()] = reasons.get(record[5]["veil-reason"].decode(), 0) + 1
    print(f"  quarantine by reason: {json.dumps(reasons, sort_keys=True)}")
    assert len(quarantined) >= len(broken.BROKEN) + 2, "a broken message was not quarantined"


def check_ledger(run):
    config = next(run.folder.glob("*.yaml"))
    verify = subprocess.run([run.options.veil, "audit", "verify", "--config", str(config)], stdout=subprocess.PIPE, text=True)
    print("  " + verify.stdout.strip().replace("\n", "\n  "))
    assert verify.returncode == 0, "the ledger does not verify"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--veil", required=True)
    parser.add_argument("--records", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--messages", type=int, default=20000)
    parser.add_argument("--kills", type=int, default=10)
    run = Run(parser.parse_args())
    began = time.monotonic()
    workers = []
    try:
        run.prepare()
        workers = [run.worker("one"), run.worker("two")]
        for worker in workers:
            worker.start()
        chaos_over = threading.Event()
        feeder = threading.Thread(target=feed, args=(run, chaos_over), daemon=True)
        feeder.start()
        chaos(run, workers)
        chaos_over.set()
        feeder.join()
        cluster.wait_until(lambda: run.done() >= run.inputs, 300, "every input is accounted for")
        for worker in workers:
            cluster.wait_until(lambda: worker.get("/readyz")[0] == 200, 60, "the worker is ready")
            run.metrics += worker.get("/metrics")[1]
        codes = [worker.stop() for worker in workers]
        assert codes == [0, 0], f"workers ended with {codes} on SIGTERM"
        clean = run.broker.consume(*TOPICS_OUT)
        quarantined = run.broker.consume("veil.quarantine")
        check_exactly_once(run, clean, quarantined)
        check_order(run, clean)
        check_channels(run)
        check_broken(quarantined)
        check_ledger(run)
        print(f"end to end: {run.inputs} messages, {run.options.kills} kills, a rebalance and a broker restart in "
              f"{time.monotonic() - began:.0f} s")
    finally:
        for worker in workers:
            if worker.process and worker.process.poll() is None:
                worker.kill()
        run.broker.down()


if __name__ == "__main__":
    sys.exit(main())
