#!/usr/bin/env python3
"""Measures how well listed tortured phrases are put right, and ones that are not listed.

usage: tortured.py UNSPIN_BINARY [--sample N] [--json FILE] [--failures FILE]

For each row of dictionaries/en with the source "pps", up to three sentences of held-out text that
contain the original as a term of its own are given the tortured phrase instead; the sentence with
its neighbours is repaired with --assume-spun. That is done twice:

  listed     with all dictionaries
  kept out   with a lexicon without a fifth of the phrases (see lexicons.keep_out), on these alone

restored     the clean phrase is back, byte for byte, whatever was done elsewhere
exact        the whole text is; --assume-spun takes the honest words around the phrase for spun,
             so this says more of them than of the phrase
precision    of the word edits that touch the phrase (counted as score.py does): those that are
             exactly what leads back to the original
other edits  edits that do not touch the phrase; all of them are wrong

Needs the measuring data and unspin_forward beside the binary. Status 1 when a limit is missed.
"""
import argparse
import json
import pathlib
import random
import sys
import tempfile
import typing

import lexicons
import measures
import places
import table
import words

LIMITS = {"listed": {"restored": 0.90}, "kept out": {"restored": 0.30, "precision": 0.70}}
KEPT_OUT = 0.2


class Case(typing.NamedTuple):
    """A text with a tortured phrase: the parts before, of and behind it, and the clean part."""
    row: lexicons.Row
    prefix: str
    tortured: str
    clean: str
    suffix: str

    def spun_text(self):
        return self.prefix + self.tortured + self.suffix


def listed(rows):
    """The listed rows, one for each pair of phrases."""
    pairs = {(row.spun.replace("*", ""), row.original.replace("*", "")): row
             for row in rows if row.source == "pps"}
    return [row._replace(spun=spun, original=original) for (spun, original), row in pairs.items()]


def some(rows, sample):
    """A sample of the rows; all without a number."""
    return rows if sample is None or sample >= len(rows) else random.Random(1).sample(rows, sample)


def find(rows, chosen, documents):
    """Where the originals of the chosen rows stand in the documents."""
    terms = {row.original.replace("*", "") for row in rows
             if row.family == "tortured" or row.source == "pps"}
    finder = places.Finder([row.original for row in chosen], terms)
    for document in documents:
        finder.add(document["id"], document["text"])
    return finder


def make_cases(finder, chosen):
    """A case for each place of each of the chosen rows."""
    return [Case(row, *places.put(place, row.original, row.spun))
            for row in chosen for place in finder.places(row.original)]


def judge(case, edits):
    """What the edits of a case's text did. Offsets of edits are bytes."""
    text = case.spun_text().encode("utf-8")
    begin = len(case.prefix.encode("utf-8"))
    end = begin + len(case.tortured.encode("utf-8"))
    touching = [edit for edit in edits if edit["begin"] < end and edit["end"] > begin]
    low = min([begin] + [edit["begin"] for edit in touching])
    high = max([end] + [edit["end"] for edit in touching])
    repaired, at = b"", low
    for edit in touching:
        repaired += text[at:edit["begin"]] + edit["after"].encode("utf-8")
        at = edit["end"]
    repaired += text[at:high]
    clean = text[low:begin] + case.clean.encode("utf-8") + text[end:high]
    spun_words, repaired_words, clean_words = (
        words.words(part.decode("utf-8")) for part in (text[low:high], repaired, clean))
    made = words.edits(spun_words, repaired_words)
    others = len(edits) - len(touching)
    return {"exact": repaired == clean and others == 0, "restored": repaired == clean,
            "touched": bool(touching), "edits": len(made), "others": others,
            "right": len(made & words.edits(spun_words, clean_words)),
            "became": repaired.decode("utf-8")}


