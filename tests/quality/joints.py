#!/usr/bin/env python3
"""Measures the glue pass: `unspin --passes=glue`.

usage: joints.py UNSPIN_BINARY [--pairs N] [--words N] [--list FILE]
       joints.py --smoke UNSPIN_BINARY

All text is held back from training; the same arguments choose the same text.

1. Pairs of neighbouring sentences, joined without the space, each pair a text by itself.
2. The same kind of pair, joined where it stands in its document, one boundary in eight.
3. Headlines joined with the sentence below them without any mark, in their documents.
4. Two words joined, and a word cut in two, one in a text: only what is sure is to be repaired.
   For each: recall, and the share of edits that are right. An edit anywhere else is wrong, unless
   it was made in the text before anything was joined: that is counted under 5.
5. The text as it is: every edit that is not in joints_in_corpora.tsv, where the joints that its
   authors or scrapers made are listed after being read. --list writes every one, and what was
   missed or wrong above.
6. A second run over what was repaired has to change nothing.

Needs the measuring data in ../shared (or $UNSPIN_SHARED) and unspin_forward beside the binary;
without the data it says so and is done. Status 1 when a figure misses its limit. --smoke needs no
data: a few sentences of its own.
"""
import argparse
import json
import pathlib
import random
import re
import sys
import tempfile

import measures
import table as tables

GLUE = "--passes=glue"
ABBREVIATIONS = frozenset(
    "al cf ch co corp dr ed eds eg eq eqs esp etc ex fig figs gen gov inc jr lt ltd messrs mr mrs "
    "ms mt no nos op pp prof ref refs rep resp rev sec sen sr st viz vol vols vs approx dept est "
    "jan feb mar apr jun jul aug sept oct nov dec ave blvd rd".split())
# Behind a sentence's last word: its mark and what closes it, a space, what opens the next one.
BOUNDARY = re.compile(r"""(?<=[\w)%])[.!?]["')\u201d\u2019]* (?=["'(\u201c\u2018]?[A-Z])""")
LAST_WORD = re.compile(r"[\w\u2019'-]+(?=\W*$)")
NO_PROSE = re.compile(r"[`{}<>|\\=_~^$*\[\]#@/]|::|->|\w\(\)|\w\.\w")
SMOKE = ["They waited at the station for an hour. The train was late again.",
         "Nobody had told the driver about it. \u201cWe will walk,\u201d she said.",
         "The new bridge cost less than the old one. It opened last year."]


def boundaries(line):
    """Where sentences of a line of prose end: places of the space between two real ones."""
    found = [(0, 0)] + [m.span() for m in BOUNDARY.finditer(line)] + [(len(line), len(line))]
    places = []
    for before, here, behind in zip(found, found[1:], found[2:], strict=False):
        left, right = line[before[1]:here[1]].strip(), line[here[1]:behind[1]].strip()
        last = LAST_WORD.search(left)
        if (min(len(left.split()), len(right.split())) < 4 or NO_PROSE.search(left + " " + right)
                or not left.lstrip("\"'(\u201c\u2018")[:1].isupper() or right[-1] not in
                ".!?\"')\u201d\u2019" or last is None or len(last[0]) < 2
                or last[0].lower() in ABBREVIATIONS):
            continue
        places.append(here[1] - 1)
    return places


def pairs(documents, number, dice):
    """Texts of two joined sentences, with the place of the joint."""
    found = []
    for text in documents:
        lines = [(line, boundaries(line)) for line in text.split("\n")]
        choice = [(line, places, i) for line, places in lines for i in range(len(places))]
        for line, places, i in dice.sample(choice, min(4, len(choice))):
            at = places[i]
            begin = places[i - 1] + 1 if i else 0
            end = places[i + 1] if i + 1 < len(places) else len(line)
            found.append((line[begin:at] + line[at + 1:end], [at - begin]))
    dice.shuffle(found)
    return found[:number]


def joined(text, places):
    """The text without the characters at some places, and where they are missing."""
    gone = set(places)
    return ("".join(c for i, c in enumerate(text) if i not in gone),
            [at - i for i, at in enumerate(sorted(places))])


def in_documents(documents, number, dice):
    found, count = [], 0
    for text in documents:
        places, begin = [], 0
        for line in text.split("\n"):
            places += [begin + at for at in boundaries(line) if dice.random() < 0.125]
            begin += len(line) + 1
        if places and count < number:
            found.append(joined(text, places))
            count += len(places)
    return found


HEADLINE = re.compile(r"(?:^|\n)([A-Z][^\n.!?:;]{14,90}[a-z]{3})\n+(?=[A-Z][a-z]*[ ,][^\n]{60})")


def headlines(documents, number, dice):
    """A headline and the sentence below it, in the document, without anything between them."""
    found = []
    for text in documents:
        choice = [m for m in HEADLINE.finditer(text) if len(m[1].split()) >= 3
                  and not NO_PROSE.search(m[1] + " " + text[m.end():m.end() + 60])]
        if choice:
            match = dice.choice(choice)
            found.append((text[:match.end(1)] + text[match.end():], [match.end(1)]))
    return found[:number]


WORD = re.compile(r"(?<= )[a-z]{3,}(?=[ ,.])")


def words(documents, number, dice, cut):
    """A sentence with two words joined or one cut in two."""
    found = []
    for text in documents:
        lines = [line for line in text.split("\n") if len(line.split()) > 12
                 and not NO_PROSE.search(line)]
        if not lines:
            continue
        line = dice.choice(lines)
        choice = [m for m in WORD.finditer(line) if not cut or len(m[0]) >= 7]
        choice = [m for m in choice
                  if cut or WORD.match(line, m.end() + 1) and line[m.end()] == " "]
        if not choice:
            continue
        match = dice.choice(choice)
        if cut:
            at = match.start() + dice.randint(2, len(match[0]) - 2)
            found.append((line[:at] + " " + line[at:], [at]))
        else:
            found.append((line[:match.end()] + line[match.end() + 1:], [match.end()]))
    return found[:number]


