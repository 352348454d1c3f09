#!/usr/bin/env python3
"""Measures the detector.

usage: detection.py UNSPIN_BINARY [-o FOLDER]

Writes detection.md and detection.json into FOLDER, or the Markdown to stdout:

  Documents        real spun documents of 80 words or more against honest ones: rates at the
                   threshold of the verdict, area under the curve
  Paragraphs       of real spun documents, without the dictionary of their own family, against as
                   many honest ones: F1 where the score is at least 0.5, and of the verdict
  Calibration      simulated mixtures, half of them spun: reliability, expected calibration error
  Rates            simulated spinning by length and intensity, with all dictionaries and as a
                   stranger, at the verdict's false alarms
  Registers        honest documents judged spun, by source
  Time             the detector's share of a run over clean text

Honest documents are the half "report" of the held-out ones (samples.py), and those of other origin.
The numbers of the detector were chosen on the other half, and on simulated texts; no real spun text
was used for them. Needs the measuring data, and ten minutes; run.py measures the first two parts.
"""
import argparse
import collections
import json
import pathlib
import statistics
import sys
import tempfile
import time

import measures
import samples
import simulated
import table

DOCUMENT_WORDS = 80
PARAGRAPH_WORDS = 25
EVEN = 0.5  # the score at even odds
PER_LENGTH = 600
LENGTHS = ((10, 25), (25, 60), (60, 150), (150, 400), (400, 2000))


def detect(binary, texts, *options):
    """What `unspin detect` says of the texts: a record for each."""
    with tempfile.TemporaryDirectory() as folder:
        path = simulated.write_jsonl(pathlib.Path(folder, "texts.jsonl"),
                                     [{"text": text} for text in texts])
        output = measures.run([binary, "detect", "--format", "json", *options, path])
    return [json.loads(line) for line in output.splitlines()]


def honest_documents(binary, shared):
    """Records with "id" and "text": the reported half of what is held out, and of other origin."""
    known = {identity for _, identity in measures.spun_documents()}
    documents = samples.in_half(measures.held_out(binary, shared), "report")
    other = measures.forward(binary, measures.builtin_lexicon(binary), measures.clean_files(shared),
                             "--intensity", 0)
    documents += [{"id": one["id"], "text": one["original"]} for one in other]
    return [one for one in documents if not any(one["id"].endswith(name) for name in known)]


def spun_documents(shared):
    return measures.records(shared / "pairs" / "dev.jsonl")


def area_under_curve(low, high):
    """Of two lists of scores: how often one of `high` is greater than one of `low`."""
    ranked = sorted([(score, 0) for score in low] + [(score, 1) for score in high])
    below = wins = 0
    for score, group in equal_scores(ranked):
        wins += group[1] * (below + group[0] / 2)
        below += group[0]
    return wins / (len(low) * len(high))


def equal_scores(ranked):
    """Equal scores together: the score, and how many of either list have it."""
    groups = collections.OrderedDict()
    for score, which in ranked:
        groups.setdefault(score, [0, 0])[which] += 1
    return groups.items()


def rate(rows):
    return sum(row["spun"] for row in rows) / max(len(rows), 1)


def documents(binary, shared, honest_rows):
    """True and false alarms of the verdict, and the area under the curve."""
    spun = detect(binary, [one["spun"] for one in spun_documents(shared)])
    long = [row for row in spun if row["words"] >= DOCUMENT_WORDS]
    honest = [row for row in honest_rows if row["words"] >= DOCUMENT_WORDS]
    return {"spun documents": len(long), "honest documents": len(honest),
            "true positive rate": rate(long), "false positive rate": rate(honest),
            "area under the curve": area_under_curve([row["score"] for row in honest],
                                                     [row["score"] for row in long]),
            "shorter spun documents": len(spun) - len(long),
            "of them judged spun": rate([row for row in spun if row["words"] < DOCUMENT_WORDS])}


def paragraphs_of(text):
    return [line for line in text.split("\n") if len(line.split()) >= PARAGRAPH_WORDS]


def f1(hits, false_alarms, positives):
    return 2 * hits / max(hits + false_alarms + positives, 1)


def strange_paragraphs(binary, shared, honest, folder):
    """Rows by family: how well paragraphs of a spinner are told whose dictionary is left out. There
    are as many honest as spun ones; their false alarms come from a larger sample."""
    clean = [part for one in honest[::12] for part in paragraphs_of(one["text"])][:3000]
    families = sorted({one["family"] for one in spun_documents(shared)})
    lexicons = samples.without_family(binary, folder, families)
    rows = []
    for family in families:
        spun = [part for one in spun_documents(shared) if one["family"] == family
                for part in paragraphs_of(one["spun"])]
        found = detect(binary, spun, "--data-dir", lexicons[family])
        alarms = detect(binary, clean, "--data-dir", lexicons[family])
        row = {"family": family, "paragraphs": len(spun)}
        for name, test in (("even odds", lambda one: one["score"] >= EVEN),
                           ("verdict", lambda one: one["spun"])):
            hits = sum(map(test, found))
            share = sum(map(test, alarms)) / len(alarms)
            row |= {f"recall, {name}": hits / len(spun), f"false alarms, {name}": share,
                    f"F1, {name}": f1(hits, share * len(spun), len(spun))}
        rows.append(row)
    return rows


