#!/usr/bin/env python3
"""Policies of a running stream against a real Apache Kafka: activated, refused, rolled back, tried as a shadow, counted
alone.

    policies.py --veil BINARY --records KAFKA_RECORDS --folder SCRATCH [--messages 300]
"""
import argparse
import collections
import concurrent.futures
import json
import subprocess
import sys
import threading
import time

import cluster
import messages

POLICIES = cluster.ROOT / "deploy" / "policies"
CONFIG = """\
kafka: {{brokers: "{brokers}", instance: {name}}}
source: {{topics: [raw.notes], group: {group}}}
publish: {{ledger_topic: {ledger}}}
batch: {{messages_max: 20, wait_ms_max: 50}}
policy: {policy}
policy_dir: {policies}
keys: {{surrogate_key_file: {folder}/surrogate.key, quarantine_key_file: {folder}/quarantine.key.pub}}
workers: 1
admin: {{port: {admin}}}
"""
CONTROL = "control: {topic: veil.control}\nshadow: {policy: limited-data-set}\n"
GROUP = "veil-policies"


class Run:
    def __init__(self, options):
        self.options = options
        self.folder = cluster.empty_folder(options.folder)
        self.broker = cluster.Broker(self.folder / "kafka", options.records)
        author = messages.Author(5)
        self.inputs = [("raw.notes", key.encode(), text.encode(), {}) for _, key, text in map(author.message, range(options.messages))]
        self.sent = 0
        self.workers = []

    def veil(self, *arguments):
        return subprocess.run([self.options.veil, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def prepare(self):
        self.broker.up()
        for topic, partitions in (("raw.notes", 2), ("deid.notes", 2), ("veil.quarantine", 1), ("veil.ledger", 1),
                                  ("veil.ledger.audit", 1), ("veil.control", 1)):
            self.broker.create(topic, partitions)
        assert self.veil("key", "new", self.folder / "surrogate.key").returncode == 0
        assert self.veil("key", "new", "--quarantine", self.folder / "quarantine.key").returncode == 0

    def worker(self, name, group=GROUP, policy="safe-harbor", ledger="veil.ledger", more=CONTROL):
        admin = cluster.free_port()
        config = self.folder / f"{name}.yaml"
        config.write_text(CONFIG.format(brokers=self.broker.address, name=name, group=group, ledger=ledger, policy=policy,
                                        policies=POLICIES, folder=self.folder, admin=admin) + more)
        worker = cluster.Worker(self.options.veil, config, self.folder / f"{name}.log", admin)
        worker.start()
        self.workers.append(worker)
        cluster.wait_until(lambda: worker.get("/readyz")[0] == 200, 60, f"{name} is ready")
        return worker

    def send(self, part=slice(None)):
        self.broker.produce(self.inputs[part])
        self.sent += len(self.inputs[part])

    def outputs(self):
        return self.broker.consume("deid.notes")

    def settle(self):
        cluster.wait_until(lambda: len(self.outputs()) + len(self.broker.consume("veil.quarantine")) >= self.sent, 120,
                           "every input is accounted for")

    def act(self, verb, *arguments):
        return self.veil("policy", verb, "--config", self.folder / "one.yaml", "--who", "R. Roe", "--why", f"invented {verb}", *arguments)


def digest_of(run, name):
    return run.veil("policy", "lint", "--policy-dir", POLICIES, name).stdout.split()[1]


def in_force(worker):
    return json.loads(worker.get("/version")[1])["policy"]


def by_number(records):
    """Outputs of one round, by the message that they came from."""
    return {messages.number_of(r[4].decode()): r[4] for r in records}


def policies_of(records):
    return collections.Counter(r[5]["veil-policy"].decode() for r in records)


def activate_midway(run, one, strict, research):
    """The policy changes between two batches while messages flow: no record is lost, and each says its policy."""
    half = len(run.inputs) // 20 * 10
    before = {(r[1], r[2]) for r in run.outputs()}
    feeder = threading.Thread(target=lambda: [run.send(slice(at, at + 10)) for at in range(0, half, 10)])
    feeder.start()
    done = run.act("activate", "research-dateshift")
    assert done.returncode == 0, done.stderr
    assert "MORE is disclosed" in done.stdout and "veil.control/0/" in done.stdout, done.stdout
    cluster.wait_until(lambda: in_force(one) == research, 30, "the worker took the policy")
    feeder.join()
    run.send(slice(half, None))
    run.settle()
    found = policies_of(r for r in run.outputs() if (r[1], r[2]) not in before)
    assert set(found) <= {strict, research} and found[research] >= len(run.inputs) - half, found
    print(f"  activated midway: {found[strict]} records under the old policy, {found[research]} under the new one")


def refuse_broken(run, one, research):
    run.broker.produce([("veil.control", GROUP.encode(), b'{"v":1,"policy":{"text":"name: x","digest":"00"}}', {})])
    cluster.wait_until(lambda: b'veil_policy_changes_total{result="refused"} 1' in one.get("/metrics")[1], 30, "the metric of the refusal")
    assert in_force(one) == research, "a broken policy changed what is in force"
    wrong = run.folder / "wrong.yaml"
    wrong.write_text((POLICIES / "safe-harbor.yaml").read_text().replace("SSN: surrogate", "SSN: keep"))
    refused = run.act("activate", wrong)
    assert refused.returncode == 2 and "does not allow SSN to be kept" in refused.stderr, refused.stderr
    print("  a broken record and a broken file are refused; the policy stays")


def check_ledger(run, strict, research):
    entries = [json.loads(r[4]) for r in run.broker.consume("veil.ledger")]
    batches = {f'{e["chain"]}/{e["seq"]}': e for e in entries if "act" not in e}
    for record in run.outputs():
        assert batches[record[5]["veil-ledger"].decode()]["policy"] == record[5]["veil-policy"].decode()
    acts = [e for e in entries if "act" in e]
    assert [(e["act"], e["who"], e["details"]["old"], e["details"]["new"]) for e in acts] == [
        ("policy-activate", "R. Roe", strict, research), ("policy-rollback", "R. Roe", research, strict)], acts
    for act in acts:
        topic, partition, offset = act["details"]["control"].rsplit("/", 2)
        assert any(r[2] == int(offset) for r in run.broker.consume(topic)) and partition == "0"
    shadowed = sum(e["shadow"]["clean"] + e["shadow"]["quarantined"] for e in batches.values())
    assert shadowed == run.sent, f"{shadowed} of {run.sent} messages were seen by the shadow"
    changes = collections.Counter()
    for entry in batches.values():
        for change, count in entry["shadow"]["changes"].get("DATE", {}).items():
            changes[change] += count
    assert set(changes) == {"generalize>keep", "shift>keep"}, changes
    verified = run.veil("audit", "verify", "--config", run.folder / "one.yaml")
    assert verified.returncode == 0, verified.stdout
    report = run.veil("audit", "report", "--config", run.folder / "one.yaml").stdout
    assert '"policy-rollback" by "R. Roe": "invented rollback"' in report and "would be clean" in report, report
    print(f"  ledger sound; each batch of one policy, both acts in it; shadow over {shadowed} messages: {dict(changes)}")


def count_alone(run):
    """Every message is accounted for once, and nothing is published."""
    published = len(run.outputs())
    worker = run.worker("audit", group="veil-audit", policy="audit-only", ledger="veil.ledger.audit", more="")

    def audited():
        return sum(json.loads(r[4]).get("audited", 0) for r in run.broker.consume("veil.ledger.audit"))
    cluster.wait_until(lambda: audited() >= run.sent, 60, "every message is counted")
    assert worker.stop() == 0
    assert audited() == run.sent and len(run.outputs()) == published, (audited(), run.sent)
    verified = run.veil("audit", "verify", "--config", run.folder / "audit.yaml")
    assert verified.returncode == 0, verified.stdout
    print(f"  counted alone: {audited()} messages, no record published, ledger sound")


def act_at_once(run):
    """People who act at the same time are kept apart: each act follows from the one before."""
    names = ["research-dateshift", "limited-data-set", "audit-only", "safe-harbor"]
    with concurrent.futures.ThreadPoolExecutor(len(names)) as pool:
        ended = list(pool.map(lambda name: run.act("activate", name), names))
    assert all(e.returncode == 0 for e in ended), [e.stderr for e in ended]
    acts = [json.loads(r[4])["policy"] for r in run.broker.consume("veil.control") if b"old_digest" in r[4]]
    assert all(later["old_digest"] == earlier["digest"] for earlier, later in zip(acts, acts[1:])), acts
    verified = run.veil("audit", "verify", "--config", run.folder / "one.yaml")
    assert verified.returncode == 0, verified.stdout
    told = [e for e in (json.loads(r[4]) for r in run.broker.consume("veil.ledger")) if "act" in e]
    assert len(told) == len(acts), (len(told), len(acts))
    print(f"  {len(names)} at once: all succeeded; {len(acts)} acts in all, each follows from the one before")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--veil", required=True)
    parser.add_argument("--records", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--messages", type=int, default=300)
    run = Run(parser.parse_args())
    began = time.monotonic()
    try:
        run.prepare()
        strict, research = digest_of(run, "safe-harbor"), digest_of(run, "research-dateshift")
        one = run.worker("one")
        assert in_force(one) == strict
        run.send()
        run.settle()
        first = by_number(run.outputs())
        activate_midway(run, one, strict, research)
        refuse_broken(run, one, research)
        late = run.worker("late")
        assert in_force(late) == research, "a worker that starts later takes the newest policy"
        assert one.stop() == 0
        before_rollback = {(r[1], r[2]) for r in run.outputs()}
        assert run.act("rollback").returncode == 0
        cluster.wait_until(lambda: in_force(late) == strict, 30, "the worker went back")
        run.send()
        run.settle()
        last = [r for r in run.outputs() if (r[1], r[2]) not in before_rollback]
        assert set(policies_of(last)) == {strict}
        assert by_number(last) == first, "after the rollback the outputs are not as before"
        print(f"  after the rollback {len(last)} outputs are byte for byte as before")
        again = run.act("rollback")
        assert again.returncode == 2 and "no policy to go back to" in again.stderr, again.stderr
        check_ledger(run, strict, research)
        assert late.stop() == 0
        count_alone(run)
        act_at_once(run)
        print(f"policies: {run.sent} messages in {time.monotonic() - began:.0f} s")
    finally:
        for worker in run.workers:
            if worker.process.poll() is None:
                worker.kill()
        run.broker.down()


if __name__ == "__main__":
    sys.exit(main())
