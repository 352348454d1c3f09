"""Parts of the dictionaries, compiled into lexicons that --data-dir takes."""
import pathlib
import random
import re
import shutil
import typing

import measures

DICTIONARIES = pathlib.Path(__file__).resolve().parents[2] / "dictionaries" / "en"
SUFFIX = re.compile(r"(?:ing|ed|es|s|e|y|ies)$")


class Row(typing.NamedTuple):
    """A row of dictionaries/en: its family, the line, and the columns that matter here."""
    family: str
    line: str
    spun: str
    original: str
    source: str


def read_rows():
    """All rows, in the order of their files."""
    rows = []
    for path in sorted(DICTIONARIES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                fields = line.split("\t")
                rows.append(Row(path.stem, line, fields[0], fields[1], fields[6]))
    return rows


def compile_rows(binary, rows, folder, model=None):
    """Makes `folder` a folder for --data-dir: a lexicon of these rows, and the model if one is
    given. Returns the folder."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for family in sorted({row.family for row in rows}):  # a row's family is the name of its file
        sources.append(folder / f"{family}.tsv")
        sources[-1].write_text("".join(row.line + "\n" for row in rows if row.family == family),
                               encoding="utf-8")
    # Terms and counts come from clean text: they go with any part of the rows.
    sources += sorted(DICTIONARIES.glob("*.terms")) + sorted(DICTIONARIES.glob("*.counts"))
    if model:
        shutil.copy(model, folder / "context.model")
    measures.run([binary, "dict", "compile", *(["--model", model] if model else []),
                  "-o", folder / "builtin.lexicon", *sources])
    return folder


def sample(rows, share, seed=1):
    """A part of the rows. A smaller part is always a part of a larger one."""
    random_ = random.Random(seed)
    return [row for row in rows if random_.random() < share]


def variant_key(phrase):
    """The same for a phrase, its inflections, and its spellings with and without hyphens. Too
    many phrases share a key rather than too few: what is kept out is kept out in every form."""
    words = re.sub(r"[*']", "", phrase.lower()).replace("-", " ").split()
    return "".join(SUFFIX.sub("", word) if len(word) > 3 else word for word in words)


def keep_out(rows, share, seed=1):
    """Takes a part of the listed tortured phrases of several words, each with all its variants,
    out of all dictionaries. Returns the rows that are left, and the keys of what is out."""
    keys = sorted({variant_key(row.spun) for row in rows
                   if row.source == "pps" and len(row.spun.replace("-", " ").split()) > 1})
    out = set(random.Random(seed).sample(keys, round(share * len(keys))))
    return [row for row in rows if variant_key(row.spun) not in out], out
