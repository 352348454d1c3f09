#!/usr/bin/env python3
"""Measures the removals of `unspin --profile corpus`.

usage: removals.py UNSPIN_BINARY [--documents N] [--list FILE]

1. The seed texts: what has to go is gone, what has to stay is there. Only snippets of them are
   named here.
2. Blocks of made-up widgets (widget_blocks.py) and repeats of paragraphs are put into clean texts
   that nothing was trained on, at lines chosen by chance: F1 by line for what was put in.
3. The same texts as they are: the share of lines kept. --list writes every line that went.
4. Headlines of other stories above these texts: how many go, for information.
5. A second run over what is left of the damaged texts has to change nothing.

Needs the measuring data in ../shared (or $UNSPIN_SHARED) and unspin_forward beside the binary;
without the data it says so and is done. Status 1 when a figure misses its limit.
"""
import argparse
import collections
import json
import pathlib
import random
import sys
import tempfile

import measures
import table as tables
import widget_blocks

SOURCES = ("senate_press", "lctt_opensource", "tech_blogs", "masc_oanc", "openstax", "gov_us_web")
REMOVALS = "--passes=dump,widget,repeat,stray"
PROFILE = ("--profile", "corpus")
# What has to become of the seeds: snippets of lines that stay, and of lines that go.
STAYS = {
    "001": ["Huawei Chips Stumble", "has reportedly postponed the launch", "persistent technical",
            "for inference tasks", "was delayed due to these technical hurdles", "underscores",
            "still lag in stability", "even dispatched engineers", "agreed to remit 15%",
            "have expressed security concerns", "Ritwik Gupta", "pushed for more time",
            "$600 billion wipeout", "test-time scaling"],
    "002": ["inter-chip connectivity", "In practice, however"],
    "003": ["next AI model delayed", "* encouraged to use", "* Huawei sent a team",
            "for inference.", "AI is all about the ecosystem"],
}
GOES = {
    "000": ["Gold prices"],
    "001": ["See Also", "Loading", "Read Next", "Disclaimer", "mundissima", "AMD Logo", "AMDAdvanced", "163.20",
            "Stock Score", "vital metrics", "Unlock", "Edge Rankings", "Momentum", "86.14",
            "Growth", "Quality", "11.84", "Price Trend", "brought to you", "Comments"],
    "002": ["newsletter to get", "You could like", "publication to get"],
    "003": ["Array", "=>", "addOns", "Well-known member", "Back", "Top"],
}


def repaired(binary, data, *options):
    return measures.run([binary, *options], data)


def measure_seeds(table, binary, shared):
    for number in ("000", "001", "002", "003", "004"):
        raw = measures.seed(shared, number).read_bytes()
        out = repaired(binary, raw, *PROFILE)
        text = out.decode("utf-8")
        lost = [s for s in STAYS.get(number, []) if s not in text]
        left = [s for s in GOES.get(number, []) if s in text]
        table.at_most(f"seed {number}: wanted lines lost {lost or ''}", len(lost), 0)
        table.at_most(f"seed {number}: unwanted lines left {left or ''}", len(left), 0)
        table.at_least(f"seed {number}: a second run changes nothing (1: yes)",
                       int(repaired(binary, out, *PROFILE) == out), 1)
        if number == "003":
            table.at_most("seed 003: times its bullets are said", text.count("* encouraged"), 1)
        if number == "000":
            table.at_least("seed 000: the body is untouched (1: yes)",
                           int(out == raw.partition(b"\n")[2]), 1)
    clean = measures.seed(shared, "004").read_bytes()
    for options in ((), PROFILE):
        table.at_least(f"seed 004: unchanged {' '.join(options)} (1: yes)",
                       int(repaired(binary, clean, *options) == clean), 1)


def clean_articles(binary, shared, documents):
    """Texts of some lines each, held out of training or never used for it."""
    files = [shared / "corpora" / f"{name}.jsonl.zst" for name in SOURCES]
    lexicon = measures.builtin_lexicon(binary)
    held_out = measures.forward(binary, lexicon, files, "--intensity", 0, "--documents", documents,
                                "--least-words", 120, recipe=measures.RECIPE)
    never = measures.forward(binary, lexicon, measures.clean_files(shared), "--intensity", 0,
                             "--least-words", 120, "--documents", documents // 2)
    texts = [one["original"].strip("\n") + "\n" for one in held_out + never]
    return [text for text in texts if text.count("\n") >= 3]


def near(line, dice):
    """A line as another part of a page may repeat it."""
    return dice.choice([line, line, "> " + line, "* " + line, line.replace(" ", "  ", 2),
                        line.upper() if len(line) < 200 else line])


def damaged(text, blocks, dice):
    """Lines of a text with blocks and repeats between: pairs of a line and what put it there."""
    lines = [(line, None) for line in text.splitlines()]
    for _ in range(dice.randint(1, 3)):
        name, block = widget_blocks.block(blocks, dice)
        at = dice.randint(0, len(lines))
        gap = [("", None)] if dice.random() < 0.3 else []
        lines[at:at] = gap + [(line, name) for line in block] + gap
    long_lines = [i for i, (line, name) in enumerate(lines)
                  if name is None and len(line) >= 120 and line[-1] in ".!"]
    if long_lines and dice.random() < 0.5:
        i = dice.choice(long_lines)
        at = dice.randint(i + 1, len(lines))
        lines.insert(at, (near(lines[i][0], dice), "repeat"))
    return lines


def removed_lines(binary, texts):
    """For each text the numbers of the lines that are not there any more."""
    with tempfile.TemporaryDirectory() as folder:
        source, log = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "log")
        source.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
        measures.run([binary, REMOVALS, "-f", "jsonl", "--edits", log,
                      source])
        gone = [set() for _ in texts]
        rules = {}
        for edit in measures.records(log):
            if "before" not in edit:
                continue
            number = edit["record"]
            raw = texts[number].encode("utf-8")
            lines = raw[edit["begin"]:edit["end"]].strip(b"\r\n").split(b"\n")
            skipped = raw[edit["begin"]:edit["end"]].lstrip(b"\r\n")
            lead = edit["end"] - edit["begin"] - len(skipped)
            first = raw[:edit["begin"] + lead].count(b"\n")
            for i, line in enumerate(lines):
                if line.strip():
                    gone[number].add(first + i)
                    rules[number, first + i] = edit["rule"]
    return gone, rules


