"""`veil detect`: where identifiers are, in the bytes of the file."""
import json
import pathlib
import tempfile
import unittest

import program
from program import DONE, ENVIRONMENT, FAILED, MESSAGES, USAGE, run

NOTE = "Seen by Dr. Ezekielle Vandersloot for Zoë Quarrington.\r\nCall (775) 555-0187.\r\n".encode()


def lines(ended):
    return [json.loads(line) for line in ended.out.decode().splitlines()]


def words(line, data):
    return [data[entity["start"]:entity["end"]].decode() for entity in line["entities"]]


class DetectCases(unittest.TestCase):
    def test_offsets_are_bytes_of_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "a.note.txt"
            path.write_bytes(NOTE)
            ended = run("detect", path)
        self.assertEqual(ended.code, DONE, ended.err)
        (line,) = lines(ended)
        self.assertEqual(line["id"], "a.note")
        found = words(line, NOTE)
        self.assertIn("Ezekielle Vandersloot", found)
        self.assertIn("Zoë Quarrington", found)

    def test_offsets_are_bytes_of_an_hl7_message(self):
        data = (MESSAGES / "hl7" / "adt-admit.hl7").read_bytes()
        (line,) = lines(run("detect", MESSAGES / "hl7" / "adt-admit.hl7"))
        found = words(line, data)
        for word in ("ARCHULETA", "BENICIO", "5519027", "418-77-2093", "19480605", "84074"):
            self.assertIn(word, found)

    def test_entities_are_sorted_typed_and_apart(self):
        types = {"NAME", "STREET", "CITY", "ZIP", "FACILITY", "DATE", "AGE_OVER_89", "PHONE", "EMAIL", "SSN", "MRN",
                 "HEALTH_PLAN", "ACCOUNT", "LICENSE", "VEHICLE", "DEVICE", "URL", "IP", "BIOMETRIC", "ID"}
        for line in lines(run("detect", MESSAGES)):
            end = 0
            for entity in line.get("entities", []):
                self.assertEqual(list(entity), ["start", "end", "type", "detector", "confidence"])
                self.assertGreaterEqual(entity["start"], end)
                self.assertGreater(entity["end"], entity["start"])
                self.assertIn(entity["type"], types)
                self.assertTrue(0 < entity["confidence"] <= 1)
                end = entity["end"]

    def test_standard_input_is_the_same_as_a_file(self):
        path = MESSAGES / "notes" / "radiology.txt"
        (line,) = lines(run("detect", path))
        for arguments in ([], ["-"]):
            (piped,) = lines(run("detect", *arguments, stdin=path.read_bytes()))
            self.assertEqual(piped["id"], "stdin")
            self.assertEqual(piped["entities"], line["entities"])

    def test_folders_are_walked_in_order(self):
        ids = [line["id"] for line in lines(run("detect", MESSAGES))]
        paths = sorted(path for path in MESSAGES.rglob("*") if path.is_file())
        self.assertEqual(ids, [path.stem for path in paths])

    def test_what_cannot_be_processed_is_a_line_with_its_error(self):
        for name, data in program.BROKEN.items():
            ended = run("detect", stdin=data)
            self.assertEqual(ended.code, FAILED, name)
            (line,) = lines(ended)
            self.assertEqual(list(line), ["id", "error"], name)

    def test_a_format_that_is_not_the_bytes_is_an_error(self):
        self.assertEqual(run("detect", "--format", "hl7v2", stdin=NOTE).code, FAILED)
        self.assertEqual(run("detect", "--format", "fhir", stdin=NOTE).code, FAILED)

    def test_a_detector_can_be_left_out(self):
        path = MESSAGES / "notes" / "radiology.txt"
        (line,) = lines(run("detect", "--disable", "dictionary", "--disable", "consistency", path))
        found = {entity["detector"] for entity in line["entities"]}
        self.assertTrue(found)
        self.assertFalse(found & {"dictionary", "consistency"})

    def test_wrong_usage_and_missing_files(self):
        self.assertEqual(run("detect", "--format", "docx", stdin=NOTE).code, USAGE)
        self.assertEqual(run("detect", "--disable", "nose", stdin=NOTE).code, USAGE)
        self.assertEqual(run("detect", "/no/such/file").code, ENVIRONMENT)
