#!/usr/bin/env python3
"""Proves that a piece of code does not compile, and that this is for the reason we think.

    check.py CASE.cc COMPILER FLAG...

A case names the error to expect in its first line (`// error: REGEX`) and holds

    #ifdef MUST_NOT_COMPILE
      the forbidden code
    #else
      the same with what is allowed
    #endif

The control (the second half) must compile. The first half must not: the compiler must point at one of its lines, and
the message must match.
"""
import re
import subprocess
import sys


def compile_case(path, command, *flags):
    run = subprocess.run([*command, *flags, "-fsyntax-only", path], capture_output=True, text=True)
    return run.returncode, run.stderr


def forbidden_lines(path):
    lines = open(path).read().splitlines()
    return lines[0], range(lines.index("#ifdef MUST_NOT_COMPILE") + 2, lines.index("#else") + 1)


def main():
    path, *command = sys.argv[1:]
    first, forbidden = forbidden_lines(path)
    expected = re.fullmatch(r"// error: (.+)", first).group(1)
    code, errors = compile_case(path, command)
    if code != 0:
        sys.exit(f"the control does not compile:\n{errors}")
    code, errors = compile_case(path, command, "-DMUST_NOT_COMPILE")
    if code == 0:
        sys.exit(f"{path} compiles; it must not")
    pointed = {int(line) for line in re.findall(re.escape(path) + r":(\d+):", errors)}
    if not pointed & set(forbidden):
        sys.exit(f"the compiler points at lines {sorted(pointed)}, not at the forbidden code:\n{errors}")
    if not re.search(expected, errors):
        sys.exit(f"no error matches '{expected}':\n{errors}")


if __name__ == "__main__":
    main()
