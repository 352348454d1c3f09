#!/usr/bin/env python3
"""Runs the command-line tests against one binary.

usage: run.py UNSPIN_BINARY [DIR] [--filter TEXT]

Runs every *.case file below DIR (default: the folder of this script; the format is described in
case_file.py), the scripted faults of faults.py, the properties of round_trips.py and
format_checks.py, runs with several threads (threads.py) and over many files (trees.py), and
compares `unspin eval` with score.py (eval_check.py). One line for each failure; the last line
counts. Status 1 on a failure.
"""
import argparse
import os
import pathlib
import sys

import case_file
import eval_check
import faults
import format_checks
import round_trips
import threads
import trees
from outcome import Failure, Skip


def collect(folder, binary):
    """(name, function) for every test; the function raises Failure or Skip."""
    tests = []
    for path in sorted(folder.rglob("*.case")):
        name = str(path.relative_to(folder))[: -len(".case")]
        tests.append((name, lambda path=path: case_file.run(path, binary)))
    for module in (faults, round_trips, format_checks, threads, trees, eval_check):
        tests += [(f"{module.__name__}/{name}", lambda test=test: test(binary))
                  for name, test in module.tests()]
    return tests


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path, nargs="?",
                        default=pathlib.Path(__file__).parent)
    parser.add_argument("--filter", default="", help="only tests whose name holds this")
    args = parser.parse_args()
    binary = str(args.binary.resolve())
    if not os.access(binary, os.X_OK):
        parser.error(f"{binary} cannot be run")

    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for name, test in collect(args.folder, binary):
        if args.filter not in name:
            continue
        try:
            test()
            counts["passed"] += 1
        except Skip as reason:
            counts["skipped"] += 1
            print(f"SKIP {name}: {reason}")
        except Failure as failure:
            counts["failed"] += 1
            print(f"FAIL {name}: {failure}")
    print("{passed} passed, {failed} failed, {skipped} skipped".format(**counts))
    return 1 if counts["failed"] else 0


sys.exit(main())