def repaired_texts(binary, texts):
    data = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode("utf-8")
    output = repaired(binary, data, REMOVALS, "-f", "jsonl")
    return [json.loads(line)["text"] for line in output.decode("utf-8").splitlines()]


def measure_strays(table, binary, articles):
    long_ones = [text for text in articles if len(text.split()) >= 200]
    headlines = widget_blocks.HEADLINES
    texts = [headlines[i % len(headlines)] + "\n" + text for i, text in enumerate(long_ones)]
    gone, _ = removed_lines(binary, texts)
    table.told("headlines of other stories above a text: share that goes",
               sum(0 in out for out in gone) / max(1, len(texts)))
    gone, _ = removed_lines(binary, long_ones)
    table.told("first lines of their own: share that stays",
               1 - sum(0 in out for out in gone) / max(1, len(long_ones)))


def measure_inserted(table, binary, articles, blocks, name, listing):
    dice = random.Random(20240501)
    texts = [damaged(text, blocks, dice) for text in articles]
    raw = ["".join(line + "\n" for line, _ in lines) for lines in texts]
    gone, rules = removed_lines(binary, raw)
    once = repaired_texts(binary, raw)
    table.at_most(f"{name}: texts that a second run changes",
                  sum(a != b for a, b in zip(once, repaired_texts(binary, once), strict=True)), 0)
    hits = misses = extra = 0
    missed = collections.Counter()
    wanted = collections.Counter()
    for number, (lines, out) in enumerate(zip(texts, gone, strict=True)):
        for i, (line, block) in enumerate(lines):
            if not line.strip():
                continue
            hits += block is not None and i in out
            misses += block is not None and i not in out
            extra += block is None and i in out
            wanted[block] += 1
            if block is not None and i not in out:
                missed[block] += 1
                listing.append(f"{name}\tmissed\t{block}\t{line}")
            if block is None and i in out:
                listing.append(f"{name}\textra\t{rules[number, i]}\t{line}")
    precision, recall = hits / max(1, hits + extra), hits / max(1, hits + misses)
    table.told(f"{name}: lines put in", hits + misses)
    table.told(f"{name}: precision", precision)
    table.told(f"{name}: recall", recall)
    table.at_least(f"{name}: F1 by line", 2 * precision * recall / max(1e-9, precision + recall),
                   0.95)
    for block, count in missed.most_common():
        listing.append(f"{name}\tblock\t{block}\t{count} of {wanted[block]}")


def measure_untouched(table, binary, articles, listing):
    gone, rules = removed_lines(binary, articles)
    lines = sum(1 for text in articles for line in text.splitlines() if line.strip())
    lost = sum(map(len, gone))
    table.told("clean articles", len(articles))
    table.told("clean articles: lines", lines)
    table.told("clean articles: lines removed", lost)
    table.at_least("clean articles: share of lines kept", 1 - lost / max(1, lines), 0.999)
    for number, out in enumerate(gone):
        split = articles[number].splitlines()
        listing += [f"clean\textra\t{rules[number, i]}\t{split[i]}" for i in sorted(out)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--list", type=pathlib.Path, help="write what went wrong there")
    arguments = parser.parse_args()
    binary, shared = arguments.binary.resolve(), measures.shared_folder()
    if shared is None:
        print("removals: skipped, there is no ../shared to measure on")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    table, listing = tables.Table({}), []
    measure_seeds(table, binary, shared)
    articles = clean_articles(binary, shared, arguments.documents)
    measure_untouched(table, binary, articles, listing)
    measure_inserted(table, binary, articles, widget_blocks.TUNED, "tuned blocks", listing)
    measure_inserted(table, binary, articles, widget_blocks.UNSEEN, "unseen blocks", listing)
    measure_strays(table, binary, articles)
    print(table.markdown())
    if arguments.list:
        arguments.list.write_text("\n".join(listing) + "\n", encoding="utf-8")
    print(f"\n{table.count(True)} passed, {table.count(False)} failed, 0 skipped")
    return 1 if table.count(False) else 0


sys.exit(main())
