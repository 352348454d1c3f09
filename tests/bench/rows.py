"""The rows of the table: what is measured, how, and what is aimed at.

Each measurement is a generator of figures. One that cannot be made raises Skipped, or Failed when
the program did not do its work; the others go on.
"""
import pathlib
import tempfile
import typing

import lexicons
import measures
import memory
import timing
from program import ENDINGS, Skipped

PLAIN, GIBIBYTE = "x wc -w", 1 << 30
MEMORY_TARGET, START_TARGET, DICTIONARY_TARGET = 64, 5, 15


class Figure(typing.NamedTuple):
    """One line of the table. `by_wall` is the same ratio by the clock, where the figure is one of
    processor time; `speed` MB of text a second of processor time; `target` a limit with its
    direction, `aim` what is hoped for beyond it."""
    name: str
    figure: float = None
    unit: str = ""
    by_wall: float = None
    speed: float = None
    target: tuple = None     # (">=" or "<=", limit)
    aim: float = None
    note: str = ""
    failed: bool = False     # the program did not do its work: no figure

    def met(self):
        """True, False, or None: nothing to compare."""
        if self.failed:
            return False
        if self.target is None or self.figure is None:
            return None
        sign, limit = self.target
        return self.figure >= limit if sign == ">=" else self.figure <= limit


class Bench(typing.NamedTuple):
    """What the rows are measured with."""
    program: object          # Program
    texts: object            # data.Texts
    folder: pathlib.Path     # for files that a row makes
    times: int               # runs of each command
    patience: float          # seconds for one run
    line_size: int           # bytes of the one long line


def speed(bench, name, command, file, target, aim=None):
    """A command over one of the texts, beside wc on it."""
    found = timing.beside_wc(command, bench.texts[file], bench.times, bench.patience)
    return Figure(name, found.by_cpu, PLAIN, found.by_wall, found.megabytes_per_second, target, aim)


def clean(bench):
    command = bench.program.command(bench.texts["clean.txt"])
    yield speed(bench, "clean text, all default passes", command, "clean.txt", (">=", 2), 3)


def detect(bench):
    command = bench.program.command(bench.texts["clean.txt"], subcommand="detect")
    yield speed(bench, "`unspin detect`, clean text", command, "clean.txt", (">=", 2.5))


def jsonl(bench):
    command = bench.program.command("-f", "jsonl", bench.texts["clean.jsonl"])
    yield speed(bench, "clean JSONL", command, "clean.jsonl", (">=", 1.4))


def compressed(method, limit):
    def measure(bench):
        file = bench.texts["clean.jsonl" + ENDINGS[method]]
        command = bench.program.compressing(method, file)
        timing.warm(file)
        name = f"clean JSONL, {method} in and out"
        yield speed(bench, name, command, "clean.jsonl", (">=", limit))
    return measure


def recompress(bench):
    """The same work without us: what of the time is the compression's."""
    file = bench.texts["clean.jsonl.zst"]
    command = bench.program.compressing("zstd", file)
    alone = f"zstd -dcq '{file}' | zstd -qc -T1"
    own, other = timing.in_turns([command, alone], bench.times, bench.patience)
    yield Figure("zstd in and out, beside zstd alone doing the same", other.cpu / own.cpu,
                 "x zstd", other.wall / own.wall)


def spun(bench):
    command = bench.program.command(bench.texts["spun.txt"])
    yield speed(bench, "text spun throughout", command, "spun.txt", (">=", 0.5), 1)


def mojibake(bench):
    command = bench.program.command(bench.texts["mojibake.txt"])
    yield speed(bench, "mojibake throughout", command, "mojibake.txt", (">=", 0.3))


