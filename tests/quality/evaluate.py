#!/usr/bin/env python3
"""Writes the whole table of quality figures.

usage: evaluate.py UNSPIN_BINARY -o FOLDER [--quick] [--models FOLDER]

One command for every figure that is ever quoted:

  python3 tests/quality/evaluate.py build/unspin -o build/evaluation

writes evaluation.md, evaluation.json (the same figures as plain values), harm_edits.jsonl (every
edit of clean text) and tortured_failures.jsonl (every phrase not restored) into FOLDER. Parts:

  Development pairs       real documents by family: restoration, precision, recall, harm
  One family left out     the same without the family's own dictionary: an unknown spinner
  Simulated spinning      held-out text spun by the lexicon, by family and intensity
  Tortured phrases        listed phrases put into held-out sentences; a fifth kept out
  Learning curve          less dictionary; with --models, other context models
  Harm in clean text      held-out text and text of other origin, every wrong edit listed

Pairs are scored by score.py of the measuring data, simulated texts by `unspin eval`, which a test
of tests/cli holds to score.py. All choices are seeded: the same build and data give the same
figures. run.py is the short run with limits, for every change; this one has none.

--quick takes less of everything, to see that all parts work; its figures are rough.

--models FOLDER adds a row for each *.model there, named by its file. Training takes minutes, so
they are made beforehand, from recipes that differ from dictionaries/en/model.recipe in one line:

  for size in 5 10 20 40; do
    sed "s/^megabytes .*/megabytes $size/" dictionaries/en/model.recipe > recipe
    build/unspin model train --recipe recipe --corpora ../shared/corpora \\
      --output models/m$(printf %02d $size).model dictionaries/en/*.tsv
  done
  sed "/^fit-bits/d" dictionaries/en/model.recipe > recipe    # without the discriminative part
  build/unspin model train --recipe recipe --corpora ../shared/corpora \\
    --output models/m20_without_fit.model

`hold-out` must stay as it is: else the held-out texts are not held out from these models. (The
discriminative part of a model has been trained with all dictionaries, also where a part of them is
kept out of the lexicon: it knows which words they choose between, but no phrase that is kept out.)

Needs the measuring data (../shared or $UNSPIN_SHARED), and unspin_harm, unspin_forward and
builtin.lexicon beside the binary. Without the data it says so and is done.
"""
import argparse
import json
import pathlib
import sys
import tempfile
import time

import measures
import sections
import simulated
import table

FAMILIES = ["areaunit", "autoblog", "gadget", "spinbot", "tortured"]


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True,
                        help="folder for what is written")
    parser.add_argument("--quick", action="store_true", help="less of everything: two minutes")
    parser.add_argument("--models", type=pathlib.Path, help="folder of context models to compare")
    return parser.parse_args()


def set_up(arguments, shared, folder):
    binary = arguments.binary.resolve()
    documents = measures.held_out(binary, shared,
                                  *(["--documents", 6000] if arguments.quick else []))
    texts = simulated.Texts(binary, documents, 40 if arguments.quick else 240, folder)
    return sections.Setup(binary, shared, arguments.quick, documents, texts, FAMILIES,
                          pathlib.Path(folder))


def measure(setup, models):
    """All sections, and lists of records by the name of their file."""
    found, lists = [], {}
    begin = time.monotonic()

    def add(part, name=None, *arguments):
        result = part(setup, *arguments)
        if name:
            result, lists[name] = result
        found.extend(result)
        print(f"{time.monotonic() - begin:6.0f} s  {part.__name__}", file=sys.stderr)

    add(sections.pairs)
    add(sections.leave_one_out)
    add(sections.simulation)
    add(sections.tortured_phrases, "tortured_failures.jsonl")
    add(sections.dictionary_curve)
    if models:
        add(sections.model_curve, None, models)
    add(sections.honest_text, "harm_edits.jsonl")
    return found, lists


def write(folder, found, lists, quick):
    folder.mkdir(parents=True, exist_ok=True)
    title = "# Quality figures" + (" (quick: rough)" if quick else "")
    parts = [title] + [f"## {part.title}\n\n{part.note}" +
                       ("\n\n" + table.markdown(part.columns, part.rows) if part.rows else "")
                       for part in found]
    (folder / "evaluation.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    (folder / "evaluation.json").write_text(
        json.dumps({part.title: part.rows for part in found}, indent=1) + "\n")
    for name, records in lists.items():
        simulated.write_jsonl(folder / name, records)


def main():
    arguments = read_arguments()
    shared = measures.shared_folder()
    if shared is None:
        print("evaluate: skipped, there is no ../shared to measure on")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found, lists = measure(set_up(arguments, shared, folder), arguments.models)
    write(arguments.output, found, lists, arguments.quick)
    print(arguments.output / "evaluation.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
