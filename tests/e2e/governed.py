"""A stream on a broker that enforces access lists, with a registry of one endpoint and people who may sign."""
import datetime
import json
import secrets
import subprocess
import threading
import time

import cluster

CONTROLS = ["security_posture", "signed_baa", "audit_logging", "audit_export", "admin_permissions", "single_sign_on",
            "private_networking", "retention", "no_training", "subprocessors", "data_residency"]
PEOPLE = {"privacy.officer": "privacy", "security.officer": "security", "chief.physician": "clinical", "privacy.deputy": "privacy"}

CONFIG = """\
kafka:
  brokers: {brokers}
  instance: {user}
  properties:
    security.protocol: sasl_plaintext
    sasl.mechanism: SCRAM-SHA-512
    sasl.username: {user}
    sasl.password: {password}
source:
  topics: ["raw.notes"]
  group: veil-governed
batch:
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

# What a worker needs, and nothing on the clean topics but writing.
WORKER_RIGHTS = [("topic", "raw.notes", "READ"), ("topic", "deid.notes", "WRITE"), ("topic", "deid.hl7", "WRITE"),
                 ("topic", "veil.quarantine", "WRITE"), ("topic", "veil.ledger", "WRITE"), ("group", "veil-governed", "READ"),
                 ("cluster", "kafka-cluster", "IDEMPOTENT_WRITE")]


def day(offset):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=offset)).isoformat()


class Follower:
    """A consumer of one endpoint's user that stays connected; what it saw, with times in seconds."""

    def __init__(self, broker, user, group, topic):
        self.records, self.errors = [], []
        self.process = subprocess.Popen([broker.tool, broker.address, "follow", group, topic], stdout=subprocess.PIPE, text=True,
                                        env=broker.environment(user))
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        for line in self.process.stdout:
            kind, *rest, at_ms = line.split()
            (self.records if kind == "record" else self.errors).append((rest, int(at_ms) / 1000))

    def refused(self):
        return [rest[0] for rest, _ in self.errors if "AUTHORIZATION_FAILED" in rest[0]]

    def refused_at(self):
        return next((at for rest, at in self.errors if "AUTHORIZATION_FAILED" in rest[0]), None)

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.thread.join()