def run(binary, texts):
    """The repaired texts, and for each the edits made, in characters."""
    with tempfile.TemporaryDirectory() as folder:
        source, log = pathlib.Path(folder, "in.jsonl"), pathlib.Path(folder, "log")
        source.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), encoding="utf-8")
        output = measures.run([binary, GLUE, "-f", "jsonl", "--edits", log, source])
        repaired = [json.loads(line)["text"] for line in output.decode("utf-8").splitlines()]
        edits = [[] for _ in texts]
        raw = [text.encode("utf-8") for text in texts]
        for edit in measures.records(log):
            if "before" in edit:
                record = edit["record"]
                at = len(raw[record][:edit["begin"]].decode("utf-8"))
                edits[record].append((at, edit["before"], edit["after"]))
    return repaired, edits


def shown(text, at):
    return (text[max(0, at - 50):at] + "|" + text[at:at + 50]).replace("\n", "\\n")


def measure(table, binary, name, cases, listing, limits, known):
    """`limits`: recall (None: told) and precision. `known`: what is edited in the text as it is,
    as pairs of runs."""
    texts = [text for text, _ in cases]
    repaired, edits = run(binary, texts)
    hits = wrong = 0
    for (text, places), made in zip(cases, edits, strict=True):
        at_places = {at for at, _, _ in made}
        hits += sum(place in at_places for place in places)
        for place in places:
            if place not in at_places:
                listing.append(f"{name}\tmissed\t{shown(text, place)}")
        for at in sorted(at_places - set(places)):
            if run_at(text, at) not in known:
                wrong += 1
                listing.append(f"{name}\twrong\t{shown(text, at)}")
    wanted = sum(len(places) for _, places in cases)
    table.told(f"{name}: joints", wanted)
    recall = hits / max(1, wanted)
    if limits[0] is None:
        table.told(f"{name}: recall", recall)
    else:
        table.at_least(f"{name}: recall", recall, limits[0])
    table.at_least(f"{name}: precision", hits / max(1, hits + wrong), limits[1])
    again, _ = run(binary, repaired)
    table.at_most(f"{name}: texts that a second run changes",
                  sum(a != b for a, b in zip(repaired, again, strict=True)), 0)


def run_at(text, at):
    """The stretch without white space around a place, which is marked in it."""
    begin = max(text.rfind(c, 0, at) for c in " \n\t") + 1
    end = min(e if e >= 0 else len(text) for e in (text.find(c, at) for c in " \n\t"))
    return text[begin:at] + "|" + text[at:end]


def read_known():
    path = pathlib.Path(__file__).with_name("joints_in_corpora.tsv")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line for line in lines if line and not line.startswith("# "))


def measure_untouched(table, binary, documents, listing, known):
    repaired, edits = run(binary, documents)
    new = 0
    for text, made in zip(documents, edits, strict=True):
        for at, _, _ in made:
            is_new = run_at(text, at) not in known
            new += is_new
            listing.append(f"clean\t{'new' if is_new else 'read'}\t{run_at(text, at)}\t"
                           + shown(text, at))
    table.told("text as it is: words", sum(len(text.split()) for text in documents))
    table.told("text as it is: joints restored", sum(map(len, edits)))
    table.at_most("text as it is: of them not read and found right", new, 0)
    again, _ = run(binary, repaired)
    table.at_most("text as it is: texts that a second run changes",
                  sum(a != b for a, b in zip(repaired, again, strict=True)), 0)


def up_to(documents, count):
    found = []
    for text in documents:
        if count <= 0:
            break
        found.append(text)
        count -= len(text.split())
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=10000)
    parser.add_argument("--words", type=int, default=1000000)
    parser.add_argument("--list", type=pathlib.Path, help="write what went wrong there")
    parser.add_argument("--smoke", action="store_true")
    arguments = parser.parse_args()
    binary, shared = arguments.binary.resolve(), measures.shared_folder()
    if shared is None and not arguments.smoke:
        print("joints: skipped, there is no ../shared to measure on")
        print("0 passed, 0 failed, 1 skipped")
        return 0
    dice, known = random.Random(20240501), set()
    documents = list(SMOKE) if arguments.smoke else [
        one["text"] for one in measures.held_out(binary, shared, "--documents", 9000)]
    dice.shuffle(documents)
    table, listing = tables.Table({}), []

    def row(name, cases, *limits):
        measure(table, binary, name, cases, listing, limits, known)

    number = arguments.pairs
    _, edits = run(binary, documents)
    known |= {run_at(text, at) for text, made in zip(documents, edits, strict=True)
              for at, _, _ in made}
    row("pairs of sentences", pairs(documents, number, dice), 0.95, 0.99)
    if not arguments.smoke:
        row("sentences in documents", in_documents(documents, number, dice), 0.95, 0.99)
        row("headlines", headlines(documents, number // 5, dice), None, 0.99)
        row("words joined", words(documents, number // 5, dice, False), None, 0.99)
        row("words cut", words(documents, number // 5, dice, True), None, 0.99)
    measure_untouched(table, binary, up_to(documents, arguments.words), listing, read_known())
    print(table.markdown())
    if arguments.list:
        arguments.list.write_text("\n".join(listing) + "\n", encoding="utf-8")
    print(f"\n{table.count(True)} passed, {table.count(False)} failed, 0 skipped")
    return 1 if table.count(False) else 0


sys.exit(main())
