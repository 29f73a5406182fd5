#!/usr/bin/env python3
"""The rules find what was planted, say what to do instead, and leave good code alone."""
import pathlib
import tempfile
import unittest

import rules

GOOD = '#pragma once\n\n#include <string>\n\n#include "base/phi.h"\n\nnamespace veil {}\n'


class RulesTest(unittest.TestCase):
    def finds(self, path, text, *lines, root=None):
        """The planted text gives findings at exactly these lines, each with advice."""
        found = rules.check(path, text, root)
        self.assertEqual([line for _, line, _ in found], list(lines), found)
        for where, _, what in found:
            self.assertEqual(where, path)
            self.assertRegex(what, r"[;,] ", "a finding says what to do instead")

    def test_good_code_passes(self):
        self.finds("src/message/field.h", GOOD)
        self.finds("src/codec/a.cc", '#include "codec/a.h"\n\nauto Text(PhiView p) { return p.Expose(); }\n')

    def test_a_folder_includes_only_what_the_table_allows(self):
        self.finds("src/policy/a.cc", '#include "base/error.h"\n#include "message/document.h"\n', 2)
        self.finds("src/base/a.cc", '#include "message/document.h"\n', 1)
        self.finds("src/detect/a.cc", '#include "codec/codec.h"\n', 1)
        self.finds("src/pipeline/a.cc", '#include "kafka/consumer.h"\n#include "source/source.h"\n', 1, 2)
        self.finds("src/console/a.cc", '#include "message/outcome.h"\n', 1)
        self.finds("src/app/a.cc", '#include "kafka/consumer.h"\n#include "pipeline/deidentifier.h"\n')

    def test_an_include_is_named_from_src(self):
        self.finds("src/codec/a.cc", '#include "splice.h"\n', 1)

    def test_only_the_owner_of_a_schema_reads_it(self):
        self.finds("src/policy/a.cc", '#include "veil/policy.pb.h"\n')
        self.finds("src/detect/a.cc", '#include "veil/policy.pb.h"\n', 1)

    def test_a_folder_without_a_rule_is_found(self):
        self.finds("src/misc/a.cc", "int x;\n", 1)

    def test_expose_is_found_outside_its_folders(self):
        self.finds("src/app/a.cc", "void F(Phi<int> p) {\n  p.Expose();\n}\n", 2)
        self.finds("src/publish/kafka_publisher.cc", "auto x = raw.bytes . Expose ();\n", 1)
        self.finds("src/message/a.cc", "// Expose() is the only exit.\n")
        self.finds("src/publish/sealing.cc", "auto x = raw.bytes.Expose();\n")

    def test_a_header_begins_with_pragma_once(self):
        self.finds("src/base/a.h", "#ifndef A\n#define A\n#endif\n", 1)

    def test_names_that_say_nothing_are_found(self):
        self.finds("src/base/a.cc", "class KeyManager {};\nstruct Impl;\nusing DateUtils = int;\n", 1, 2, 3)
        self.finds("src/base/a.cc", "class Utility {};\nstruct Implant;\n")

    def test_third_party_types_stay_out_of_core_headers(self):
        self.finds("src/codec/a.h", "#pragma once\n\n#include <simdjson.h>\n#include <vector>\n", 3)
        self.finds("src/codec/a.cc", "#include <simdjson.h>\n")
        self.finds("src/kafka/a.h", "#pragma once\n\n#include <librdkafka/rdkafkacpp.h>\n")

    def test_only_app_prints(self):
        self.finds("src/detect/a.cc", 'void F() {\n  std::cout << 1;\n  std::fprintf(stderr, "x");\n}\n', 2, 3)
        self.finds("src/app/a.cc", "void F() { std::cout << 1; }\n")

    def test_long_lines_and_long_files_are_found(self):
        self.finds("src/base/a.cc", "// " + "x" * 117 + "\n// " + "x" * 118 + "\n", 2)
        self.finds("src/base/a.cc", "// x\n" * 401, 401)
        self.finds("src/base/a.cc", "// " + "é" * 117 + "\n")
        self.finds("src/base/a.cc", 'auto kPattern = R"(' + "x" * 117 + ')";\n')

    def test_open_ends_and_stray_blanks_are_found(self):
        self.finds("src/base/a.cc", "// TO" "DO: later\nint x; \n", 1, 2)
        self.finds("src/base/a.cc", "int x;", 1)

    def test_broken_scripts_are_found(self):
        self.finds("bench/a.py", "x = (\n", 1)
        self.finds("deploy/a", "#!/usr/bin/env bash\nset -euo pipefail\nif true; then\n", 4)
        self.finds("deploy/a", "#!/usr/bin/env bash\nrm x\n", 2)
        self.finds("deploy/a", "#!/usr/bin/env bash\nset -euo pipefail\nrm x\n")

    def test_links_and_paths_of_pages_lead_somewhere(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "docs").mkdir()
            (root / "src/base").mkdir(parents=True)
            (root / "src/base/phi.h").touch()
            (root / "docs/OTHER.md").touch()
            self.finds("docs/A.md", "[o](OTHER.md#x) [w](https://example.com)\n[g](GONE.md)\n", 2, root=root)
            paths = "`src/base/{phi,gone}.h` `src/base/*.h`\n`src/base/gone.h` `src/<folder>/x`\n"
            self.finds("docs/A.md", paths, 2, root=root)


if __name__ == "__main__":
    unittest.main()
