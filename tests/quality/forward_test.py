#!/usr/bin/env python3
"""Tests unspin_forward: it spins what it should, as much as it should, the same way every time.

usage: forward_test.py UNSPIN_FORWARD LEXICON
"""
import json
import pathlib
import subprocess
import sys
import tempfile

PARAGRAPH = ("The experiment shows that the model can learn many different tasks in a short time. "
             "People who use the system every day say that it is easy to understand and very "
             "helpful. The researchers also want to find out how large amounts of data change the "
             "results, because the method has been used in many important areas of work.")
FAMILIES = {"areaunit", "autoblog", "gadget", "spinbot"}


class Spinner:
    """Runs the program on a corpus of ten documents of one to ten paragraphs."""

    def __init__(self, program, lexicon, folder):
        self.program, self.lexicon, self.folder = program, lexicon, folder
        (folder / "own.jsonl").write_text("".join(
            json.dumps({"id": str(n), "text": "\n\n".join([f"Part {n}. {PARAGRAPH}"] * n)}) + "\n"
            for n in range(1, 11)))

    def __call__(self, *options, recipe=""):
        (self.folder / "recipe").write_text(recipe)
        done = subprocess.run(
            [self.program, *options, self.folder / "recipe", self.lexicon,
             self.folder / "own.jsonl"], stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


class Checks:
    def __init__(self):
        self.failures = 0

    def __call__(self, what, condition, found):
        print(f"{'ok  ' if condition else 'FAIL'} {what}" + ("" if condition else f": {found}"))
        self.failures += not condition


def check_choice(expect, spin):
    """Which documents, and how much of them."""
    clean = spin("--intensity", "0")
    expect("without intensity nothing is changed",
           len(clean) == 10 and all(r["spun"] == r["original"] for r in clean), clean)
    source = "source own.jsonl 1\nhold-out "
    expect("of a source, the documents held out are spun", len(spin(recipe=source + "1")) == 10, "")
    expect("of a source, the documents trained on are not",
           not spin(recipe=source + "9223372036854775807"), "")
    few = spin("--documents", "3", "--least-words", "150", "--most-words", "200")
    lengths = [len(r["original"].split()) for r in few]
    expect("--documents, --least-words and --most-words are kept to",
           len(few) == 3 and all(150 <= n <= 200 for n in lengths), lengths)
    expect("an excerpt ends with a paragraph",
           all(r["original"].endswith(PARAGRAPH) for r in few), few)
    short = spin("--most-words", "40")
    expect("or, failing that, with a sentence",
           short and all(r["original"].endswith("helpful.") or r["original"].endswith("time.")
                         for r in short), short)
    other = spin("--documents", "3", "--seed", "2")
    expect("another seed chooses otherwise",
           {r["id"] for r in other} != {r["id"] for r in spin("--documents", "3")}, other)


def check_words(expect, spin):
    """What is changed in them."""
    spun = spin("--family", "spinbot", "--intensity", "0.2", "--least-words", "300")
    expect("about the share asked for is changed",
           spun and all(0.15 <= r["share"] <= 0.25 for r in spun), [r["share"] for r in spun])
    expect("the text is changed, the original is not",
           all(r["spun"] != r["original"] and PARAGRAPH in r["original"] for r in spun), spun)
    much = spin("--family", "spinbot", "--intensity", "0.4", "--least-words", "300")
    expect("a higher intensity changes more",
           all(m["share"] > s["share"] for m, s in zip(much, spun, strict=True)), much)
    expect("the same arguments give the same", much == spin(
        "--family", "spinbot", "--intensity", "0.4", "--least-words", "300"), "")
    families = {r["family"] for r in spin()}
    expect("all families take turns", FAMILIES <= families, families)


def main():
    expect = Checks()
    with tempfile.TemporaryDirectory() as folder:
        spin = Spinner(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(),
                       pathlib.Path(folder))
        check_choice(expect, spin)
        check_words(expect, spin)
        unknown = subprocess.run([spin.program, "--family", "none", spin.folder / "recipe",
                                  spin.lexicon, spin.folder / "own.jsonl"], capture_output=True)
        expect("an unknown family is refused",
               unknown.returncode == 2 and b"no family 'none'" in unknown.stderr, unknown)
    return 1 if expect.failures else 0


sys.exit(main())
