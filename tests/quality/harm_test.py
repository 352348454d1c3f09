#!/usr/bin/env python3
"""Tests unspin_harm: it finds edits where there are some, and measures the documents it should.

usage: harm_test.py UNSPIN_HARM
"""
import json
import pathlib
import subprocess
import sys
import tempfile

SPUN = pathlib.Path(__file__).parents[2] / "examples" / "spun.txt"
CLEAN = "The ferry was late again, so we sat on the wall and ate the last of the bread."


def measure(program, folder, recipe, *options):
    """The counts for a corpus of one spun and one clean document, and the edits reported."""
    texts = {"a": SPUN.read_text(encoding="utf-8"), "b": CLEAN}
    (folder / "own.jsonl").write_text(
        "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()))
    (folder / "recipe").write_text(recipe)
    arguments = [*options, folder / "recipe", folder / "report", folder / "own.jsonl"]
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=True)
    edits = [json.loads(line) for line in (folder / "report").read_text().splitlines()]
    return json.loads(done.stdout), edits


def expect(what, condition, found):
    print(f"{'ok  ' if condition else 'FAIL'} {what}" + ("" if condition else f": {found}"))
    return not condition


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        counts, edits = measure(program, folder, "")
        failures = expect("a file that is no source is measured as a whole",
                          (counts["documents"], counts["spun"]) == (2, 1), counts)
        failures += expect("every edit is reported, with its place in brackets",
                           counts["spin_edits"] > 0
                           and len(edits) == counts["spin_edits"] + counts["other_edits"]
                           and all(f"[{e['before']}]" in e["context"] for e in edits), counts)
        failures += expect("the clean document is left alone",
                           {edit["id"] for edit in edits} == {"a"}, edits)
        source = "source own.jsonl 1\nhold-out "
        counts, _ = measure(program, folder, source + "1")
        failures += expect("of a source, the documents held out are measured",
                           counts["held_out"] and counts["documents"] == 2, counts)
        counts, edits = measure(program, folder, source + "9223372036854775807")
        failures += expect("of a source, the documents trained on are not",
                           counts["documents"] == 0 and not edits, counts)
        counts, _ = measure(program, folder, "", "--share", "0")
        failures += expect("--share 0 measures nothing", counts["documents"] == 0, counts)
    return 1 if failures else 0


sys.exit(main())
