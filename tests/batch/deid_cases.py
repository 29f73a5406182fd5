"""`veil deid`: files in, clean files out, and nothing for what is quarantined."""
import hashlib
import json
import os
import pathlib
import tempfile
import unittest

import canaries
import program
from program import DONE, ENVIRONMENT, FAILED, MESSAGES, USAGE, deid, files

KEY = b"0123456789abcdef0123456789abcdef"
NOTE = MESSAGES / "notes" / "radiology.txt"


class DeidCases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.key = self.folder / "surrogate.key"
        self.key.write_bytes(KEY)
        self.key.chmod(0o600)
        self.output = self.folder / "out"

    def deid(self, *arguments, **options):
        return deid("--key-file", self.key, *arguments, **options)

    def receipts(self):
        return [json.loads(line) for line in (self.folder / "receipts").read_text().splitlines()]

    def test_clean_files_keep_their_names_and_broken_ones_leave_none(self):
        ended = self.deid("-o", self.output, "--receipts", self.folder / "receipts", MESSAGES)
        self.assertEqual(ended.code, FAILED)  # one message is broken
        written = files(self.output)
        clean = {str(pathlib.Path(line["path"]).relative_to(MESSAGES)) for line in self.receipts() if line["outcome"] == "clean"}
        self.assertEqual(set(written), clean)
        self.assertEqual(set(files(MESSAGES)) - clean, {"hl7/broken-truncated.hl7"}, ended.err)
        for name, data in written.items():
            self.assertNotEqual(data, (MESSAGES / name).read_bytes(), name)

    def test_receipts_say_what_was_done(self):
        self.deid("-o", self.output, "--receipts", self.folder / "receipts", MESSAGES)
        receipts = self.receipts()
        self.assertEqual([line["path"] for line in receipts], sorted(str(path) for path in MESSAGES.rglob("*") if path.is_file()))
        for line in receipts:
            self.assertEqual(line["bytes_in"], pathlib.Path(line["path"]).stat().st_size)
            self.assertRegex(line["policy"] + line["model"], "^[0-9a-f]{128}$")
            if line["outcome"] == "quarantined":
                self.assertEqual(line["bytes_out"], 0)
                self.assertTrue(line["reason"] and line["what"])
                continue
            data = (self.output / pathlib.Path(line["path"]).relative_to(MESSAGES)).read_bytes()
            self.assertEqual(line["digest_out"], hashlib.sha256(data).hexdigest())
            self.assertEqual(line["bytes_out"], len(data))
            self.assertGreater(sum(sum(actions.values()) for actions in line["identifiers"].values()), 0)

    def test_no_canary_leaves_by_any_channel(self):
        source = self.folder / "in"
        source.mkdir()
        (source / "note.txt").write_text(canaries.NOTE)
        (source / "adt.hl7").write_text(canaries.HL7)
        (source / "broken.hl7").write_bytes(canaries.BROKEN)
        (source / "binary.txt").write_bytes(canaries.NOT_UTF8)
        ended = self.deid("-o", self.output, "--receipts", self.folder / "receipts", source)
        self.assertEqual(ended.code, FAILED)
        self.assertEqual(set(files(self.output)), {"note.txt", "adt.hl7"}, ended.err)
        channels = {**files(self.output), "receipts": (self.folder / "receipts").read_bytes(), "stdout": ended.out,
                    "stderr": ended.err.encode()}
        for name, data in channels.items():
            self.assertEqual(canaries.found_in(data), [], name)

    def test_what_is_declared_to_be_utf_8_or_utf_16_stays_that(self):
        for charset in ("UTF-8", "UTF-16"):
            message = canaries.HL7.replace("\n", "\r")
            head, rest = message.split("\r", 1)
            head = "|".join((head.split("|") + [""] * 18)[:17] + ["UNICODE " + charset])
            ended = self.deid(stdin=(head + "\r" + rest).encode(charset.replace("-16", "-16-le")))
            self.assertEqual(ended.code, DONE, ended.err)
            clean = ended.out.decode(charset.replace("-16", "-16-le"))
            self.assertIn("|UNICODE " + charset, clean)
            self.assertEqual(canaries.found_in(clean.encode()), [])

    def test_the_learn_report_drafts_rows_and_shows_no_value(self):
        source = self.folder / "in"
        source.mkdir()
        (source / "adt.hl7").write_text(canaries.HL7 + "ZPI|1|" + canaries.NOTE.split()[0] + "\r")
        (source / "p.json").write_text('{"resourceType":"Patient","Zebulon Quarrington":"x","careDate":"2024"}')
        draft = self.folder / "draft.tsv"
        ended = self.deid("-o", self.output, f"--learn={draft}", source)
        self.assertEqual(ended.code, DONE, ended.err)
        self.assertIn("ZPI\t2\tST\tunknown\t-\t-\t1 input\n", draft.read_text())
        self.assertIn("Patient\tcareDate\tstring\t-\n", draft.read_text())
        self.assertIn("# Patient.*(17-32)\t1 input\n", draft.read_text())
        self.assertEqual(canaries.found_in(draft.read_bytes()), [])
        self.assertNotIn("Zebulon", draft.read_text())
        shown = self.deid("-o", self.output, "--learn", source)
        self.assertIn(draft.read_text(), shown.err)

    def test_a_learn_report_never_takes_the_place_of_an_input(self):
        source = self.folder / "a.txt"
        source.write_bytes(NOTE.read_bytes())
        self.assertEqual(self.deid("-o", self.output, "--learn", source).code, DONE)
        self.assertEqual(self.deid("-o", self.output, f"--learn={source}", source).code, USAGE)
        self.assertEqual(source.read_bytes(), NOTE.read_bytes())

    def test_the_same_key_gives_the_same_bytes_on_any_number_of_threads(self):
        self.deid("-o", self.output, MESSAGES)
        self.deid("-o", self.folder / "again", "--jobs", "4", MESSAGES)
        self.assertEqual(files(self.output), files(self.folder / "again"))

    def test_standard_input_is_the_same_as_a_file(self):
        self.deid("-o", self.output, NOTE)
        whole = files(self.output)["radiology.txt"]
        self.assertEqual(self.deid(NOTE).out, whole)
        self.assertEqual(self.deid(stdin=NOTE.read_bytes()).out, whole)

    def test_quarantine_has_a_reason_and_writes_nothing(self):
        for name, data in program.BROKEN.items():
            ended = self.deid(stdin=data)
            self.assertEqual((ended.code, ended.out), (FAILED, b""), name)
            self.assertRegex(ended.err, r"veil: -: quarantined: [a-z_]+, ", name)

    def test_an_output_of_an_earlier_run_does_not_outlive_quarantine(self):
        source = self.folder / "a.txt"
        source.write_bytes(NOTE.read_bytes())
        self.deid("-o", self.output, source)
        self.assertEqual(list(files(self.output)), ["a.txt"])
        source.write_bytes(b"\0\0\0")
        self.assertEqual(self.deid("-o", self.output, source).code, FAILED)
        self.assertEqual(files(self.output), {})

    def test_without_a_key_a_run_stands_alone_and_says_so(self):
        first = deid(NOTE)
        self.assertEqual(first.code, DONE, first.err)
        self.assertIn("random key", first.err)
        self.assertNotEqual(first.out, deid(NOTE).out)

    def test_keys_that_cannot_serve_are_refused(self):
        self.assertEqual(deid(NOTE, policy="research-dateshift").code, USAGE)
        self.assertEqual(deid("--key-file", self.folder / "none", NOTE).code, ENVIRONMENT)
        self.key.write_bytes(b"short")
        self.assertEqual(self.deid(NOTE).code, ENVIRONMENT)

    def test_wrong_policies_are_refused(self):
        self.assertEqual(deid(NOTE, policy="no-such-policy").code, USAGE)
        wrong = self.folder / "wrong.yaml"
        wrong.write_text("name: wrong\nderivation: forbiden\n")
        ended = deid(NOTE, policy=wrong)
        self.assertEqual(ended.code, USAGE)
        self.assertIn("wrong.yaml:2:13", ended.err)

    def test_a_policy_that_publishes_nothing_gives_receipts_alone(self):
        ended = deid(MESSAGES / "notes", policy="audit-only")
        self.assertEqual(ended.code, DONE, ended.err)
        receipts = [json.loads(line) for line in ended.out.splitlines()]
        clean = self.deid("-o", self.output, "--receipts", self.folder / "receipts", MESSAGES / "notes")
        self.assertEqual(clean.code, DONE, clean.err)
        self.assertEqual(len(receipts), len(self.receipts()))
        for audited, done in zip(receipts, self.receipts()):
            self.assertEqual(audited["outcome"], "audited")
            self.assertEqual(audited["bytes_out"], 0)
            self.assertNotIn("digest_out", audited)
            self.assertEqual({kind: sum(counts.values()) for kind, counts in audited["identifiers"].items()},
                             {kind: sum(counts.values()) for kind, counts in done["identifiers"].items()})
        self.assertEqual(deid("-o", self.output, NOTE, policy="audit-only").code, USAGE)

    def test_a_shadow_changes_no_byte_and_is_in_the_receipt(self):
        plain = self.deid(NOTE)
        shadowed = self.deid("--shadow", "research-dateshift", "--receipts", self.folder / "receipts", NOTE)
        self.assertEqual((shadowed.code, shadowed.out), (DONE, plain.out))
        shadow = self.receipts()[0]["shadow"]
        self.assertEqual((shadow["clean"], shadow["quarantined"], shadow["differ"]), (1, 0, 1))
        self.assertIn("DATE", shadow["changes"])
        self.assertIn("would come out otherwise", shadowed.err)
        self.assertEqual(self.deid("--shadow", "audit-only", NOTE).code, USAGE)

    def test_outputs_never_meet_inputs_or_each_other(self):
        source = self.folder / "in"
        (source / "deep").mkdir(parents=True)
        (source / "a.txt").write_bytes(NOTE.read_bytes())
        (source / "deep" / "a.txt").write_bytes(NOTE.read_bytes())
        for arguments in (["-o", source / "out", source], ["-o", self.folder, source], ["-o", source, source / "a.txt"],
                          ["-o", self.output, source / "a.txt", source / "deep" / "a.txt"], [source],
                          ["--receipts", source / "a.txt", source / "a.txt"]):
            ended = self.deid(*arguments)
            self.assertEqual(ended.code, USAGE, arguments)
        self.assertEqual(set(files(source)), {"a.txt", "deep/a.txt"})
        self.assertEqual((source / "a.txt").read_bytes(), NOTE.read_bytes())

    def test_links_are_followed_to_files_only(self):
        source = self.folder / "in"
        source.mkdir()
        (source / "link.txt").symlink_to(NOTE)
        self.assertEqual(self.deid("-o", self.output, source).code, DONE)
        self.assertFalse((self.output / "link.txt").is_symlink())
        (source / "gone.txt").symlink_to(self.folder / "none")
        ended = self.deid("-o", self.output, "--receipts", self.folder / "receipts", source)
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertEqual([line["outcome"] for line in self.receipts()], ["unread", "clean"])
        (source / "circle").symlink_to(source)
        self.assertEqual(self.deid("-o", self.output, source).code, ENVIRONMENT)

    def test_a_full_disk_ends_the_run(self):
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.deid(NOTE, stdout=full).code, ENVIRONMENT)
        self.assertEqual(self.deid("-o", self.output, "--receipts", "/dev/full", NOTE).code, ENVIRONMENT)

    def test_an_output_that_cannot_be_placed_ends_the_run_without_a_trace(self):
        (self.output / "radiology.txt").mkdir(parents=True)
        (self.output / "radiology.txt" / "x").write_text("x")
        ended = self.deid("-o", self.output, NOTE)
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertEqual(os.listdir(self.output), ["radiology.txt"])

    def test_a_missing_input_is_named(self):
        ended = self.deid("-o", self.output, self.folder / "none")
        self.assertEqual(ended.code, ENVIRONMENT)
        self.assertIn(str(self.folder / "none"), ended.err)
