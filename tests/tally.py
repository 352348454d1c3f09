#!/usr/bin/env python3
"""Adds up what ctest ran: usage: tally.py JUNIT_FILE

A test of ctest that is a runner (doctest, or a script whose last line reads "N passed, N failed,
N skipped") counts as many as it says it ran; any other counts one. Shows the output of those that
failed and the lines that say why something was skipped. The last line counts.
"""
import re
import sys
import xml.etree.ElementTree

SUMMARIES = (
    re.compile(r"\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed \| +(\d+) skipped"),
    re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.M),
)


def count(status, output):
    """(passed, failed, skipped) of one test of ctest."""
    if status in ("notrun", "disabled"):
        return 0, 0, 1
    found = [match for pattern in SUMMARIES for match in pattern.findall(output)]
    counts = [int(number) for number in found[-1]] if found else [0, 0, 0]
    if status != "run" and counts[1] == 0:
        counts[1] = 1  # it broke down before or after counting
    elif sum(counts) == 0:
        counts[0] = 1
    return tuple(counts)


def main():
    totals = [0, 0, 0]
    for case in xml.etree.ElementTree.parse(sys.argv[1]).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        counts = count(case.get("status"), output)
        totals = [total + number for total, number in zip(totals, counts)]
        if counts[1]:
            print(f"FAIL {case.get('name')} ({case.get('time')} s)\n{output}")
        else:
            print("".join(line + "\n" for line in output.splitlines() if line.startswith("SKIP")),
                  end="")
    print("{} passed, {} failed, {} skipped".format(*totals))
    return 1 if totals[1] or not sum(totals) else 0


sys.exit(main())
