#!/usr/bin/env python3
"""The batch commands of the built program, on the shipped messages and on broken ones.

    batch_test.py VEIL [unittest arguments]
"""
import pathlib
import sys
import unittest

import program

if __name__ == "__main__":
    program.veil = str(pathlib.Path(sys.argv.pop(1)).resolve())
    sys.exit(unittest.main(module=None, argv=["batch_test.py", "discover", "-s", str(pathlib.Path(__file__).parent), "-p",
                                              "*_cases.py", *sys.argv[1:]]))