def repair(binary, cases, *options):
    """The judgements, one for each case."""
    with tempfile.TemporaryDirectory() as folder:
        source, log = pathlib.Path(folder, "cases.jsonl"), pathlib.Path(folder, "log.jsonl")
        source.write_text("".join(json.dumps({"text": case.spun_text()}) + "\n"
                                  for case in cases), encoding="utf-8")
        measures.run([binary, "--assume-spun", *options, "--edits", log, source])
        edits = [[] for _ in cases]
        for line in measures.records(log):
            if "record" in line:
                edits[line["record"]].append(line)
    return [judge(case, found) for case, found in zip(cases, edits, strict=True)]


def restored_capitals(cases, judged):
    """Of the phrases that stand with a capital, as names do: the share restored."""
    ones = [one["restored"] for case, one in zip(cases, judged)
            if case.tortured.lower() != case.tortured != case.row.spun]
    return sum(ones) / max(len(ones), 1)


def figures(chosen, cases, judged):
    """The figures of a set of rows."""
    count = max(len(cases), 1)
    edits = sum(one["edits"] for one in judged)
    others = sum(one["others"] for one in judged)
    length = sum(len(words.words(case.spun_text())) for case in cases)
    return {"rows": len(chosen),
            "rows without a place": len({row.line for row in chosen} -
                                        {case.row.line for case in cases}),
            "rows of single spun words": sum(len(row.spun.replace("-", " ").split()) == 1
                                             for row in chosen),
            "cases": len(cases),
            "exact": sum(one["exact"] for one in judged) / count,
            "restored": sum(one["restored"] for one in judged) / count,
            "restored where it has capitals": restored_capitals(cases, judged),
            "touched": sum(one["touched"] for one in judged) / count,
            "edits of the phrase": edits,
            "precision": sum(one["right"] for one in judged) / max(edits, 1),
            "other edits": others,
            "other edits per thousand words": 1000 * others / max(length, 1)}


def failures(name, cases, judged):
    """What was not restored exactly, as records."""
    return [{"set": name, "spun": case.row.spun, "original": case.row.original,
             "became": one["became"], "other_edits": one["others"], "text": case.spun_text()}
            for case, one in zip(cases, judged) if not one["exact"]]


def measure(binary, documents, sample=None):
    """Both sets: figures by name, and all failures."""
    rows = lexicons.read_rows()
    rest, out = lexicons.keep_out(rows, KEPT_OUT)
    # Each set has a sample of its own: a fifth of one would be too small to say anything.
    sets = {"listed": some(listed(rows), sample),
            "kept out": some([row for row in listed(rows)
                              if lexicons.variant_key(row.spun) in out], sample)}
    finder = find(rows, [row for chosen in sets.values() for row in chosen], documents)
    result, failed = {}, []
    with tempfile.TemporaryDirectory() as folder:
        lexicons.compile_rows(binary, rest, folder)
        for name, chosen in sets.items():
            cases = make_cases(finder, chosen)
            judged = repair(binary, cases, *(["--data-dir", folder] if name == "kept out" else []))
            result[name] = figures(chosen, cases, judged)
            failed += failures(name, cases, judged)
    return result, failed


def add_to(figures_table, result):
    """The figures that have limits, and those that explain them, as rows of a table."""
    for name, values in result.items():
        for key, value in values.items():
            if key in LIMITS[name]:
                figures_table.at_least(f"tortured, {name}: {key}", value, LIMITS[name][key])
            else:
                figures_table.told(f"tortured, {name}: {key}", value)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--sample", type=int, help="only so many rows of either set")
    parser.add_argument("--json", type=pathlib.Path, help="write all figures there")
    parser.add_argument("--failures", type=pathlib.Path, help="list there what was not restored")
    arguments = parser.parse_args()
    binary, shared = arguments.binary.resolve(), measures.shared_folder()
    if shared is None:
        print("tortured: skipped, there is no ../shared to measure on")
        return 0
    documents = measures.held_out(binary, shared)
    result, failed = measure(binary, documents, arguments.sample)
    shown = table.Table({})
    add_to(shown, result)
    print(shown.markdown())
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")
    if arguments.failures:
        arguments.failures.write_text("".join(json.dumps(one) + "\n" for one in failed))
    return 1 if shown.count(False) else 0


if __name__ == "__main__":
    sys.exit(main())