def threads(bench):
    """By the clock, of course: processor time does not shrink."""
    for name, file in (("clean JSONL", "clean.jsonl"), ("spun JSONL", "spun.jsonl")):
        timing.warm(bench.texts[file])
        one, two = timing.in_turns(
            [bench.program.command("-f", "jsonl", bench.texts[file], threads=n) for n in (1, 2)],
            bench.times, bench.patience)
        yield Figure(f"`-j 2`, {name}", one.wall / two.wall, "x -j 1, by the clock",
                     target=(">=", 1.8))


def memory_of(bench, name, command, chunks=None):
    found = memory.peak(command, chunks, bench.patience)
    return Figure(f"peak memory, {name}", found.own, "MiB",
                  target=("<=", MEMORY_TARGET), note=f"{found.total:.0f} MiB with mapped files")


def peaks(bench):
    for name, file in (("clean text", "clean.txt"), ("clean JSONL", "clean.jsonl"),
                       ("spun text", "spun.txt")):
        yield memory_of(bench, name, bench.program.command(bench.texts[file]))


def long_lines(bench):
    text = memory.line_text(bench.texts["clean.txt"])
    size, shown = bench.line_size, f"one line of {bench.line_size >> 20} MiB"
    yield memory_of(bench, f"{shown}, plain text", bench.program.command(),
                    memory.one_line(text, size))
    yield memory_of(bench, f"{shown}, JSONL", bench.program.command("-f", "jsonl"),
                    memory.one_line(text, size, b'{"id":1,"text":"', b'"}\n'))


def start(bench):
    times = measures.start_times(bench.program.binary)
    yield Figure("start: an empty file, beyond `true`", times["unspin"] - times["true"],
                 "ms, median", target=("<=", START_TARGET))


def dictionary(bench):
    """Two lexicons that are read in the same way: every tenth row of each dictionary, and all.
    (`-D` with a source would measure how fast rows are compiled.)"""
    file = bench.texts["clean.txt"]
    rows = lexicons.read_rows()
    families = {row.family for row in rows}
    tenth = [row for family in sorted(families)
             for row in [one for one in rows if one.family == family][::10]]
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        commands = [bench.program.command(
            "--data-dir", lexicons.compile_rows(bench.program.binary, part,
                                                pathlib.Path(folder, name)), file)
            for name, part in (("tenth", tenth), ("all", rows))]
        timing.warm(file)
        small, full = timing.in_turns(commands, bench.times, bench.patience)
    yield Figure(f"dictionary of {len(rows):,} rows instead of {len(tenth):,}: slower by",
                 100 * (full.cpu / small.cpu - 1), "%", 100 * (full.wall / small.wall - 1),
                 target=("<=", DICTIONARY_TARGET))


ROWS = {"clean": clean, "detect": detect, "jsonl": jsonl,
        "zstd": compressed("zstd", 1.1), "gzip": compressed("gzip", 0.9),
        "recompress": recompress, "spun": spun, "mojibake": mojibake, "threads": threads,
        "memory": peaks, "line": long_lines, "start": start, "dictionary": dictionary}


def measure(bench, key):
    """The figures of a row; one that says why when there are none."""
    found = []
    try:
        for figure in ROWS[key](bench):
            found.append(figure)
    except Skipped as reason:
        found.append(Figure(key, note=f"skipped, {reason}"))
    except timing.Failed as reason:
        found.append(Figure(key, note=f"FAILED, {reason}", failed=True))
    return found


COLUMNS = ("measure", "figure", "unit", "by the clock", "MB/s", "target", "met")


def as_row(figure):
    """For the table."""
    target = "" if figure.target is None else f"{figure.target[0]} {figure.target[1]}"
    return {"measure": figure.name + (f": {figure.note}" if figure.note else ""),
            "figure": rounded(figure.figure), "unit": figure.unit,
            "by the clock": rounded(figure.by_wall), "MB/s": rounded(figure.speed),
            "target": target + (f" (aim {figure.aim})" if figure.aim else ""),
            "met": {True: "yes", False: "NO", None: ""}[figure.met()]}


def rounded(value):
    """Three digits are more than such figures are good for."""
    return None if value is None else float(f"{value:.3g}")
