"""The rules of Veil's code that a program can check. Each rule says what to do instead.

A rule takes a Source and yields (line number, what is wrong; what to do instead). Paths are relative to the repository.
"""
import ast
import glob
import pathlib
import re
import subprocess

# Which folders of src/ a folder may include besides itself: the last column of the table in docs/ARCHITECTURE.md.
CORE = {"base", "message", "codec", "detect", "policy", "surrogate", "subject", "vault"}
MAY_INCLUDE = {
    "base": set(),
    "message": {"base"},
    "keys": {"base"},
    "kafka": {"base"},
    "source": {"base", "message", "kafka"},
    "codec": {"base", "message"},
    "detect": {"base", "message"},
    "policy": {"base"},
    "surrogate": {"base", "message"},
    "subject": {"base", "message"},
    "vault": {"base", "message", "surrogate"},
    "pipeline": CORE,
    "audit": {"base"},
    "endpoint": {"base", "policy", "audit"},
    "publish": {"base", "message", "audit", "kafka"},
    "eval": {"base", "message"},
    "console": {"base", "audit"},
    "app": CORE | {"keys", "kafka", "source", "pipeline", "audit", "publish", "eval", "console", "endpoint"},
}
# Generated from proto/: which folders may read which schema.
MAY_INCLUDE_PROTO = {
    "policy": {"policy.pb.h"},
    "subject": {"subject.pb.h"},
    "endpoint": {"endpoint.pb.h", "incident.pb.h"},
    "publish": {"quarantine.pb.h"},
    "vault": {"vault.pb.h"},
    "app": {"config.pb.h", "control.pb.h", "policy.pb.h", "quarantine.pb.h"},
}

# Where message text may leave its Phi, as beginnings of paths. Nowhere else may Expose() be called.
MAY_EXPOSE = (
    "src/base/phi.h",
    "src/codec/",
    "src/detect/",
    "src/surrogate/",
    "src/subject/",
    "src/pipeline/",
    "src/vault/",
    "src/publish/sealing.",  # seals the original for quarantine
    "src/app/quarantine_show.",  # prints it to the holder of the private key
    "src/app/reidentify_output.",  # the same
)

# Third-party headers stay out of Veil's headers but for these folders and this one file.
THIRD_PARTY_FOLDERS = {"kafka", "source", "publish", "console", "app"}
THIRD_PARTY_HEADERS = {"src/base/result.h": {"tl/expected.hpp"}}

# Who may write to the terminal.
MAY_PRINT = ("src/app/", "src/base/check.cc")

# Written in two parts, so that this file does not find itself.
OPEN_END = re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b")

COLUMNS_MAX = 120
SCRIPT_COLUMNS_MAX = 160  # a segment of a message, in a test, is one line
LINES_MAX = 400


class Source:
    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.splitlines()
        parts = pathlib.PurePosixPath(path).parts
        self.folder = parts[1] if len(parts) > 2 and parts[0] == "src" else None
        self.suffix = pathlib.PurePosixPath(path).suffix

    @property
    def is_cpp(self):
        return self.suffix in (".cc", ".h")

    def code(self):
        """(line number, line without its comment and with strings emptied)."""
        for number, line in enumerate(self.lines, 1):
            line = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line) if "#include" not in line else line
            yield number, re.sub(r"//.*", "", line)


def include_rule(source):
    if source.folder is None or not source.is_cpp:
        return
    allowed = MAY_INCLUDE.get(source.folder)
    if allowed is None:
        yield 1, f"no rule for src/{source.folder}; add it to docs/ARCHITECTURE.md and to MAY_INCLUDE in rules.py"
        return
    for number, line in source.code():
        found = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        if not found:
            continue
        target = found.group(1)
        folder = target.split("/")[0]
        if "/" not in target:
            yield number, f'"{target}" is not named from src/; write "{source.folder}/{target}"'
        elif folder == "veil":
            if target.split("/")[1] not in MAY_INCLUDE_PROTO.get(source.folder, set()):
                yield number, f"src/{source.folder} may not include {target}; pass what it needs as a value"
        elif folder != source.folder and folder not in allowed:
            names = " ".join(sorted(allowed)) or "nothing"
            yield number, f"src/{source.folder} may not include {folder}/, only {names}; pass what it needs as a value"


def expose_rule(source):
    if source.folder is None or source.path.startswith(MAY_EXPOSE):
        return
    for number, line in source.code():
        if re.search(r"\bExpose\s*\(", line):
            yield number, ("Expose() is not allowed here; keep the Phi and let codec, detect, surrogate, subject or "
                           "pipeline look inside")


