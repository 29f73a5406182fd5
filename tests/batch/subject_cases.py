"""veil key shred --subject and veil key reseal: what is left of a patient in a folder of subjects, and in the ledger."""
import base64
import ctypes
import ctypes.util
import hashlib
import hmac
import json
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import program
from program import DONE, ENVIRONMENT, FAILED, USAGE, deid, files, run

NUMBER, OTHER = "77310946", "60118823"
# Longest and shortest seed record: header, nonce, tag, and at most a standing, a seed and a survivor.
SEALED = range(2 + 24 + 16, 2 + 24 + 16 + 80)
SODIUM = ctypes.CDLL(ctypes.util.find_library("sodium"))


def admission(number, control):
    return (f"MSH|^~\\&|EHR|GEN|LAB|GEN|20231129081500||ADT^A01|{control}|P|2.5.1\r"
            f"PID|1||{number}^^^GEN^MR||QUARRINGTON^THESSALYNE||19580817|F|||4417 Gallowglass Rd^^Winnemucca^NV^89446||(775)555-0287\r")


def surrogates(message):
    """Record number, telephone, street, names and town of a clean message."""
    patient = message.decode().split("\r")[1].split("|")
    address = patient[11].split("^")
    return [patient[3].split("^")[0], patient[13], address[0], *patient[5].split("^"), address[2]]


class SubjectCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.ring, self.store, self.ledger = (self.folder / name for name in ("subjects.key", "store", "acts.ndjson"))
        self.place = ("--subjects", self.store, "--subject-key-file", self.ring)
        self.act = ("--who", "A. Officer", "--why", "the patient asked for it", "--ledger", self.ledger)
        self.assertEqual(run("key", "new", "--subjects", self.ring).code, DONE)

    def clean(self, number, count=2):
        """The surrogates of so many messages of a patient, which went through in one run."""
        source, output = self.folder / "in", self.folder / "out"
        for folder in (source, output):
            shutil.rmtree(folder, ignore_errors=True)
        source.mkdir()
        for i in range(count):
            (source / f"{i}.hl7").write_text(admission(number, f"M{i}"))
        ended = deid(*self.place, "-o", output, source)
        self.assertEqual(ended.code, DONE, ended.err)
        return [surrogates(data) for name, data in files(output).items() if name.endswith(".hl7")]

    def shred(self, number, *arguments):
        return run("key", "shred", "--subject", *self.place, *(arguments or self.act), stdin=f"{number}\n".encode())

    def keys(self):
        """By epoch."""
        found = re.findall(r"^epoch (\d+) .* key (\S+)$", self.ring.read_text(), re.MULTILINE)
        return {int(epoch): base64.b64decode(key) for epoch, key in found}

    def name(self, number):
        return hmac.digest(self.keys()[0], b"veil subject name 1\0" + number.encode(), hashlib.sha256)

    def sealed_seeds(self, number, keys=None):
        """Every run of bytes in the store's files that opens as the seed record of a patient; what `keys` open."""
        keys = keys or self.keys()
        lookup = hmac.digest(keys[0], b"veil subject lookup key 1", hashlib.sha256)
        found = set()
        for data in files(self.store).values():
            for epoch in set(keys) - {0}:
                bound = b"veil subject record 1\0" + lookup + b"S" + self.name(number) + bytes([epoch])
                for at in re.finditer(b"(?=" + re.escape(bytes([1, epoch])) + b")", data, re.DOTALL):
                    for size in SEALED:
                        value = data[at.start():at.start() + size]
                        if len(value) == size and opens(value, bound, keys[epoch]):
                            found.add(value)
        return found


def opens(value, bound, key):
    plain = ctypes.create_string_buffer(len(value))
    return SODIUM.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, value[26:], ctypes.c_ulonglong(len(value) - 26), bound, ctypes.c_ulonglong(len(bound)),
        value[2:26], key) == 0


