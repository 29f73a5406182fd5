"""`veil eval` and `veil policy` as an operator calls them."""
import json
import pathlib
import tempfile
import unittest

from program import DONE, ENVIRONMENT, FAILED, POLICIES, ROOT, USAGE, run

CORPUS = ROOT / "tests" / "corpus" / "dev"


class EvalCases(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.gold = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.gold / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def test_a_small_corpus_is_scored(self):
        self.write("notes/a.txt", "Seen by Dr. {{NAME_PROVIDER:Ezekielle Vandersloot}}. {{KEEP:Foley}} catheter in place.\n")
        self.write("fhir/b.json.txt", '{"resourceType":"Patient","id":"{{ID:qq-81}}"}')
        self.write("README.md", "not gold {{")
        report = json.loads(run("eval", "--gold", self.gold, "--json").out)
        self.assertEqual(report["documents"], 2)
        self.assertEqual(report["by_folder"]["notes"]["recall"], 1)
        self.assertEqual(report["by_folder"]["notes"]["keep_survival"], 1)
        self.assertEqual(set(report["by_type"]), {"NAME_PROVIDER", "ID"})

    def test_gates_hold(self):
        self.write("a.txt", "Seen by Dr. {{NAME_PROVIDER:Ezekielle Vandersloot}}. The {{CITY:blue thing}} is here.\n")
        self.assertEqual(run("eval", "--gold", self.gold).code, DONE)
        self.assertEqual(run("eval", "--gold", self.gold, "--min-recall", "0.5").code, DONE)
        self.assertEqual(run("eval", "--gold", self.gold, "--min-recall", "0.9").code, FAILED)
        self.assertEqual(run("eval", "--gold", self.gold, "--min-recall", "99").code, USAGE)

    def test_errors_show_the_annotated_text(self):
        self.write("a.txt", "The {{CITY:blue thing}} is here.\n")
        self.assertIn("MISSED CITY a.txt:4 The «blue thing» is here. \n", run("eval", "--gold", self.gold, "--errors").out.decode())

    def test_wrong_markup_is_named_by_line_and_column(self):
        self.write("a.txt", "first\nSeen {{DAET:3/4}}\n")
        ended = run("eval", "--gold", self.gold)
        self.assertEqual(ended.code, USAGE)
        self.assertIn("a.txt:2:8: ", ended.err)

    def test_nothing_to_measure_is_no_success(self):
        self.assertEqual(run("eval", "--gold", self.gold).code, USAGE)
        self.assertEqual(run("eval", "--gold", self.gold / "none").code, ENVIRONMENT)

    def test_reports_agree_and_repeat(self):
        first = run("eval", "--gold", CORPUS, "--json")
        self.assertEqual(first.out, run("eval", "--gold", CORPUS, "--json").out)
        report = json.loads(first.out)
        text = run("eval", "--gold", CORPUS, "--by-folder").out.decode()
        self.assertIn(f"({report['found']} of {report['spans']} spans)", text)
        self.assertEqual(report["spans"], sum(row["spans"] for row in report["by_type"].values()))
        self.assertEqual(report["found"], sum(row["found"] for row in report["by_folder"].values()))


class PolicyCases(unittest.TestCase):
    def test_shipped_policies_are_good(self):
        ended = run("policy", "lint", *sorted(POLICIES.glob("*.yaml")))
        self.assertEqual(ended.code, DONE, ended.err)
        self.assertEqual(len(ended.out.splitlines()), len(list(POLICIES.glob("*.yaml"))))

    def test_a_wrong_key_is_named_by_line_and_column(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "p.yaml"
            path.write_text("name: p\nactoins: {}\n")
            ended = run("policy", "lint", path)
        self.assertEqual(ended.code, USAGE)
        self.assertIn("p.yaml:2:1: unknown key 'actoins'; did you mean 'actions'?", ended.err)

    def test_show_and_diff(self):
        shown = run("policy", "show", "safe-harbor", "--policy-dir", POLICIES).out.decode()
        self.assertRegex(shown, r"(?m)^DATE +generalize$")
        diff = run("policy", "diff", "safe-harbor", "research-dateshift", "--policy-dir", POLICIES).out.decode()
        self.assertRegex(diff, r"(?m)^DATE +generalize -> shift$")
        self.assertNotIn("PHONE", diff)
