#!/usr/bin/env python3
"""Says which words speak for a widget: the rows of kind "word" in widgets.phrases.

usage: widget_words.py UNSPIN_BINARY PHRASES

Compares the words of the hand-written patterns with those of short lines, headings and items of
lists, of clean text, but for the documents held out for measuring. A word's weight is the
probability of a widget, either being as likely beforehand, given that word alone. Prints rows.
Needs the measuring data in ../shared (or $UNSPIN_SHARED), unspin_forward beside the binary, zstd.
"""
import collections
import json
import math
import pathlib
import re
import subprocess
import sys

import measures

SOURCES = ("senate_press", "lctt_opensource", "tech_blogs", "tech_blogs_2", "gov_us_web",
           "gov_us_web_2", "openstax", "masc_oanc", "handbook_business", "gov_uk_service_manual",
           "medquad", "cooking")
OWN = {"word", "verb", "topic", "server", "script"}
WORD = re.compile(r"[^\W_][\w'&+-]*")
SMOOTH = 0.5
LEAST_ROWS, LEAST_LINES = 2, 60  # a word needs so many patterns, or so many clean lines


def words_of(line):
    return set(WORD.findall(line.lower().replace("\u2019", "'")))


def pattern_words(path):
    counts, total = collections.Counter(), 0
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#") or len(columns) != 5 or columns[1] in OWN:
            continue
        counts.update(words_of(columns[0].replace("<n>", " ")))
        total += 1
    return counts, total


def clean_words(shared, held_out):
    counts, total = collections.Counter(), 0
    for name in SOURCES:
        path = shared / "corpora" / f"{name}.jsonl.zst"
        for record in subprocess.run(["zstd", "-dc", path], stdout=subprocess.PIPE,
                                     check=True).stdout.splitlines():
            record = json.loads(record)
            if record.get("id") in held_out:
                continue
            for line in record["text"].splitlines():
                line = line.strip()
                if line and len(line.split()) <= 12 and line[-1] not in ".,;!?":
                    counts.update(words_of(line))
                    total += 1
    return counts, total


def main():
    binary, phrases = map(pathlib.Path, sys.argv[1:])
    shared = measures.shared_folder()
    held_out = {one["id"] for one in measures.held_out(binary.resolve(), shared)}
    widget, widgets = pattern_words(phrases)
    clean, lines = clean_words(shared, held_out)
    for word in sorted(set(widget) | set(clean)):
        if widget[word] < LEAST_ROWS and clean[word] < LEAST_LINES or word.isdigit():
            continue
        odds = ((widget[word] + SMOOTH) / (widgets + 1)) / ((clean[word] + SMOOTH) / (lines + 1))
        weight = 1 / (1 + 1 / odds)
        if abs(math.log(odds)) < 0.4:
            continue
        print(f"{word}\tword\tanywhere\t{min(0.97, max(0.03, weight)):.2f}\tcounts")


main()
