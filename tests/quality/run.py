#!/usr/bin/env python3
"""Measures how well and how carefully unspin repairs.

usage: run.py UNSPIN_BINARY [--json FILE] [--edits FILE] [--share X]

Prints the figures as Markdown: each with its limit, and what was found. This is the short run for
every change; evaluate.py writes the whole table. Needs the measuring data in ../shared (or
$UNSPIN_SHARED), and unspin_harm, unspin_forward and builtin.lexicon beside the binary; without the
data it says so and is done. Status 1 when a figure misses its limit, known failures apart. That
`unspin eval` counts as score.py does is a test of tests/cli.
"""
import argparse
import json
import pathlib
import statistics
import sys
import tempfile

import detection
import measures
import table as tables
import tortured

SPIN_EDITS_PER_MILLION = 1
TORTURED_SAMPLE = 600       # rows
TORTURED_DOCUMENTS = 12000  # held out, to look for places in

# Figures that miss their limit today, and the worst value admitted until they hold it. One that
# begins to hold fails the run until it is taken out of this list.
KNOWN_FAILURES = {"seed 002: restoration": 0.87, "seed 002: harm": 0.03,
                  "development pairs: edit precision": 0.76, "development pairs: harm": 0.019}


def measure_seeds(table, binary, shared):
    figures = measures.seed_score(binary, shared)
    table.at_least("seed 002: restoration", figures["restoration"], 0.90)
    table.at_most("seed 002: harm", figures["harm"], 0.02)
    table.told("seed 002: edit precision", figures["precision"])
    for name, same in measures.unchanged_seeds(binary, shared).items():
        table.at_least(f"seed {name}: unchanged (1: yes)", int(same), 1)


def measure_pairs(table, binary, shared):
    scores = measures.pair_scores(binary, shared)
    total = scores["total"]
    table.at_least("development pairs: restoration", total["restoration"], 0.65)
    table.at_least("development pairs: edit precision", total["precision"], 0.85)
    table.at_most("development pairs: harm", total["harm"], 0.015)
    for family, figures in sorted(scores["families"].items()):
        table.told(f"{family}: documents", figures["documents"])
        table.at_least(f"{family}: restoration", figures["restoration"], 0.50)
        for key in ("precision", "harm"):
            table.told(f"{family}: {key}", figures[key])
    return scores


def measure_negatives(table, binary, shared):
    _, changed = measures.hard_negatives(binary, shared)
    table.at_most("hard negatives: changed", len(changed), 0)
    _, assumed = measures.hard_negatives(binary, shared, "--assume-spun")
    table.told("hard negatives: changed under --assume-spun", len(assumed))
    return {"changed": changed, "changed_if_assumed_spun": assumed}


def measure_harm(table, binary, shared, share):
    program = binary.parent / "unspin_harm"
    files = measures.corpora(shared) + measures.clean_files(shared)
    counts, edits = measures.harm(program, measures.RECIPE, files, share)
    counts, edits, found = measures.without_spun(counts, edits)
    table.told("spun texts found in the corpora (spun_in_corpora.tsv): spin edits", len(found))
    for name, held_out in (("held-out text", True), ("clean text", False)):
        rows = [row for row in counts if row["held_out"] == held_out]
        words, documents, spun, spin, other = (
            sum(row[key] for row in rows)
            for key in ("words", "documents", "spun", "spin_edits", "other_edits"))
        millions = max(words, 1) / 1e6
        table.told(f"{name}: words", words)
        table.told(f"{name}: documents", documents)
        table.told(f"{name}: documents judged spun", spun)
        table.at_most(f"{name}: spin edits per million words", spin / millions,
                      SPIN_EDITS_PER_MILLION)
        table.told(f"{name}: other edits per million words", other / millions)
    return counts, edits


def measure_detection(table, binary, shared):
    honest = detection.honest_documents(binary, shared)
    rows = detection.detect(binary, [one["text"] for one in honest])
    found = detection.documents(binary, shared, rows)
    words = detection.DOCUMENT_WORDS
    table.told(f"detection: spun documents of {words} words", found["spun documents"])
    table.at_least("detection: true positive rate", found["true positive rate"], 0.97)
    table.at_most("detection: false positive rate", found["false positive rate"], 0.0005)
    table.at_least("detection: area under the curve", found["area under the curve"], 0.998)
    with tempfile.TemporaryDirectory() as folder:
        parts = detection.strange_paragraphs(binary, shared, honest, folder)
    for row in parts:
        table.told(f"paragraphs of a stranger, {row['family']}: F1", row["F1, even odds"])
    table.at_least("paragraphs of a stranger: mean F1",
                   statistics.mean(row["F1, even odds"] for row in parts), 0.80)


def measure_start(table, binary):
    times = measures.start_times(binary)
    table.at_most("empty input: milliseconds more than `true`", times["unspin"] - times["true"], 10)
    table.told("empty input: times the duration of `true`", times["unspin"] / times["true"])


def measure_tortured(table, binary, documents):
    result, _ = tortured.measure(binary, documents, TORTURED_SAMPLE)
    tortured.add_to(table, result)


def measure_size(table, binary, documents):
    table.at_most("lexicon and context model: MB", measures.data_megabytes(binary), 40)
    for name, peak in measures.peak_memory(binary, documents).items():
        table.at_most(f"peak memory, {name}: MiB", peak, 120)


def spin_edit_list(edits):
    rows = [edit for edit in edits if edit["spin"]]
    return "\n".join(f"{edit['file']} {edit['id']}: {edit['rule']}: "
                     f"{edit['before']} -> {edit['after']}: {edit['context']}" for edit in rows)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path, help="write all figures there")
    parser.add_argument("--edits", type=pathlib.Path,
                        help="list every edit of clean text there (JSONL)")
    parser.add_argument("--share", type=float, default=1.0,
                        help="measure harm on this part of the documents only (default 1)")
    return parser.parse_args()


def main():
    arguments = read_arguments()
    binary, shared = arguments.binary.resolve(), measures.shared_folder()
    if shared is None:
        print("quality: skipped, there is no ../shared to measure on")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    table = tables.Table(KNOWN_FAILURES)
    measure_seeds(table, binary, shared)
    pairs = measure_pairs(table, binary, shared)
    negatives = measure_negatives(table, binary, shared)
    counts, edits = measure_harm(table, binary, shared, arguments.share)
    documents = measures.held_out(binary, shared, "--documents", TORTURED_DOCUMENTS)
    measure_tortured(table, binary, documents)
    measure_detection(table, binary, shared)
    measure_size(table, binary, documents)
    measure_start(table, binary)

    print(table.markdown())
    for name, before, after in negatives["changed"]:
        print(f"\nhard negative {name} changed:\n  {before}\n  {after}")
    if any(edit["spin"] for edit in edits):
        print("\nSpin edits in clean text:\n" + spin_edit_list(edits))
    if arguments.json:
        arguments.json.write_text(json.dumps(
            {"figures": table.rows, "pairs": pairs, "negatives": negatives, "harm": counts},
            indent=1) + "\n")
    if arguments.edits:
        arguments.edits.write_text("".join(json.dumps(edit) + "\n" for edit in edits))
    print(f"\n{table.count(True)} passed, {table.count(False)} failed, 0 skipped")
    return 1 if table.count(False) else 0


sys.exit(main())