class ShredCases(SubjectCase):
    def test_nothing_links_a_patient_with_what_was_before_the_shredding(self):
        first, second = self.clean(NUMBER)
        self.assertEqual(first, second)
        other = self.clean(OTHER)
        (old,) = self.sealed_seeds(NUMBER)
        ended = self.shred(NUMBER)
        self.assertEqual((ended.code, ended.out), (DONE, b"the subject is shredded\n"), ended.err)
        self.assertEqual(self.sealed_seeds(NUMBER), set())
        for name, data in files(self.store).items():
            self.assertNotIn(old, data, name)
        again, anew = self.clean(NUMBER)
        self.assertEqual(again, anew)
        same = [before == after for before, after in zip(first, again)]
        self.assertFalse(any(same[:3]), "a number or a street")
        self.assertLess(sum(same), 2, "names and towns are drawn from lists: one may be drawn twice, two are no chance")
        (new,) = self.sealed_seeds(NUMBER)
        self.assertNotEqual(new, old)
        self.assertEqual(self.clean(OTHER), other, "another patient has changed")

    def test_the_ledger_says_who_and_why_and_not_whom(self):
        self.clean(NUMBER)
        ended = self.shred(NUMBER)
        self.assertEqual(ended.code, DONE, ended.err)
        text = self.ledger.read_text()
        entry = json.loads(text)
        self.assertEqual((entry["act"], entry["who"], entry["why"]),
                         ("subject-shred", "A. Officer", "the patient asked for it"))
        for said in (text, ended.out.decode(), ended.err):
            for secret in (NUMBER, self.name(NUMBER).hex(), hashlib.sha256(NUMBER.encode()).hexdigest()):
                self.assertNotIn(secret, said)
        self.assertIn("sound", run("audit", "verify", "--file", self.ledger).out.decode())

    def test_a_subject_that_is_not_there_is_said_to_be_none_and_is_no_act(self):
        self.clean(NUMBER)
        self.assertEqual(self.shred(NUMBER).code, DONE)
        acts = self.ledger.read_bytes()
        for number in (NUMBER, "5550001"):
            ended = self.shred(number)
            self.assertEqual(ended.code, FAILED)
            self.assertIn("no subject of this identifier", ended.err)
            self.assertNotIn(number, ended.err)
        self.assertEqual(self.ledger.read_bytes(), acts)

    def test_a_ledger_that_cannot_be_written_keeps_the_subject(self):
        before = self.clean(NUMBER)
        ended = self.shred(NUMBER, "--who", "A", "--why", "B", "--ledger", self.folder / "no" / "x")
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertEqual(self.clean(NUMBER), before)

    def test_the_identifier_is_read_from_standard_input_in_any_form(self):
        self.clean(NUMBER)
        self.assertEqual(self.shred(f"00{NUMBER}\r").code, DONE)
        for line in ("", "  ", "0", "7" * 1025):
            ended = self.shred(line)
            self.assertEqual(ended.code, USAGE)
            self.assertIn("first line of standard input", ended.err)
        self.assertEqual(self.shred(NUMBER, *self.act, NUMBER).code, USAGE, "an identifier in the list of processes")

    def test_what_does_not_name_one_store_is_refused(self):
        stdin = f"{NUMBER}\n".encode()
        for arguments in (("--subject",), ("--subject", "--subjects", self.store), ("--subject", self.ring),
                          ("--subject", "--epoch", 1), (self.ring,), ("--epoch", 1), self.place,
                          ("--subject", "--subject-key-file", self.ring)):
            self.assertEqual(run("key", "shred", *arguments, *self.act, stdin=stdin).code, USAGE, arguments)
        self.assertFalse(self.store.exists())
        self.assertFalse(self.ledger.exists())
        self.clean(NUMBER)
        wrong = self.folder / "wrong.key"
        run("key", "new", "--subjects", wrong)
        ended = run("key", "shred", "--subject", "--subjects", self.store, "--subject-key-file", wrong, *self.act, stdin=stdin)
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertIn("another key", ended.err)
        self.assertEqual(len(self.sealed_seeds(NUMBER)), 1)

    def test_a_shredding_that_was_killed_is_whole_or_can_be_done_again(self):
        for step in range(6):
            self.clean(NUMBER, 1)
            killed = subprocess.Popen([program.veil, "key", "shred", "--subject", *map(str, self.place + self.act)],
                                      stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            killed.stdin.write(f"{NUMBER}\n".encode())
            killed.stdin.close()
            time.sleep(0.01 * step)
            killed.send_signal(signal.SIGKILL)
            killed.wait()
            self.assertIn(self.shred(NUMBER).code, (DONE, FAILED))
            self.assertEqual(self.sealed_seeds(NUMBER), set())


class ResealCases(SubjectCase):
    def test_after_resealing_the_old_epoch_is_not_needed(self):
        before = self.clean(NUMBER)
        old_keys = self.keys()
        self.assertEqual(run("key", "rotate", self.ring).code, DONE)
        ended = run("key", "reseal", *self.place)
        self.assertEqual(ended.code, DONE, ended.err)
        self.assertEqual(ended.out, b"2 records are sealed anew\n")
        self.assertEqual(run("key", "reseal", *self.place).out, b"0 records are sealed anew\n")
        self.assertEqual(self.sealed_seeds(NUMBER, old_keys), set(), "sealed by the old epoch")
        self.assertEqual(run("key", "shred", self.ring, "--epoch", 1, *self.act).code, DONE)
        self.assertEqual(self.clean(NUMBER), before)
        self.assertEqual(len(self.sealed_seeds(NUMBER)), 1)

    def test_an_epoch_that_still_seals_records_is_missed(self):
        self.clean(NUMBER)
        run("key", "rotate", self.ring)
        run("key", "shred", self.ring, "--epoch", 1, *self.act)
        ended = run("key", "reseal", *self.place)
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertIn("epoch is missing", ended.err)
        self.assertEqual(run("key", "reseal").code, USAGE)


if __name__ == "__main__":
    unittest.main()
