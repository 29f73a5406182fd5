#!/usr/bin/env python3
"""The subject store against a real Apache Kafka: one seed a patient, whoever meets the patient first, whatever is lost.

    subjects.py --veil BINARY --records KAFKA_RECORDS --folder SCRATCH [--subjects 10000]
"""
import argparse
import collections
import random
import shutil
import subprocess
import sys
import time

import canaries
import cluster

CONFIG = """\
kafka: {{brokers: "{brokers}", instance: {name}, session_timeout_ms: 6000}}
source: {{topics: ["{topic}"], group: {group}}}
publish:
  topics: {{{source}: {clean}}}
batch: {{messages_max: 500, wait_ms_max: 100}}
policy: safe-harbor
policy_dir: {policies}
keys:
  surrogate_key_file: {folder}/surrogate.key
  quarantine_key_file: {folder}/quarantine.key.pub
subjects:
  folder: {folder}/replica-{replica}
  key: {{file: {folder}/{key}}}
workers: {workers}
admin: {{port: {admin}}}
"""


def admission(number, family="Quarrington", trigger="A01", prior=""):
    """An admission of patient `number`, or a merge of patient `prior` into `number`."""
    segments = [f"MSH|^~\\&|EHR|GEN|LAB|GEN|20231129081500||ADT^{trigger}|{number}|P|2.5.1",
                f"PID|1||{number}^^^GEN^MR||{family}^THESSALYNE||19580817|F|||4417 Gallowglass Rd^^Winnemucca^NV^89446||(775) 555-0287"]
    if prior:
        segments.append(f"MRG|{prior}^^^GEN^MR")
    return "\r".join(segments) + "\r"


class Run:
    def __init__(self, options):
        self.options = options
        self.folder = cluster.empty_folder(options.folder)
        self.broker = cluster.Broker(self.folder / "kafka", options.records)
        self.workers = []

    def prepare(self):
        self.broker.up()
        for topic in ("veil.quarantine", "veil.ledger"):
            self.broker.create(topic, 1)
        self.broker.create("veil.subjects", 4, cleanup_policy="compact", min_compaction_lag_ms=86400000)
        for name, kind in (("surrogate", []), ("subject", ["--subjects"]), ("wrong", ["--subjects"]), ("quarantine", ["--quarantine"])):
            subprocess.run([self.options.veil, "key", "new", *kind, str(self.folder / f"{name}.key")], check=True, stdout=subprocess.DEVNULL)

    def worker(self, name, source, clean, pattern=False, key="subject.key", replica=None, workers=1):
        """One process with its own group, which reads `source` from its beginning."""
        admin = cluster.free_port()
        config = self.folder / f"{name}.yaml"
        topic = "^" + source.replace(".", "[.]") + "$" if pattern else source
        config.write_text(CONFIG.format(brokers=self.broker.address, name=name, group=f"group-{name}", topic=topic, source=source, clean=clean,
                                        policies=cluster.ROOT / "deploy" / "policies", folder=self.folder, key=key,
                                        replica=replica or name, workers=workers, admin=admin))
        self.workers.append(cluster.Worker(self.options.veil, config, self.folder / f"{name}.log", admin))
        return self.workers[-1]

    def send(self, topic, texts, key=b""):
        self.broker.produce([(topic, key or str(i).encode(), text.encode(), {}) for i, text in enumerate(texts)])

    def wait_for(self, topic, count, timeout=600):
        cluster.wait_until(lambda: len(self.broker.consume(topic)) >= count, timeout, f"{count} records in {topic}")
        return self.broker.consume(topic)

    def stop(self, *workers):
        for worker in workers:
            assert worker.stop() == 0, "a worker did not end cleanly"

    def subject_records(self):
        return self.broker.consume("veil.subjects")


def keys_of(records):
    """The surrogate keys of clean records, in the order of a topic of one partition."""
    return [record[3] for record in sorted(records, key=lambda record: record[2])]