def calibration(clean, spun, strange):
    """Ten bins of scores, and the expected calibration error; either side weighs one half."""
    weighted = [(row["score"], 0, 0.5 / len(clean)) for row in clean]
    positives = spun + strange
    weighted += [(row["score"], 1, 0.5 / len(positives)) for row in positives]
    bins = collections.defaultdict(list)
    for score, label, weight in weighted:
        bins[min(int(score * 10), 9)].append((score, label, weight))
    rows, error = [], 0
    for key in sorted(bins):
        weight = sum(one[2] for one in bins[key])
        said = sum(one[0] * one[2] for one in bins[key]) / weight
        true = sum(one[1] * one[2] for one in bins[key]) / weight
        error += weight * abs(said - true)
        rows.append({"scores from": key / 10, "share": weight, "mean score": said,
                     "spun in truth": true})
    return rows, error


def rates(texts, found, strange):
    """The share judged spun by length and intensity."""
    rows = []
    for least, most in LENGTHS:
        row = {"words": f"{least} to {most}"}
        for name, results in (("", found), ("stranger, ", strange)):
            for intensity in samples.INTENSITIES:
                part = [result for one, result in zip(texts, results, strict=True)
                        if one["intensity"] == intensity and least <= result["words"] < most]
                row[f"{name}{intensity:.0%}"] = rate(part)
        rows.append(row)
    return rows


def registers(honest, honest_rows):
    """By source: documents, and how many were judged spun."""
    sums = collections.defaultdict(list)
    for one, row in zip(honest, honest_rows, strict=True):
        sums[one["id"].partition(":")[0]].append(row)
    return [{"source": source, "documents": len(rows), "judged spun": sum(r["spun"] for r in rows),
             "median score": statistics.median(r["score"] for r in rows)}
            for source, rows in sorted(sums.items())]


def seconds(arguments, data):
    begin = time.perf_counter()
    measures.run(arguments, data)
    return time.perf_counter() - begin


def share_of_time(binary, documents_, runs=3):
    """Of a run over clean text: the part that the detector takes."""
    data = "".join(json.dumps(one) + "\n" for one in documents_[:4000]).encode()
    command = [binary, "-f", "jsonl"]
    full = min(seconds(command, data) for _ in range(runs))
    without = min(seconds([*command, "--passes=-spin"], data) for _ in range(runs))
    return {"seconds": full, "share of the detector": 1 - without / full,
            "megabytes per second": len(data) / full / 1e6}


def detect_strangers(binary, texts, folder):
    """Each text without the dictionary of its own family."""
    found = [None] * len(texts)
    for family, data in samples.without_family(binary, folder).items():
        places = [i for i, one in enumerate(texts) if one["family"] == family]
        for place, row in zip(places, detect(binary, [texts[i]["spun"] for i in places],
                                             "--data-dir", data), strict=True):
            found[place] = row
    return found


def measure(binary, shared, folder):
    honest = honest_documents(binary, shared)
    rows = detect(binary, [one["text"] for one in honest])
    parts = {"Documents": [documents(binary, shared, rows)],
             "Paragraphs of strangers": strange_paragraphs(binary, shared, honest, folder)}
    held_out = samples.in_half(measures.held_out(binary, shared), "report")
    texts = samples.draw(binary, held_out, PER_LENGTH, folder)
    clean = detect(binary, [one["text"] for one in texts.clean])
    found = detect(binary, [one["spun"] for one in texts.spun])
    strange = detect_strangers(binary, texts.spun, folder)
    parts["Calibration"], error = calibration(clean, found, strange)
    parts["Calibration error"] = [{"expected calibration error": error,
                                   "honest": len(clean), "spun": len(found) + len(strange)}]
    parts["Rates"] = rates(texts.spun, found, strange)
    parts["Registers"] = registers(honest, rows)
    parts["Time"] = [share_of_time(binary, held_out)]
    return parts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, help="folder for what is written")
    arguments = parser.parse_args()
    shared = measures.shared_folder()
    if shared is None:
        print("detection: skipped, there is no ../shared to measure on")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        parts = measure(arguments.binary.resolve(), shared, folder)
    text = "\n\n".join(f"## {title}\n\n{table.markdown(tuple(rows[0]), rows)}"
                       for title, rows in parts.items())
    if arguments.output is None:
        print(text)
        return 0
    arguments.output.mkdir(parents=True, exist_ok=True)
    (arguments.output / "detection.md").write_text(f"# The detector\n\n{text}\n", encoding="utf-8")
    (arguments.output / "detection.json").write_text(json.dumps(parts, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
