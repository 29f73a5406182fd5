"""Runs the built program and says how it ended."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))

# tests/e2e holds what every channel is searched for, and what must end in quarantine.
import broken  # noqa: E402
import canaries  # noqa: E402,F401

DONE, FAILED, USAGE, ENVIRONMENT = 0, 1, 2, 3
MESSAGES = ROOT / "deploy" / "messages"
POLICIES = ROOT / "deploy" / "policies"
# The twenty mebibytes take a while and are tested once.
BROKEN = {name: data for name, data in broken.BROKEN.items() if name != "ten_thousand_repetitions"}

veil = None  # path of the program; set by batch_test.py


class Ended:
    def __init__(self, completed):
        self.code = completed.returncode
        self.out = completed.stdout
        self.err = completed.stderr.decode("utf-8", "replace")


def run(*arguments, stdin=b"", timeout=120, stdout=subprocess.PIPE):
    command = [veil, *map(str, arguments)]
    return Ended(subprocess.run(command, input=stdin, stdout=stdout, stderr=subprocess.PIPE, timeout=timeout, cwd=ROOT))


def deid(*arguments, policy="safe-harbor", **options):
    return run("deid", "--policy", policy, "--policy-dir", POLICIES, *arguments, **options)


def files(folder):
    """Every file below a folder: its name within it and its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
