"""Honest and spun texts of many lengths, to choose the detector's numbers on and to report on.

Held-out documents are divided into two halves by their id: "choose" is for choosing numbers (see
calibrate.py), "report" for reporting figures (see detection.py). Spun texts are simulated, each
measured with all dictionaries and without those of its own family."""
import itertools
import json
import pathlib
import typing
import zlib

import lexicons
import measures
import simulated

FAMILIES = ("areaunit", "autoblog", "gadget", "spinbot", "tortured")
INTENSITIES = (0.05, 0.1, 0.2, 0.4)
LENGTHS = ((10, 25), (25, 60), (60, 150), (150, 400), (400, 1500))  # words, from and to


class Texts(typing.NamedTuple):
    clean: list  # of records with "id", "text"
    spun: list   # of records with "id", "family", "intensity", "spun"


def half_of(identity):
    return ("choose", "report")[zlib.crc32(str(identity).encode()) & 1]


def in_half(records, half):
    return [one for one in records if half in ("all", half_of(one["id"]))]


def cut(binary, path, number, lengths):
    """Beginnings of `number` of the documents of the file, of so many words."""
    least, most = lengths
    return measures.forward(binary, measures.builtin_lexicon(binary), [path], "--intensity", 0,
                            "--documents", number, "--least-words", least, "--most-words", most,
                            "--seed", most)


def draw(binary, documents, number, folder):
    """`number` clean texts of each length, and as many of them spun by each family, at some
    intensity, with other beginnings for the clean ones."""
    folder = pathlib.Path(folder)
    sides = [[], []]
    for record in documents:
        sides[zlib.crc32(b"side" + record["id"].encode()) & 1].append(record)
    paths = [simulated.write_jsonl(folder / f"side{i}.jsonl", side)
             for i, side in enumerate(sides)]
    clean = [{"id": one["id"], "text": one["original"]}
             for lengths in LENGTHS for one in cut(binary, paths[0], number, lengths)]
    source = [{"id": one["id"], "text": one["original"]}
              for lengths in LENGTHS for one in cut(binary, paths[1], number, lengths)]
    spun = []
    for (i, family), (k, intensity) in itertools.product(enumerate(FAMILIES),
                                                         enumerate(INTENSITIES)):
        part = [one for n, one in enumerate(source) if (n + i) % len(INTENSITIES) == k]
        path = simulated.write_jsonl(folder / "part.jsonl", part)
        spun += [{**one, "intensity": intensity} for one in
                 measures.forward(binary, measures.builtin_lexicon(binary), [path], "--family",
                                  family, "--intensity", intensity)]
    # The lexicon may have nothing for a text: what was not changed is not spun.
    return Texts(clean, [one for one in spun if one["share"] > 0.01])


def without_family(binary, folder, families=FAMILIES):
    """A folder for --data-dir for each of the families: the dictionaries without it."""
    rows = lexicons.read_rows()
    return {family: lexicons.compile_rows(binary, [row for row in rows if row.family != family],
                                          pathlib.Path(folder) / f"without_{family}")
            for family in families}


def features(binary, lexicon, records, key):
    """What the detector sees of the records (unspin_features)."""
    data = "".join(json.dumps({key: one[key]}) + "\n" for one in records).encode()
    output = measures.run([binary.parent / "unspin_features", lexicon, key], data)
    return [json.loads(line) for line in output.splitlines()]


def as_strangers(binary, spun, folder):
    """The features of spun texts, each without the dictionary of its own family."""
    found = [None] * len(spun)
    for family, data in without_family(binary, folder).items():
        places = [i for i, one in enumerate(spun) if one["family"] == family]
        rows = features(binary, data / "builtin.lexicon", [spun[i] for i in places], "spun")
        for place, row in zip(places, rows, strict=True):
            found[place] = row
    return found