def pragma_rule(source):
    if source.suffix == ".h" and (not source.lines or source.lines[0] != "#pragma once"):
        yield 1, "a header may be read twice; make #pragma once its first line"


def name_rule(source):
    if not source.is_cpp:
        return
    for number, line in source.code():
        found = re.search(r"\b(?:class|struct|enum|using|namespace)\s+(\w*(?:Manager|Helper|Utils?|Impl))\b", line)
        if found:
            yield number, f"'{found.group(1)}' says nothing; name what it is in the field (segment, ledger)"


def third_party_rule(source):
    if source.suffix != ".h" or source.folder is None or source.folder in THIRD_PARTY_FOLDERS:
        return
    for number, line in source.code():
        found = re.match(r"\s*#\s*include\s*<([^>]*[./][^>]*)>", line)
        if found and found.group(1) not in THIRD_PARTY_HEADERS.get(source.path, set()):
            yield number, (f"<{found.group(1)}> in a header; declare what is needed or hold it behind a unique_ptr, "
                           "and include it in the .cc")


def print_rule(source):
    if source.folder is None or not source.is_cpp or source.path.startswith(MAY_PRINT):
        return
    for number, line in source.code():
        if re.search(r"\bstd::(cout|cerr|clog)\b|\b(?:f?printf|f?puts|fputc|putchar)\s*\(", line):
            yield number, "only src/app writes to the terminal; use base/log.h or return a Result"


def length_rule(source):
    if source.suffix == ".md":
        return
    most = COLUMNS_MAX if source.is_cpp or source.suffix == ".proto" else SCRIPT_COLUMNS_MAX
    for number, line in enumerate(source.lines, 1):
        # The expression of a pattern is a raw string, which cannot be broken.
        if len(line) > most and not (source.is_cpp and 'R"' in line):
            yield number, f"{len(line)} columns; break the line at {most}"
    if source.is_cpp and source.folder and len(source.lines) > LINES_MAX:
        yield LINES_MAX + 1, f"{len(source.lines)} lines; split the file by idea, {LINES_MAX} lines are enough for one"


def todo_rule(source):
    for number, line in enumerate(source.lines, 1):
        if OPEN_END.search(line):
            yield number, "an open end; do it now, or say in docs/LIMITS.md what is not done"


def blank_rule(source):
    for number, line in enumerate(source.lines, 1):
        if line != line.rstrip():
            yield number, "blanks at the end of the line; take them off"
    if source.text and not source.text.endswith("\n"):
        yield len(source.lines), "no line end at the end of the file; add one"


def python_rule(source):
    if source.suffix != ".py" and not source.text.startswith("#!/usr/bin/env python3"):
        return
    try:
        ast.parse(source.text)
    except SyntaxError as error:
        yield error.lineno or 1, f"Python cannot read this ({error.msg}); correct it"


def shell_rule(source):
    if not source.text.startswith("#!/usr/bin/env bash"):
        return
    check = subprocess.run(["bash", "-n"], input=source.text, text=True, capture_output=True)
    if check.returncode != 0:
        line = re.search(r"line (\d+)", check.stderr)
        yield int(line.group(1)) if line else 1, "bash cannot read this; correct it"
    if "\nset -euo pipefail\n" not in source.text and "\nexec " not in source.text:
        yield 2, "a script goes on after a failure; begin it with set -euo pipefail"


def link_rule(source, root):
    """Links of a page, and paths it names in backquotes, lead to files."""
    if source.suffix != ".md":
        return
    here = pathlib.PurePosixPath(source.path).parent
    for number, line in enumerate(source.lines, 1):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", line):
            if not re.match(r"[a-z]+:", target) and not (root / here / target).exists():
                yield number, f"the link {target} leads nowhere; correct the path"
        for target in re.findall(r"`((?:src|tests|docs|deploy|dictionaries|bench|proto|cmake)/[^`<>\s…]*)`", line):
            if not any(glob.glob(str(root / path)) for path in expand_braces(target)):
                yield number, f"`{target}` does not exist; correct the path"


def expand_braces(path):
    found = re.search(r"\{([^{}]*)\}", path)
    if not found:
        return [path]
    return [path[:found.start()] + part + path[found.end():] for part in found.group(1).split(",")]


RULES = [include_rule, expose_rule, pragma_rule, name_rule, third_party_rule, print_rule, length_rule, todo_rule,
         blank_rule, python_rule, shell_rule]


def check(path, text, root=None):
    """All findings in one file, as (path, line, what to do)."""
    source = Source(path, text)
    rules = RULES + ([lambda s: link_rule(s, root)] if root else [])
    return [(path, line, what) for rule in rules for line, what in rule(source)]
