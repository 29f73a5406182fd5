"""A real Kafka broker, Veil workers as processes, and the tests' own view of the topics."""
import base64
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
KAFKA = ROOT / "deploy" / "kafka" / "kafka"


def free_port(count=1):
    """A port of the loopback interface such that it and the `count - 1` after it are free now."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        try:
            for offset in range(1, count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port + offset))
            return port
        except OSError:
            continue


def b64(data):
    return base64.b64encode(data).decode()


def empty_folder(path):
    """The folder, made anew."""
    folder = pathlib.Path(path)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Broker:
    """A broker on loopback; with `users` (name: password) one that clients log in to and that refuses what it does not allow."""

    def __init__(self, folder, records_tool, users=None):
        self.folder = pathlib.Path(folder)
        self.users = users or {}
        self.port = free_port(2)
        self.tool = str(records_tool)
        self.address = f"127.0.0.1:{self.port}"

    def _kafka(self, command):
        users = " ".join(f"{name}:{password}" for name, password in self.users.items())
        environment = dict(os.environ, KAFKA_DATA=str(self.folder), KAFKA_PORT=str(self.port), KAFKA_USERS=users)
        subprocess.run([str(KAFKA), command], env=environment, check=True, stdout=subprocess.DEVNULL)

    def properties(self, user):
        """librdkafka's properties to log in with."""
        return {"security.protocol": "sasl_plaintext", "sasl.mechanism": "SCRAM-SHA-512", "sasl.username": user,
                "sasl.password": self.users[user]} if self.users else {}

    def environment(self, user="admin"):
        """For the tool of the tests, as this user."""
        return dict(os.environ, KAFKA_PROPERTIES=" ".join(f"{name}={value}" for name, value in self.properties(user).items()))

    def up(self):
        self._kafka("up")

    def down(self):
        self._kafka("down")

    def kill(self):
        self._kafka("kill")

    def restart(self):
        self.down()
        self.up()

    def create(self, topic, partitions, **settings):
        pairs = [f"{name.replace('_', '.')}={value}" for name, value in settings.items()]
        subprocess.run([self.tool, self.address, "create", topic, str(partitions), *pairs], check=True, env=self.environment())

    def produce(self, records):
        """records: (topic, key, value, {header: value}), keys and values in bytes."""
        lines = []
        for topic, key, value, headers in records:
            parts = [topic, b64(key), b64(value)]
            for name, text in headers.items():
                parts += [b64(name.encode()), b64(text)]
            lines.append("\t".join(parts))
        subprocess.run([self.tool, self.address, "produce"], input="\n".join(lines) + "\n", text=True, check=True,
                       env=self.environment())

    def consume(self, *topics, level="read_committed"):
        """All records of the topics as (topic, partition, offset, key, value, {header: value})."""
        out = subprocess.run([self.tool, self.address, "consume", level, *topics], check=True, stdout=subprocess.PIPE,
                             env=self.environment())
        records = []
        for line in out.stdout.decode().splitlines():
            topic, partition, offset, key, value, *rest = line.split("\t")
            decoded = [base64.b64decode(part) for part in rest]
            headers = dict(zip([name.decode() for name in decoded[::2]], decoded[1::2]))
            records.append((topic, int(partition), int(offset), base64.b64decode(key), base64.b64decode(value), headers))
        return records


class Worker:
    """One `veil run` process; its log is kept over restarts."""

    def __init__(self, veil, config, log, admin_port):
        self.command = [str(veil), "run", "--config", str(config)]
        self.log = pathlib.Path(log)
        self.admin = f"http://127.0.0.1:{admin_port}"
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def suspend(self, seconds):
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def stop(self, timeout=60):
        """Asks it to end; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def get(self, path):
        """(status, body); status 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.admin + path, timeout=5) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b""


def wait_until(condition, timeout, what):
    """Polls until `condition()` is true; fails with `what` after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout} s: {what}")
        time.sleep(0.2)
