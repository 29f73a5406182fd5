"""veil key: rings of epochs in files and under a KMS, and what the ledger tells of them."""
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import transit
from program import DONE, ENVIRONMENT, MESSAGES, USAGE, deid, run

NOTE = MESSAGES / "notes" / "discharge-hip.txt"
SOFTHSM = next((path for path in map(pathlib.Path, ("/usr/lib/softhsm/libsofthsm2.so",
                                                     "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"))
                if path.exists()), pathlib.Path("/usr/lib/softhsm/libsofthsm2.so"))


class KeyCase(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.ring = self.folder / "site.key"

    def done(self, *arguments, **options):
        ended = run(*arguments, **options)
        self.assertEqual(ended.code, DONE, ended.err)
        return ended.out.decode()

    def clean(self, *arguments):
        ended = deid("--key-file", self.ring, *arguments, NOTE, policy="research-dateshift")
        self.assertEqual(ended.code, DONE, ended.err)
        return ended.out

    def secrets(self):
        """What stands in the ring's file as a key."""
        return re.findall(r" key (\S+)", self.ring.read_text())


class RingCases(KeyCase):
    def test_a_rotation_changes_surrogates_and_the_old_epoch_gives_the_old_ones(self):
        self.done("key", "new", self.ring)
        first = self.clean()
        self.assertIn("epoch 2 is active", self.done("key", "rotate", self.ring))
        self.assertNotEqual(self.clean(), first)
        self.assertEqual(self.clean("--key-epoch", 1), first)
        self.assertEqual(self.ring.stat().st_mode & 0o777, 0o600)

    def test_a_shredded_epoch_gives_nothing_and_the_ledger_says_who_and_why(self):
        self.done("key", "new", self.ring)
        first = self.clean()
        self.done("key", "rotate", self.ring)
        gone, stays = self.secrets()
        ledger = self.folder / "acts.ndjson"
        act = ("--who", "A. Officer", "--why", "the study ended", "--ledger", ledger)
        self.assertEqual(run("key", "shred", self.ring, "--epoch", 2, *act).code, ENVIRONMENT)
        self.assertFalse(ledger.exists(), "what is refused is no act")
        self.done("key", "shred", self.ring, "--epoch", 1, *act)
        self.assertEqual(self.secrets(), [stays])
        ended = deid("--key-file", self.ring, "--key-epoch", 1, NOTE, policy="research-dateshift")
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertIn("shredded", ended.err)
        self.assertNotEqual(self.clean(), first)
        entry = json.loads(ledger.read_text())
        self.assertEqual((entry["act"], entry["who"], entry["why"]), ("key-shred", "A. Officer", "the study ended"))
        self.assertEqual(entry["details"]["epoch"], "1")
        self.assertIn(entry["details"]["key"], self.done("key", "list", self.ring))
        self.assertNotIn(gone, ledger.read_text())
        self.assertIn("sound", self.done("audit", "verify", "--file", ledger))

    def test_a_ledger_that_cannot_be_written_keeps_the_key(self):
        self.done("key", "new", self.ring)
        self.done("key", "rotate", self.ring)
        before = self.ring.read_bytes()
        ended = run("key", "shred", self.ring, "--epoch", 1, "--who", "A", "--why", "B", "--ledger", self.folder / "no" / "x")
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertEqual(self.ring.read_bytes(), before)

    def test_a_key_of_the_old_form_becomes_the_first_epoch(self):
        self.ring.write_text("veil-surrogate-key-1:" + base64.b64encode(bytes(range(32))).decode() + "\n")
        self.ring.chmod(0o600)
        first = self.clean()
        self.done("key", "rotate", self.ring)
        self.assertEqual(self.clean("--key-epoch", 1), first)

    def test_receipts_name_the_epoch_by_its_id(self):
        self.done("key", "new", self.ring)
        self.done("key", "rotate", self.ring)
        receipts = self.folder / "receipts"
        for epoch in (1, 2):
            self.clean("--key-epoch", epoch, "--receipts", receipts)
            self.assertRegex(self.done("key", "list", self.ring),
                             f"epoch {epoch} .* id {json.loads(receipts.read_text())['key']}")

    def test_no_command_shows_a_key(self):
        said = [self.done("key", "new", self.ring), self.done("key", "rotate", self.ring),
                self.done("key", "list", self.ring)]
        for secret in self.secrets():
            for text in said:
                self.assertNotIn(secret[:8], text)
                self.assertNotIn(base64.b64decode(secret).hex()[:8], text)

    def test_what_is_no_ring_is_refused(self):
        self.ring.write_text("veil-key-ring-1:surrogate\nepoch 1 made x\n")
        for command in (("list",), ("rotate",), ("shred", "--epoch", 1, "--who", "a", "--why", "b")):
            ended = run("key", command[0], self.ring, *command[1:])
            self.assertEqual(ended.code, ENVIRONMENT)
            self.assertIn("the key ring is broken", ended.err)
        self.assertEqual(run("key", "shred", self.ring, "--epoch", 1, "--who", " ", "--why", "b").code, USAGE)
        self.assertEqual(run("key", "new", self.ring).code, ENVIRONMENT)


class VaultCases(KeyCase):
    """Against a server that speaks the API of Vault's transit engine."""

    def setUp(self):
        super().setUp()
        self.vault = transit.Transit(namespace="clinic/research")
        self.vault.make_key("veil")
        server = transit.Server(self.vault, *transit.certificate(self.folder))
        self.address = self.enterContext_(server).address
        self.token = self.folder / "token"
        self.token.write_text(self.vault.token + "\n")
        self.token.chmod(0o600)
        self.kms = self.folder / "kms.yaml"
        self.configure()

    def enterContext_(self, context):
        entered = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return entered

    def configure(self, **changes):
        options = {"address": self.address, "key": "veil", "namespace": "clinic/research", "token_file": self.token,
                   "ca_file": self.folder / "server.pem", "timeout_ms": 2000, **changes}
        self.kms.write_text("vault:\n" + "".join(f"  {k}: {v}\n" for k, v in options.items() if v is not None))

    def test_a_ring_is_wrapped_opened_rotated_and_wrapped_again(self):
        self.done("key", "new", self.ring, "--kms", self.kms)
        self.assertEqual(self.secrets(), [])
        first = self.clean("--kms", self.kms)
        self.assertEqual(self.clean("--kms", self.kms), first)
        self.done("key", "rotate", self.ring, "--kms", self.kms)
        self.assertNotEqual(self.clean("--kms", self.kms), first)
        self.vault.make_key("veil")
        self.done("key", "wrap", self.ring, "--kms", self.kms, "--again")
        self.assertEqual(self.ring.read_text().count("vault:v2:"), 2)
        self.assertEqual(self.clean("--kms", self.kms, "--key-epoch", 1), first)

    def test_a_plain_ring_can_be_wrapped_and_keeps_its_surrogates(self):
        self.done("key", "new", self.ring)
        first = self.clean()
        self.done("key", "wrap", self.ring, "--kms", self.kms)
        self.assertEqual(self.secrets(), [])
        self.assertEqual(self.clean("--kms", self.kms), first)
        self.assertEqual(deid("--key-file", self.ring, NOTE).code, ENVIRONMENT)

    def test_requests_are_those_of_the_api(self):
        self.done("key", "new", self.ring, "--kms", self.kms)
        path, headers, body = self.vault.requests[0]
        self.assertEqual(path, "/v1/transit/encrypt/veil")
        self.assertEqual(headers["X-Vault-Token"], self.vault.token)
        self.assertEqual(headers["X-Vault-Namespace"], "clinic/research")
        self.assertEqual(headers["X-Vault-Request"], "true")
        self.assertEqual(list(json.loads(body)), ["plaintext"])

    def test_the_token_may_be_in_the_environment(self):
        self.configure(token_file=None, token_env="VEIL_TEST_TOKEN")
        os.environ["VEIL_TEST_TOKEN"] = self.vault.token
        self.addCleanup(os.environ.pop, "VEIL_TEST_TOKEN")
        self.done("key", "new", self.ring, "--kms", self.kms)

    def refused(self, words, code=ENVIRONMENT):
        ended = run("key", "new", self.ring, "--kms", self.kms)
        self.assertEqual(ended.code, code, ended.err)
        self.assertIn(words, ended.err)
        self.assertFalse(self.ring.exists())
        self.assertNotIn(self.vault.token, ended.err)
        return ended.err

    def test_what_vault_refuses_is_said_without_its_words(self):
        self.vault.token = "s.another"
        self.refused("403")
        self.vault.token = "s.invented"
        self.configure(namespace="elsewhere")
        self.refused("404")
        self.configure(mount="other")
        self.refused("404")
        self.configure(key="unknown")
        self.refused("400")
        self.vault.answer = b'{"data": {"ciphertext": "secret words"}}'
        self.configure()
        self.assertNotIn("secret words", self.refused("no ciphertext"))
        for answer in (b"", b"{", b"[]", b'{"data": 1}', b'{"data": {"ciphertext": 1}}', b"\xff" * 100):
            self.vault.answer = answer
            self.refused("not what its transit engine gives")
        self.vault.answer = b" " * (1 << 20)
        self.refused("too long")

    def test_a_server_that_fails_is_asked_again(self):
        self.vault.failures = [503, None]
        self.done("key", "new", self.ring, "--kms", self.kms)
        self.ring.unlink()
        self.vault.failures = [503] * 3
        self.refused("503")
        self.assertEqual(self.vault.failures, [])

    def test_a_redirect_is_not_followed(self):
        self.vault.failures = [307]
        self.refused("a status that is not 200")

    def test_only_a_trusted_certificate_with_the_right_name_is_spoken_to(self):
        self.configure(ca_file=None)
        self.refused("certificate")
        other, key = transit.certificate(self.folder, "other", "DNS:vault.invented.example")
        server = self.enterContext_(transit.Server(self.vault, other, key))
        self.configure(address=server.address, ca_file=other)
        self.refused("certificate")
        self.assertEqual(self.vault.requests, [], "a request went out")

    def test_a_token_does_not_leave_in_clear(self):
        for address in ("http://vault.example:8200", "http://127.0.0.1:80@vault.example", "http://localhost.example"):
            self.configure(address=address)
            self.refused("begins with https://", USAGE)

    def test_a_server_that_is_away_or_silent_is_not_waited_for_long(self):
        self.configure(address="https://127.0.0.1:1")
        self.refused("cannot be reached")

    def test_wrapped_bytes_that_were_changed_are_refused(self):
        self.done("key", "new", self.ring, "--kms", self.kms)
        text = self.ring.read_text()
        at = text.index("vault:v1:") + 60
        self.ring.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1:])
        ended = deid("--key-file", self.ring, "--kms", self.kms, NOTE)
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertIn("400", ended.err)