def check_race(run):
    """Two processes meet the same new patients at the same time, 500 at once; one of them is killed now and then."""
    count, step = run.options.subjects, 500
    texts = [admission(500000 + i) for i in range(count)]
    for topic in ("raw.a", "raw.b", "deid.a", "deid.b"):
        run.broker.create(topic, 1)
    one, two = run.worker("a", "raw.a", "deid.a"), run.worker("b", "raw.b", "deid.b")
    for worker in (one, two):
        worker.start()
        cluster.wait_until(lambda: worker.get("/readyz")[0] == 200, 60, "the worker is ready")
    dice = random.Random(11)
    for begin in range(0, count, step):
        pairs = [(topic, b"", text.encode(), {}) for text in texts[begin:begin + step] for topic in ("raw.a", "raw.b")]
        run.broker.produce(pairs)
        if begin // step % 4 == 3:
            time.sleep(dice.uniform(0, 0.4))
            one.kill()
            one.start()
        for topic in ("deid.a", "deid.b"):
            run.wait_for(topic, begin + step)
    first, second = (keys_of(run.broker.consume(topic)) for topic in ("deid.a", "deid.b"))
    assert len(first) == len(second) == count, "a message was lost or doubled"
    assert first == second, f"{sum(a != b for a, b in zip(first, second))} patients have two seeds"
    assert len(set(first)) == count, "two patients share a seed"
    run.stop(one, two)
    records = collections.Counter(record[3] for record in run.subject_records() if record[3].startswith(b"S"))
    met = sum(1 for number in records.values() if number > 1)
    assert len(records) == count and met > 0, "the processes never met"
    print(f"  {count} patients met by two processes: one seed each; {met} were claimed by both, and repaired")
    return texts, first


def check_restore(run, texts, keys):
    """A process with an empty folder reads the topic and gives the same surrogates; so do 1 worker and 4."""
    count = min(2000, len(texts))
    run.broker.create("raw.m", 4)
    run.broker.produce([("raw.m", str(i).encode(), texts[i].encode(), {}) for i in range(count)])
    outputs = []
    for workers in (1, 4):
        run.broker.create(f"deid.m{workers}", 4)
        worker = run.worker(f"m{workers}", "raw.m", f"deid.m{workers}", workers=workers)
        worker.start()
        outputs.append({record[1:3]: record[3:5] for record in run.wait_for(f"deid.m{workers}", count)})
        run.stop(worker)
    by_partition = [{p: [v for (q, _), v in sorted(output.items()) if q == p] for p in range(4)} for output in outputs]
    assert by_partition[0] == by_partition[1], "1 and 4 workers do not give the same bytes"
    assert {key for key, _ in outputs[0].values()} == set(keys[:count]), "an empty folder gave other seeds"
    print(f"  {count} messages by restored processes with 1 and 4 workers: the same bytes, the same seeds")


def check_kill_between_claim_and_commit(run):
    """The clean topic does not exist, so a batch claims its subjects and cannot commit."""
    count = 200
    run.broker.create("raw.k", 1)
    run.send("raw.k", [admission(800000 + i) for i in range(count)])
    before = {record[3] for record in run.subject_records()}
    worker = run.worker("k", "raw.k", "deid.k", pattern=True)
    worker.start()
    claimed = lambda: {record[3] for record in run.subject_records() if record[3].startswith(b"S")} - before
    cluster.wait_until(lambda: len(claimed()) == count, 120, "the batch has claimed its subjects")
    worker.kill()
    run.broker.create("deid.k", 1)
    shutil.rmtree(run.folder / "replica-k")
    worker.start()
    run.wait_for("deid.k", count)
    run.stop(worker)
    seeds = [record for record in run.subject_records() if record[3].startswith(b"S") and record[3] not in before]
    assert len(seeds) == count, f"{len(seeds)} claims for {count} patients"
    print(f"  killed between claim and commit: the {count} claims are used by the next process, none is made twice")


def check_merge(run):
    """After an A40 the old number has the survivor's surrogates."""
    run.broker.create("raw.j", 1)
    run.broker.create("deid.j", 1)
    run.send("raw.j", [admission(900001), admission(900002), admission(900002, trigger="A40", prior="900001"), admission(900001)])
    worker = run.worker("j", "raw.j", "deid.j")
    worker.start()
    keys = keys_of(run.wait_for("deid.j", 4))
    run.stop(worker)
    assert keys[0] != keys[1] and keys[1] == keys[2] == keys[3], "a merge did not join two patients"
    print("  a merge joins two patients from its message on")


def check_follow_up(run):
    """A note that carries nothing but the record's key is searched for what an admission taught."""
    run.broker.create("raw.f", 1)
    run.broker.create("deid.f", 1)
    mrn = canaries.CANARIES["MRN"][0].encode()
    note = "Pt brunhilde and thessalyne at bedside; quarrington resting, reach her at 775 555 0362.\n"
    worker = run.worker("f", "raw.f", "deid.f")
    worker.start()
    run.send("raw.f", [canaries.HL7], key=mrn)
    run.wait_for("deid.f", 1)
    run.send("raw.f", [note], key=mrn)
    clean = sorted(run.wait_for("deid.f", 2), key=lambda record: record[2])
    run.stop(worker)
    assert clean[0][3] == clean[1][3], "the note has another subject than the admission"
    leaked = [word for word in ("brunhilde", "thessalyne", "quarrington", "0362") if word in clean[1][4].decode()]
    assert not leaked, f"{len(leaked)} identifiers known from the admission are left in the note"
    print("  a note with the record's key alone loses the names and numbers that an admission gave")


