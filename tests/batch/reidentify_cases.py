"""veil deid --vault and veil reidentify: what surrogates stand for, sealed, and back."""
import json
import pathlib
import re
import shutil
import tempfile
import unittest

from program import DONE, ENVIRONMENT, POLICIES, USAGE, deid, run

NOTE = b"""DISCHARGE SUMMARY
Patient: Adaeze Okafor-Lindqvist   MRN: 84471093
Date of birth: 02/11/1961
Admitted 03/14/2021 by Dr. Thandiwe Mbeki, discharged 03/19/2021.
Mrs. Okafor-Lindqvist can be reached at (216) 400-7788.
"""
CANARIES = [b"Adaeze", b"Okafor", b"Lindqvist", b"84471093", b"Thandiwe", b"Mbeki", b"400-7788", b"03/14/2021"]


class ReidentifyCases(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        text = (POLICIES / "research-dateshift.yaml").read_text()
        self.policy = self.folder / "vault.yaml"
        self.policy.write_text(text + "\nvault: on\n")
        self.key, self.pair = self.folder / "site.key", self.folder / "vault.key"
        self.assertEqual(run("key", "new", self.key).code, DONE)
        self.assertEqual(run("key", "new", "--vault", self.pair).code, DONE)
        self.vault, self.ledger = self.folder / "vault.ndjson", self.folder / "acts.ndjson"
        self.receipts = self.folder / "receipts"

    def deid(self, text=NOTE):
        ended = deid("--key-file", self.key, "--vault", self.vault, "--vault-key", f"{self.pair}.pub", "--receipts",
                     self.receipts, policy=self.policy, stdin=text)
        self.assertEqual(ended.code, DONE, ended.err)
        return ended

    def reidentify(self, text, *arguments):
        return run("reidentify", "--vault", self.vault, "--private-key", self.pair, "--who", "A. Officer", "--why",
                   "recall of a device", "--ledger", self.ledger, *arguments, stdin=text)

    def test_a_clean_note_comes_back(self):
        clean = self.deid().out
        for canary in CANARIES:
            self.assertNotIn(canary, clean)
        back = self.reidentify(clean)
        self.assertEqual(back.code, DONE, back.err)
        self.assertEqual(back.out, NOTE)

    def test_an_answer_in_other_words_comes_back(self):
        clean = self.deid().out.decode()
        name = re.search(r"Patient: (.*?)   MRN: (\S+)", clean)
        admitted = re.search(r"Admitted (\d+)/(\d+)/(\d+)", clean)
        month, day, year = admitted.groups()
        answer = f"{name[1].upper()}'s record ({name[2]}) begins on {year}-{int(month):02}-{int(day):02}."
        back = self.reidentify(answer.encode())
        self.assertEqual(back.out.decode(), "ADAEZE OKAFOR-LINDQVIST's record (84471093) begins on 2021-03-14.")

    def test_a_vault_changes_no_byte_of_what_leaves(self):
        plain = self.folder / "plain.yaml"
        plain.write_text((POLICIES / "research-dateshift.yaml").read_text())
        self.assertEqual(deid("--key-file", self.key, policy=plain, stdin=NOTE).out, self.deid().out)

    def test_nothing_stands_in_clear_in_vault_ledger_and_reports(self):
        ended = self.deid()
        back = self.reidentify(ended.out)
        self.assertEqual(self.vault.stat().st_mode & 0o777, 0o600)
        places = {"vault": self.vault.read_bytes(), "ledger": self.ledger.read_bytes(),
                  "receipts": self.receipts.read_bytes(), "deid": ended.err.encode(), "reidentify": back.err.encode()}
        for place, data in places.items():
            for canary in CANARIES:
                self.assertNotIn(canary, data, place)

    def test_the_ledger_tells_of_it_before_the_text_is_shown(self):
        clean = self.deid().out
        self.reidentify(clean)
        entry = json.loads(self.ledger.read_text())
        self.assertEqual((entry["act"], entry["who"], entry["why"]), ("reidentify", "A. Officer", "recall of a device"))
        self.assertEqual(entry["details"]["records"], "1")
        self.assertGreater(int(entry["details"]["restored"]), 5)
        self.assertEqual(run("audit", "verify", "--file", self.ledger).code, DONE)
        self.ledger.write_text("something else\n")
        refused = self.reidentify(clean)
        self.assertEqual((refused.code, refused.out), (ENVIRONMENT, b""))

    def test_only_the_private_key_opens_it(self):
        clean = self.deid().out
        other = self.folder / "other.key"
        run("key", "new", "--vault", other)
        for key in (other, f"{self.pair}.pub", self.key):
            ended = self.reidentify(clean, "--private-key", key)
            self.assertIn(ended.code, (ENVIRONMENT, USAGE))
            self.assertEqual(ended.out, b"")
        self.assertFalse(self.ledger.exists())

    def test_messages_can_be_named(self):
        first = self.deid().out
        digest = json.loads(self.receipts.read_text())["digest_out"]
        other = NOTE.replace(b"Adaeze Okafor-Lindqvist", b"Ines Vega").replace(b"Okafor-Lindqvist", b"Vega")
        second = self.deid(other.replace(b"84471093", b"55512345")).out
        self.assertEqual(len(self.vault.read_text().splitlines()), 2)
        back = self.reidentify(first, "--message", digest)
        self.assertEqual(back.out, NOTE)
        self.assertIn("from 1 records", back.err)
        self.assertIn(b"Vega", self.reidentify(second).out)

    def test_without_a_key_or_a_vault_nothing_leaves(self):
        ended = deid("--key-file", self.key, policy=self.policy, stdin=NOTE)
        self.assertNotEqual(ended.code, DONE)
        self.assertEqual(ended.out, b"")
        ended = deid("--key-file", self.key, "--vault", self.folder / "no" / "v", "--vault-key", f"{self.pair}.pub",
                     policy=self.policy, stdin=NOTE)
        self.assertEqual((ended.code, ended.out), (ENVIRONMENT, b""))
        private = deid("--key-file", self.key, "--vault", self.vault, "--vault-key", self.pair, policy=self.policy,
                       stdin=NOTE)
        self.assertEqual((private.code, private.out), (ENVIRONMENT, b""))

    def test_a_broken_vault_is_refused_with_its_line(self):
        clean = self.deid().out
        good = self.vault.read_text()
        for broken in (good + "x\n", good + good.replace('"v":1', '"v":2'), good + good.replace('"sealed":"', '"sealed":"!'), good + good[:80]):
            self.vault.write_text(broken)
            ended = self.reidentify(clean)
            self.assertEqual((ended.code, ended.out), (ENVIRONMENT, b""))
            self.assertIn("line 2", ended.err)

    def test_safe_harbor_has_no_vault(self):
        policy = self.folder / "harbor.yaml"
        policy.write_text((POLICIES / "safe-harbor.yaml").read_text() + "\nvault: on\n")
        ended = run("policy", "lint", policy)
        self.assertEqual(ended.code, USAGE)
        self.assertIn("164.514(c)", ended.err + ended.out.decode())


if __name__ == "__main__":
    unittest.main()
