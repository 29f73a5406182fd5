"""`veil eval` and `veil policy` as an operator calls them."""
import json
import pathlib
import tempfile
import unittest

from program import DONE, ENVIRONMENT, FAILED, MESSAGES, POLICIES, ROOT, USAGE, run

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

    def test_each_gate_holds(self):
        self.write("a.txt", "Seen by Dr. {{NAME_PROVIDER:Ezekielle Vandersloot}}. The {{CITY:blue thing}}. {{KEEP:Dr. Vandersloot}}\n")
        for gate, good, bad in (("--min-recall-name", "1", None), ("--min-keep", None, "0.5"), ("--max-leaked", "0.5", "0.2"),
                                ("--min-precision", "0.5", "0.9")):
            if good:
                self.assertEqual(run("eval", "--gold", self.gold, gate, good).code, DONE, gate)
            if bad:
                ended = run("eval", "--gold", self.gold, gate, bad)
                self.assertEqual(ended.code, FAILED, gate)
                self.assertRegex(ended.err, r"veil: .* is 0\.\d+, (below|above) the gate of " + bad)

    def test_classes_of_mistakes_are_counted(self):
        self.write("a.txt", "The {{CITY:blue thing}} is here. The {{CITY:green thing}} too. Call {{PHONE:the desk}}.\n")
        worst = run("eval", "--gold", self.gold, "--worst", "1").out.decode()
        self.assertRegex(worst, r"(?m)^MISSED +2 +1  CITY x x$")
        self.assertNotIn("blue", worst)
        listed = run("eval", "--gold", self.gold, "--worst", "1", "--errors").out.decode()
        self.assertIn("# 2 MISSED CITY x x\nMISSED CITY a.txt:4 ", listed)
        self.assertNotIn("«the desk»", listed)

    def test_kinds_of_evidence_are_left_out_in_turn(self):
        self.write("a.txt", "Born {{DATE:03/04/1961}}, seen by Dr. {{NAME_PROVIDER:Ezekielle Vandersloot}}.\n")
        report = json.loads(run("eval", "--gold", self.gold, "--ablate", "--json").out)
        kinds = {"field", "known", "pattern", "dictionary", "tagger", "consistency"}
        self.assertEqual(set(report["ablation"]["without"]), kinds)
        self.assertEqual(set(report["ablation"]["alone"]), kinds)
        for name, row in report["ablation"]["without"].items():
            disabled = json.loads(run("eval", "--gold", self.gold, "--disable", name, "--json").out)
            self.assertEqual(row["found"], disabled["found"], name)
        self.assertEqual(report["ablation"]["alone"]["consistency"]["found"], 0)

    def test_two_runs_are_compared(self):
        for number in range(12):
            self.write(f"{number}.txt", "Born {{DATE:03/04/1961}}. The {{KEEP:Foley}} is in.\n")
        saved = self.gold / "base.json"
        saved.write_bytes(run("eval", "--gold", self.gold, "--json").out)
        same = run("eval", "--gold", self.gold, "--compare", saved)
        self.assertRegex(same.out.decode(), r"(?m)^DATE .* same$")
        worse = json.loads(run("eval", "--gold", self.gold, "--compare", saved, "--json", "--disable", "pattern", "--disable",
                               "tagger").out)["comparison"]
        self.assertEqual(worse["documents"], 12)
        self.assertEqual(worse["changes"]["DATE"]["verdict"], "worse")
        saved.write_text("{}")
        self.assertEqual(run("eval", "--gold", self.gold, "--compare", saved).code, USAGE)

    def test_notes_of_the_i2b2_corpora_are_scored(self):
        note = ("<?xml version='1.0' encoding='UTF-8'?>\n<deIdi2b2>\n<TEXT><![CDATA[\nRecord date: 2067-05-03\n\n"
                "Señora Zoë Quillfeather & son seen by Dr. Ezekielle Vandersloot.\n]]></TEXT>\n<TAGS>\n"
                "<DATE id='P0' start='14' end='24' text='2067-05-03' TYPE='DATE' comment=''/>\n"
                "<NAME id='P1' start='33' end='49' text='Zoë Quillfeather' TYPE='PATIENT' comment=''/>\n"
                "<NAME id='P2' start='68' end='89' text='Ezekielle Vandersloot' TYPE='DOCTOR' comment=''/>\n</TAGS>\n</deIdi2b2>\n")
        self.write("110-01.xml", note)
        report = json.loads(run("eval", "--gold", self.gold, "--json").out)
        self.assertEqual((report["spans"], report["recall"]), (3, 1))
        self.assertEqual(set(report["by_type"]), {"DATE", "NAME_PATIENT", "NAME_PROVIDER"})
        self.write("110-01.xml", note.replace("start='33' end='49'", "start='34' end='50'"))
        ended = run("eval", "--gold", self.gold)
        self.assertEqual(ended.code, USAGE)
        self.assertIn("110-01.xml:10:2: a span whose text is not what stands at its place", ended.err)

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
        self.assertRegex(shown, r"(?m)^  dates \(DATE\) +cut to the year$")
        diff = run("policy", "diff", "safe-harbor", "research-dateshift", "--policy-dir", POLICIES)
        self.assertEqual(diff.code, FAILED)
        self.assertIn("dates (DATE)\n    before: cut to the year\n    after:  moved by one number of days for each patient\n",
                      diff.out.decode())
        self.assertNotIn("PHONE", diff.out.decode())
        same = run("policy", "diff", "safe-harbor", "safe-harbor", "--policy-dir", POLICIES)
        self.assertEqual(same.code, DONE)

    def test_the_canonical_form_has_the_same_digest(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "p.yaml"
            path.write_bytes(run("policy", "show", "--canonical", "safe-harbor", "--policy-dir", POLICIES).out)
            again = run("policy", "lint", path)
        self.assertEqual(again.out, run("policy", "lint", "safe-harbor", "--policy-dir", POLICIES).out)

    def test_a_shadow_says_what_would_change_and_nothing_else(self):
        ended = run("policy", "shadow", "safe-harbor", "research-dateshift", "--policy-dir", POLICIES, "--json", MESSAGES / "notes")
        self.assertEqual(ended.code, FAILED, ended.err)
        report = json.loads(ended.out)
        self.assertEqual(set(report["changes"]) - {"DATE", "YEAR"}, set())
        self.assertGreater(report["changes"]["DATE"]["generalize>shift"], 0)
        self.assertEqual(report["clean"] + report["quarantined"], len([p for p in (MESSAGES / "notes").rglob("*") if p.is_file()]))
        same = run("policy", "shadow", "safe-harbor", "safe-harbor", "--policy-dir", POLICIES, MESSAGES / "notes")
        self.assertEqual(same.code, DONE, same.err)
        self.assertIn(b"identifiers that it would treat otherwise: none", same.out)
        audit = run("policy", "shadow", "safe-harbor", "audit-only", "--policy-dir", POLICIES, MESSAGES / "notes")
        self.assertEqual(audit.code, USAGE)