def check_wrong_key(run):
    run.broker.create("deid.w", 1)
    for name, replica in (("w1", "w"), ("w2", "a")):  # a new folder, and one made under the right key
        worker = run.worker(name, "raw.a", "deid.w", key="wrong.key", replica=replica)
        worker.start()
        assert worker.process.wait(60) == 3, "a wrong subject key is no error of the environment"
        assert b"key" in worker.log.read_bytes()
    assert not run.broker.consume("deid.w"), "something was published under a wrong key"
    print("  a wrong key ends the process with code 3, and nothing is published")


def check_damage(run):
    replica = run.folder / "replica-a"
    for table in list(replica.glob("*.sst")) + list(replica.glob("*.log")) + list(replica.glob("MANIFEST-*")):
        data = bytearray(table.read_bytes())
        data[8:len(data) // 2] = b"\x55" * (len(data) // 2 - 8)
        table.write_bytes(data)
    worker = run.worker("d", "raw.a", "deid.w", replica="a")
    worker.start()
    assert worker.process.wait(60) == 3, "a damaged folder is no error of the environment"
    assert b"damaged" in worker.log.read_bytes()
    assert not run.broker.consume("deid.w"), "something was published from a damaged store"
    print("  a damaged folder ends the process with code 3 and says so, and nothing is published")


def check_shred(run):
    """A subject is shredded beside a running worker, through another replica of the topic."""
    for topic in ("raw.s", "deid.s"):
        run.broker.create(topic, 1)
    before = {record[3] for record in run.subject_records()}
    worker = run.worker("s", "raw.s", "deid.s")
    worker.start()
    run.send("raw.s", [admission(910001)])
    run.wait_for("deid.s", 1)
    old = {record[3]: record[4] for record in run.subject_records() if record[3] not in before}
    assert {key[:1] for key in old} == {b"S", b"K"}, "the patient has no seed and no knowledge"
    command = [run.options.veil, "key", "shred", "--subject", "--config", str(run.folder / "s.yaml"), "--subjects",
               str(run.folder / "replica-shredder"), "--who", "A. Officer", "--why", "asked for"]
    for code in (0, 1):
        ended = subprocess.run(command, input=b"910001\n", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        assert ended.returncode == code, f"shredding ended with {ended.returncode}"
    gone = {record[3] for record in run.subject_records() if record[3] in old and not record[4]}
    assert gone == set(old), "the topic's latest records are no tombstones"
    run.send("raw.s", [admission(910001)])
    keys = keys_of(run.wait_for("deid.s", 2))
    run.stop(worker)
    assert keys[0] != keys[1], "a shredded patient has the old surrogates"
    for folder in ("replica-s", "replica-shredder"):
        for path in (run.folder / folder).iterdir():
            data = path.read_bytes() if path.is_file() else b""
            assert not any(value in data for value in old.values()), f"{folder} holds a shredded record"
    acts = [record[4] for record in run.broker.consume("veil.ledger") if b"subject-shred" in record[4]]
    assert len(acts) == 1 and b"asked for" in acts[0] and b"910001" not in acts[0], "the ledger does not tell of it, once"
    print("  a shredded patient is gone from topic and replicas, comes back as somebody else, and the ledger says who did it")


def check_nothing_readable(run):
    words = canaries.all_values() + ["thessalyne", "gallowglass", "NAME_PATIENT"]
    data = b"".join(record[3] + record[4] for record in run.subject_records())
    replicas = [path.read_bytes() for path in run.folder.glob("replica-*/**/*") if path.is_file()]
    logs = [path.read_bytes() for path in run.folder.glob("*.log")]
    for word in words:
        for blob in [data, *replicas, *logs]:
            assert word.lower().encode() not in blob.lower(), "a canary is readable in the subject topic, a replica or a log"
    print(f"  no canary in the topic ({len(data) >> 10} KiB), {len(replicas)} files of replicas and {len(logs)} logs")


def main():
    parser = argparse.ArgumentParser()
    for name in ("--veil", "--records", "--folder"):
        parser.add_argument(name, required=True)
    parser.add_argument("--subjects", type=int, default=10000)
    run = Run(parser.parse_args())
    run.prepare()
    try:
        texts, keys = check_race(run)
        check_restore(run, texts, keys)
        check_kill_between_claim_and_commit(run)
        check_merge(run)
        check_follow_up(run)
        check_shred(run)
        check_nothing_readable(run)
        check_wrong_key(run)
        check_damage(run)
    finally:
        for worker in run.workers:
            if worker.process and worker.process.poll() is None:
                worker.kill()
        run.broker.down()
    print("subjects: ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
