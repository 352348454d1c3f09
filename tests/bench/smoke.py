"""Whether every row's command works and its output is right, on small generated texts.

No figure is judged: a busy machine must not fail this.
"""
import json
import subprocess

import data
import generate
import instructions
import rows
import timing
from program import ENDINGS, Skipped, compressed, decompressed

LINE_SIZE = 8 << 20
SMOKE_SHARE = 0.0002  # of the large texts: 40 kB of clean prose
LEAST_REPAIRED = 0.98  # of the paragraphs of mojibake


class Checks:
    """Counts, and says what failed or was left out."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, name, holds):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAIL {name}")

    def attempt(self, name, holds):
        """`holds` is called; it may raise Skipped."""
        try:
            self.check(name, holds())
        except Skipped as reason:
            self.skipped += 1
            print(f"skipped: {name}: {reason}")
        except (subprocess.CalledProcessError, timing.Failed, OSError, ValueError) as failure:
            self.check(f"{name}: {failure}", False)

    def line(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def output(command):
    return subprocess.run([str(one) for one in command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, env=timing.ENVIRONMENT, check=True).stdout


def unchanged(bench, name, *options):
    file = bench.texts[name]
    return output(bench.program.command(*options, file)) == file.read_bytes()


def judged_spun(bench, name):
    """The share of the documents."""
    lines = output(bench.program.command("-f", "jsonl", bench.texts[name], subcommand="detect"))
    verdicts = [json.loads(line)["spun"] for line in lines.decode().splitlines()]
    return sum(verdicts) / len(verdicts)


SUREST = (("mannequin", "model"), ("coaching", "training"), ("know-how", "technology"),
          ("In keeping with", "According to"))


def spun_is_repaired(bench):
    """The surest words of the spinner are gone, and those of the author back."""
    file = bench.texts["spun.txt"]
    before, after = (text.decode() for text in (
        file.read_bytes(), output(bench.program.command(file))))
    return all(after.count(spun) < 0.05 * before.count(spun) and
               after.count(word) > before.count(word) for spun, word in SUREST)


def mojibake_is_repaired(bench):
    wanted = generate.plain_text(
        [generate.typeset(text) for text in generate.documents(data.SMOKE_SIZE)]).split("\n\n")
    found = output(bench.program.command(bench.texts["mojibake.txt"])).decode().split("\n\n")
    same = sum(one == other for one, other in zip(found, wanted, strict=True))
    return same >= LEAST_REPAIRED * len(wanted)


def same_with_threads(bench, name, *options):
    one, two = (output(bench.program.command(*options, bench.texts[name], threads=number))
                for number in (1, 2))
    return one == two


def same_when_compressed(bench, method):
    name = "clean.jsonl"
    command = bench.program.compressing(method, bench.texts[name + ENDINGS[method]])
    return decompressed(method, output(command)) == bench.texts[name].read_bytes()


def check_outputs(checks, bench):
    jsonl = ("-f", "jsonl")
    checks.attempt("clean text is unchanged", lambda: unchanged(bench, "clean.txt"))
    checks.attempt("clean JSONL is unchanged", lambda: unchanged(bench, "clean.jsonl", *jsonl))
    checks.attempt("no clean text is judged spun", lambda: judged_spun(bench, "clean.jsonl") == 0)
    checks.attempt("every spun text is judged spun", lambda: judged_spun(bench, "spun.jsonl") == 1)
    checks.attempt("spun text is repaired", lambda: spun_is_repaired(bench))
    checks.attempt("mojibake is repaired", lambda: mojibake_is_repaired(bench))
    for name, options in (("clean.jsonl", jsonl), ("spun.jsonl", jsonl), ("spun.txt", ())):
        checks.attempt(f"-j 2 gives what -j 1 gives: {name}",
                       lambda: same_with_threads(bench, name, *options))
    for method in ENDINGS:
        checks.attempt(f"{method}: clean JSONL is unchanged inside",
                       lambda: same_when_compressed(bench, method))


def check_figures(checks, figures):
    """Each row has a figure, or could not be measured here."""
    for one in figures:
        if one.note.startswith("skipped"):
            checks.skipped += 1
            print(f"skipped: row {one.name}: {one.note}")
        else:
            checks.check(f"row {one.name}: {one.note or one.figure}",
                         not one.failed and one.figure is not None)


def texts_are_reproducible(program, folder):
    """The way in which the large texts are made, on measuring data of the same shape."""
    if not (program.binary.parent / "unspin_forward").is_file():
        raise Skipped("unspin_forward has not been built")
    shared = folder / "shared"
    for name in ("corpora", "clean", "pairs"):
        (shared / name).mkdir(parents=True)
    records = [{"id": f"document {number}", "text": text}
               for number, text in enumerate(generate.documents(4 * data.SMOKE_SIZE))]
    for name, part in (("corpora", records[1:]), ("clean", records[:1])):
        (shared / name / "sample.jsonl.zst").write_bytes(compressed("zstd", "".join(
            json.dumps(one) + "\n" for one in part).encode()))
    (shared / "pairs" / "dev.jsonl").write_text(
        json.dumps({"id": "pair", "spun": generate.spin(records[0]["text"])}) + "\n")
    contents = []
    for name in ("once", "again"):
        texts = data.make(program.binary, shared, folder / name, SMOKE_SHARE)
        contents.append([texts[file].read_bytes() for file in (
            "clean.txt", "clean.jsonl.zst", "spun.txt", "mojibake.jsonl")])
    return contents[0] == contents[1] and all(contents[0])


def more_than_at_start(program):
    counts, _ = instructions.count_all(program, ("start", "clean"))
    return 0 < counts["start"] < counts["clean"]


def check_instructions(checks, program):
    kept = instructions.read_kept()
    samples = generate.samples(instructions.SAMPLE_SIZE)
    checks.check("instructions.tsv is of these samples (run.py --instructions --keep)",
                 {key[1] for key in kept} == {instructions.digest(samples)})
    checks.attempt("instructions are counted", lambda: more_than_at_start(program))


def run(program, folder):
    """The figures of all rows, and the checks."""
    bench = rows.Bench(program, data.make_smoke(folder), folder, 1, 60, LINE_SIZE)
    checks = Checks()
    check_outputs(checks, bench)
    figures = [figure for key in rows.ROWS for figure in rows.measure(bench, key)]
    check_figures(checks, figures)
    check_instructions(checks, program)
    checks.attempt("the texts are made in the same way each time",
                   lambda: texts_are_reproducible(program, folder))
    return figures, checks
