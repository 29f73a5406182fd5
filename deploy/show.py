#!/usr/bin/env python3
"""The demo: streams deploy/messages through `veil run` and shows what became of them. Started by deploy/demo."""
import json
import pathlib
import shutil
import subprocess
import sys
import textwrap
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
import cluster  # noqa: E402  the broker and worker processes, shared with the end-to-end tests

BUILD = ROOT / "build" / "release"
FOLDER = ROOT / "build" / "demo"
VEIL = BUILD / "src" / "app" / "veil"
RECORDS = BUILD / "tests" / "e2e" / "kafka_records"
TOPICS = {"notes": "raw.notes", "hl7": "raw.hl7", "ndjson": "raw.portal"}
WIDTH = 66

CONFIG = """\
kafka: {{brokers: "{brokers}", instance: demo}}
source: {{topics: ["raw.notes", "raw.hl7", "raw.portal"], group: veil-demo}}
publish: {{quarantine_topic: veil.quarantine, ledger_topic: veil.ledger}}
batch: {{messages_max: 4, wait_ms_max: 200}}
policy: safe-harbor
policy_dir: {root}/deploy/policies
keys: {{surrogate_key_file: {folder}/surrogate.key, quarantine_key_file: {folder}/quarantine.key.pub}}
workers: 1
admin: {{port: {admin}}}
"""


class MockBroker(cluster.Broker):
    """The broker inside librdkafka, in a process of its own; topics are made at its start."""

    def __init__(self, records_tool, topics):
        self.users = {}
        self.tool = str(records_tool)
        self.topics = topics

    def up(self):
        self.process = subprocess.Popen([str(BUILD / "deploy" / "broker" / "mock_broker"), *[f"{t}:2" for t in self.topics]],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip()

    def down(self):
        self.process.stdin.close()
        self.process.wait()


def title(text):
    print(f"\n\033[1m== {text}\033[0m" if sys.stdout.isatty() else f"\n== {text}")


def side_by_side(name, before, after):
    print(f"\n{name}\n{'original'.ljust(WIDTH)} │ de-identified\n{'─' * WIDTH}─┼─{'─' * WIDTH}")
    for old, new in zip(before.splitlines(), after.splitlines()):
        left = textwrap.wrap(old, WIDTH, drop_whitespace=False) or [""]
        right = textwrap.wrap(new, WIDTH, drop_whitespace=False) or [""]
        for row in range(max(len(left), len(right))):
            print((left[row] if row < len(left) else "").ljust(WIDTH), "│", right[row] if row < len(right) else "")


def load():
    """The shipped messages as (name, topic, bytes); a line of NDJSON is a message."""
    inputs = []
    for folder, topic in TOPICS.items():
        for path in sorted((ROOT / "deploy" / "messages" / folder).iterdir()):
            data = path.read_bytes()
            parts = data.splitlines() if folder == "ndjson" else [data]
            inputs += [(f"{folder}/{path.name}" + (f":{i + 1}" if len(parts) > 1 else ""), topic, part) for i, part in enumerate(parts)]
    return inputs


def metric_lines(text, prefixes):
    return [line for line in text.decode().splitlines() if line.startswith(prefixes) and not line.endswith(" 0")]


def show(broker, inputs, worker):
    outputs = {(r[0][5:], r[1], r[2]): r for r in broker.consume("deid.notes", "deid.hl7", "deid.portal")}
    quarantined = broker.consume("veil.quarantine")
    ordered = {}
    for record in broker.consume(*TOPICS.values()):
        ordered.setdefault((record[0][4:], record[1]), []).append(record)
    sealed = {(r[5]["veil-source-topic"].decode(), int(r[5]["veil-source-partition"]), int(r[5]["veil-source-offset"])) for r in quarantined}
    pairs = {}
    for (topic, partition), records in ordered.items():
        clean = sorted(key for key in outputs if key[:2] == (topic, partition))
        kept = [r for r in records if (r[0], r[1], r[2]) not in sealed]
        pairs.update({source[4]: outputs[key] for source, key in zip(kept, clean)})

    title("Original and de-identified")
    for name, _, data in [i for i in inputs if i[0] in ("notes/clinic-follow-up.txt", "notes/dictation.txt", "hl7/oru-ct-chest.hl7")]:
        if data in pairs:
            side_by_side(name, data.decode().replace("\r", "\n"), pairs[data][4].decode().replace("\r", "\n"))
            headers = {k: v.decode()[:12] for k, v in sorted(pairs[data][5].items())}
            print(f"\nrecord key {pairs[data][3].decode()}, headers {json.dumps(headers)}")

    metrics = worker.get("/metrics")[1]
    title("Identifiers by type and action")
    for line in metric_lines(metrics, ("veil_identifiers_total",)):
        print(" ", line)
    title("Quarantine (sealed; only the holder of the private key can open it)")
    subprocess.run([VEIL, "quarantine", "list", "--config", FOLDER / "veil.yaml"], check=True)
    title("Ledger")
    subprocess.run([VEIL, "audit", "verify", "--config", FOLDER / "veil.yaml"], check=True)
    title("Metrics and health")
    for line in metric_lines(metrics, ("veil_messages_total", "veil_message_bytes_total", "veil_transactions_total", "veil_quarantine_total")):
        print(" ", line)
    print("  /readyz", worker.get("/readyz")[0], "  /livez", worker.get("/livez")[0])


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    topics = [*TOPICS.values(), "deid.notes", "deid.hl7", "deid.portal", "veil.quarantine", "veil.ledger"]
    real = "--kafka" in sys.argv[1:]
    broker = cluster.Broker(FOLDER / "kafka", RECORDS) if real else MockBroker(RECORDS, topics)
    print("demo: broker:", "Apache Kafka" if real else "the one inside librdkafka (deploy/demo --kafka: a real one)")
    broker.up()
    worker = None
    try:
        if real:
            for topic in topics:
                broker.create(topic, 2)
        subprocess.run([VEIL, "key", "new", FOLDER / "surrogate.key"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([VEIL, "key", "new", "--quarantine", FOLDER / "quarantine.key"], check=True, stdout=subprocess.DEVNULL)
        admin = cluster.free_port()
        (FOLDER / "veil.yaml").write_text(CONFIG.format(brokers=broker.address, root=ROOT, folder=FOLDER, admin=admin))
        inputs = load()
        broker.produce([(topic, f"key-{i}".encode(), data, {}) for i, (_, topic, data) in enumerate(inputs)])
        worker = cluster.Worker(VEIL, FOLDER / "veil.yaml", FOLDER / "veil.log", admin)
        began = time.monotonic()
        worker.start()
        out = ["deid.notes", "deid.hl7", "deid.portal", "veil.quarantine"]
        cluster.wait_until(lambda: len(broker.consume(*out)) >= len(inputs), 60, f"all messages are through; see {worker.log}")
        print(f"demo: {len(inputs)} messages streamed through `veil run` in {time.monotonic() - began:.1f} s")
        show(broker, inputs, worker)
        assert worker.stop() == 0
        print(f"\ndemo: done. Configuration, keys and log are in {FOLDER.relative_to(ROOT)}/; the shipped messages in deploy/messages/")
    finally:
        if worker and worker.process and worker.process.poll() is None:
            worker.kill()
        broker.down()


if __name__ == "__main__":
    main()