class Stream:
    def __init__(self, veil, records, folder):
        self.veil = str(veil)
        self.folder = cluster.empty_folder(folder)
        (self.folder / "endpoints").mkdir()
        users = {name: secrets.token_hex(16) for name in ["admin", "worker", "northlake", "stranger"]}
        self.broker = cluster.Broker(self.folder / "kafka", records, users)
        self.config = self.folder / "admin.yaml"
        self.statements = 0
        self.worker = None

    def prepare(self):
        self.broker.up()
        for topic in ["raw.notes", "raw.other", "deid.notes", "deid.hl7", "veil.quarantine", "veil.ledger", "veil.subjects",
                      "veil.control"]:
            self.broker.create(topic, 1)
        for kind, name, operation in WORKER_RIGHTS:
            self.acl("add", "worker", kind, name, operation)
        self.acl("add", "worker", "transactional", "veil-governed-worker-", "WRITE", pattern="prefixed")
        self.run("key", "new", str(self.folder / "surrogate.key"))
        self.run("key", "new", "--quarantine", str(self.folder / "quarantine.key"))
        for user in ["admin", "worker"]:
            port = cluster.free_port()
            (self.folder / f"{user}.yaml").write_text(CONFIG.format(
                brokers=self.broker.address, user=user, password=self.broker.users[user], folder=self.folder, admin=port,
                policies=cluster.ROOT / "deploy" / "policies"))
            if user == "worker":
                self.worker = cluster.Worker(self.veil, self.folder / "worker.yaml", self.folder / "worker.log", port)
        self.people()
        self.endpoint()
        self.cluster = self.told("endpoint", "status", *self.registry()).split()[1]

    def acl(self, verb, user, kind, name, operation, pattern="literal", host="*"):
        subprocess.run([self.broker.tool, self.broker.address, "acl", verb, f"User:{user}", host, kind, pattern, name, operation],
                       check=True, env=self.broker.environment())

    def people(self):
        lines = ["approvers:"]
        for name, role in PEOPLE.items():
            key = self.folder / f"{name}.key"
            self.run("endpoint", "key", str(key))
            lines += [f"  - name: {name}", f"    role: {role}", f"    public_key: \"{key.with_suffix('.key.pub').read_text().strip()}\""]
        (self.folder / "endpoints" / "approvers.yaml").write_text("\n".join(lines) + "\n")

    def endpoint(self, name="northlake", topics="[deid.notes]", expires=90, **changes):
        values = {"name": name, "vendor": "Northlake Inference", "model": "northlake 2", "deployment": "dedicated", "region": "us-east",
                  "data_residency": "United States", "owner": "Platform team", "purpose": "Summaries", "principal": f"\"User:{name}\"",
                  "group": f"{name}-reader", "topics": topics, "least_policy": "safe-harbor", "review_by": day(60)} | changes
        text = "".join(f"{key}: {value}\n" for key, value in values.items()) + "evidence:\n"
        for control in CONTROLS:
            text += f"  {control}:\n    finding: met\n    claim: Claim on {control}\n    source: Contract 1\n"
            text += f"    retrieved: {day(-30)}\n    expires: {day(expires)}\n    verifier: Risk desk\n"
        (self.folder / "endpoints" / f"{name}.yaml").write_text(text)

    def registry(self):
        return ["--config", str(self.config), "--endpoints", str(self.folder / "endpoints")]

    def run(self, *arguments, expect=0):
        """Runs `veil`; what it wrote. Fails unless it ended with the code expected (None: with any)."""
        done = subprocess.run([self.veil, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if expect is not None:
            assert done.returncode == expect, f"veil {arguments} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        return done

    def told(self, *arguments):
        return self.run(*arguments).stdout

    def sign(self, person, endpoint="northlake", *more):
        self.statements += 1
        path = self.folder / f"{self.statements}.statement"
        self.run("endpoint", "sign", endpoint, "--endpoints", str(self.folder / "endpoints"), "--policy-dir",
                 str(cluster.ROOT / "deploy" / "policies"), "--cluster", self.cluster, "--signer", person, "--key",
                 str(self.folder / f"{person}.key"), "--output", str(path), *more)
        return path

    def approve(self, *statements, endpoint="northlake", expect=0):
        signatures = [part for path in statements for part in ("--signature", str(path))]
        return self.run("endpoint", "approve", endpoint, "--who", "operator", *self.registry(), *signatures, expect=expect)

    def drift(self, expect=0):
        return self.run("endpoint", "drift", *self.registry(), expect=expect).stdout

    def publish(self, count, seconds=60):
        """Sends invented notes and waits until the worker has published them."""
        before = len(self.broker.consume("deid.notes"))
        self.broker.produce([("raw.notes", b"k", f"Seen today, patient stable, day {i}. Follow up in 3 weeks.".encode(), {})
                             for i in range(count)])
        cluster.wait_until(lambda: len(self.broker.consume("deid.notes")) >= before + count, seconds, "notes are published")

    def reads(self, user, topic, group="northlake-reader", seconds=20):
        """What a real client sees of a topic: "records", or the broker's refusal."""
        follower = Follower(self.broker, user, group, topic)
        try:
            cluster.wait_until(lambda: follower.records or follower.refused(), seconds, f"{user} reads {topic} or is refused")
            return "records" if follower.records else follower.refused()[0]
        finally:
            follower.stop()

    def ledger(self):
        return [json.loads(value) for _, _, _, _, value, _ in self.broker.consume("veil.ledger")]

    def close(self):
        if self.worker and self.worker.process and self.worker.process.poll() is None:
            self.worker.stop()
        self.broker.down()


def seconds_since(began):
    return round(time.time() - began, 3)
