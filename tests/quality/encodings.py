#!/usr/bin/env python3
"""Compares the encoding pass with ftfy on mojibake of names in 100 languages.

usage: encodings.py UNSPIN UNSPIN_NAMES [--languages N] [--names N] [--list FILE] [--smoke]

Every name that is not ASCII is written in UTF-8 and read in a single-byte encoding, one to three
times, and both programs get the result. Prints a Markdown table: the share of names that come back,
for each encoding and number of layers. The untouched names, and variants of them that honest text
has (capitals, quotation marks, dashes), must stay; a change of one is named.

Status 1 when ftfy repairs a larger share in any row or an untouched name is changed. Without ftfy
only our own figures are given, and a message. --smoke takes a few languages and leaves ftfy out;
at least SMOKE_RATE must come back. Needs no network; ftfy is not installed by this.
"""
import argparse
import json
import subprocess
import sys

ENCODINGS = ["latin-1", "cp1252", "mac_roman", "cp437", "cp1250", "cp1251", "cp1253", "cp1254",
             "cp1257", "koi8_r", "iso8859_2"]
LAYERS = (1, 2, 3)
SMOKE_RATE = 0.85


def byte_table(encoding):
    """What each byte stands for; one without a character is the control of its number."""
    def character(byte):
        try:
            return bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            return chr(byte)
    return [character(byte) for byte in range(256)]


def misread(text, table):
    return "".join(table[byte] for byte in text.encode())


def read_names(program, languages, most):
    """(language, name) pairs, at most so many of a language, evenly spaced."""
    out = subprocess.run([program, str(languages)], stdout=subprocess.PIPE, check=True).stdout
    by_language = {}
    for line in out.decode().splitlines():
        language, name = line.split("\t")
        if not name.isascii():
            by_language.setdefault(language, []).append(name)
    pairs = []
    for language, names in by_language.items():
        step = max(1, len(names) / most)
        pairs += [(language, names[int(i * step)]) for i in range(min(most, len(names)))]
    return pairs


def variants(name):
    """How honest text writes a name."""
    yield name
    yield name.upper()
    yield name.title()
    for form in ("“{}”", "«{}»", "„{}“", "‚{}‘", "‘{}’", "”{}”", "“{}…”", "«{}…»", "{}…", "{}™",
                 "{}®", "{}—{}", "–{}–", "{}’s", "{}·{}", "{}°", "«\u00a0{}\u00a0»", "¿{}?", "¡{}!", "€{}",
                 "{}²", "{}ª", "({}—", "{}”—", "…{}", "{}»,"):
        yield form.format(name, name)
        yield form.format(name.upper(), name.upper())


def ours(program, texts):
    """The texts behind the encoding pass, one JSON line each."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    out = subprocess.run([program, "-q", "-f", "jsonl", "--passes", "encoding"],
                         input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line)["text"] for line in out.decode().split("\n")[:-1]]


def find_ftfy():
    try:
        import ftfy
    except ImportError:
        return None
    return ftfy


def false_fixes(program, pairs):
    texts = sorted({text for _, name in pairs for text in variants(name)})
    changed = [(a, b) for a, b in zip(texts, ours(program, texts)) if a != b]
    print(f"untouched: {len(texts)} texts, {len(changed)} changed")
    for before, after in changed[:50]:
        print(f"  {before!r} -> {after!r}")
    return len(changed)


def measure(program, pairs, encoding, layers, ftfy, missed):
    """(repaired by us, by ftfy, by ftfy only) of the names."""
    table = byte_table(encoding)
    texts = [name for _, name in pairs]
    for _ in range(layers):
        texts = [misread(text, table) for text in texts]
    own, theirs, only_theirs = 0, 0, 0
    for (language, name), text, mended in zip(pairs, texts, ours(program, texts)):
        good = mended == name
        other = ftfy is not None and ftfy.fix_encoding(text) == name
        own += good
        theirs += other
        only_theirs += other and not good
        if not good:
            missed.append((encoding, layers, language, name, text, mended, other))
    return own, theirs, only_theirs


def share(count, of):
    return f"{count / of:.4f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("unspin")
    parser.add_argument("names")
    parser.add_argument("--languages", type=int, default=100)
    parser.add_argument("--names", dest="most", type=int, default=60)
    parser.add_argument("--list", dest="report")
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    ftfy = None if options.smoke else find_ftfy()
    if options.smoke:
        options.languages, options.most = 12, 20
    elif ftfy is None:
        print("ftfy is not installed: no comparison")
    pairs = read_names(options.names, options.languages, options.most)
    print(f"{len(pairs)} names of {len({language for language, _ in pairs})} languages")
    failed = false_fixes(options.unspin, pairs) > 0
    missed = []
    print("\n| encoding | layers | unspin | ftfy | by ftfy only |\n|---|---|---|---|---|")
    for encoding in ENCODINGS:
        for layers in LAYERS:
            own, theirs, only = measure(options.unspin, pairs, encoding, layers, ftfy, missed)
            print(f"| {encoding} | {layers} | {share(own, len(pairs))} | "
                  f"{share(theirs, len(pairs)) if ftfy else '-'} | {only if ftfy else '-'} |",
                  flush=True)
            failed |= theirs > own or (options.smoke and own < SMOKE_RATE * len(pairs))
    if options.report:
        with open(options.report, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in missed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