class Pkcs11Cases(KeyCase):
    """Against SoftHSM2, a token in software."""

    def setUp(self):
        super().setUp()
        tokens = self.folder / "tokens"
        tokens.mkdir()
        conf = self.folder / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(conf)
        self.addCleanup(os.environ.pop, "SOFTHSM2_CONF")
        self.tool("softhsm2-util", "--init-token", "--free", "--label", "veil", "--so-pin", "12345678", "--pin", "246810")
        self.make_key("master", "01")
        self.pin = self.folder / "pin"
        self.pin.write_text("246810\n")
        self.pin.chmod(0o600)
        self.kms = self.folder / "kms.yaml"
        self.configure()

    def tool(self, *arguments):
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def make_key(self, label, number):
        self.tool("pkcs11-tool", "--module", str(SOFTHSM), "--token-label", "veil", "--login", "--pin", "246810",
                  "--keygen", "--key-type", "AES:32", "--label", label, "--id", number, "--sensitive")

    def configure(self, **changes):
        options = {"module": SOFTHSM, "token": "veil", "key": "master", "pin_file": self.pin, **changes}
        self.kms.write_text("pkcs11:\n" + "".join(f"  {k}: {v}\n" for k, v in options.items() if v is not None))

    def test_a_ring_is_wrapped_and_opened_by_the_token(self):
        self.done("key", "new", self.ring, "--kms", self.kms)
        self.assertEqual(self.secrets(), [])
        self.assertIn("wrapped pkcs11:gcm:v1:", self.ring.read_text())
        first = self.clean("--kms", self.kms)
        self.done("key", "rotate", self.ring, "--kms", self.kms)
        self.assertNotEqual(self.clean("--kms", self.kms), first)
        self.assertEqual(self.clean("--kms", self.kms, "--key-epoch", 1), first)

    def test_another_key_of_the_token_does_not_open_it(self):
        self.done("key", "new", self.ring, "--kms", self.kms)
        self.make_key("other", "02")
        self.configure(key="other")
        ended = deid("--key-file", self.ring, "--kms", self.kms, NOTE)
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertIn("does not open this", ended.err)

    def test_what_is_wrong_is_said(self):
        wrong = self.folder / "wrong"
        wrong.write_text("135790")
        wrong.chmod(0o600)
        for changes, words, code in (({"pin_file": wrong}, "refuses the PIN", ENVIRONMENT),
                                     ({"token": "none"}, "no token of this label", ENVIRONMENT),
                                     ({"key": "none"}, "no AES key of this label", ENVIRONMENT),
                                     ({"module": "/no/such.so"}, "cannot be loaded", ENVIRONMENT),
                                     ({"module": "/lib/x86_64-linux-gnu/libz.so.1"}, "no PKCS#11 module", ENVIRONMENT),
                                     ({"pin_file": None}, "pin_file or pin_env", USAGE)):
            self.configure(**changes)
            ended = run("key", "new", self.ring, "--kms", self.kms)
            self.assertEqual(ended.code, code, ended.err)
            self.assertIn(words, ended.err)
            self.assertNotIn("135790", ended.err)


if __name__ == "__main__":
    unittest.main()
