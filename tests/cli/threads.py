"""Several threads write what one writes: outputs, logs, reports, statistics, messages."""
import gzip
import json
import pathlib
import random

import format_checks
from outcome import Skip, expect, expect_equal, fresh_folder, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
HONEST = [
    "The ferry left at noon with forty passengers and two bicycles.",
    "Nobody on the pier had expected so much wind in the middle of June.",
    "A gardener from the old town planted three rows of beans behind the school.",
    "Most of the letters were written in pencil on thin grey paper.",
    "Rain fell all night.By morning the lower fields were under water.",
    "The museum lends its smaller paintings to {schools} for a whole term.",
]
BROKEN = [b"no json\n", b'{"id":1}\n', b"\n", b'{"text":7}\n', b'{"text":"caf\xe9 {x}"}\n']


def records(generator, count):
    """JSON lines, of which some have been spun and some are broken."""
    spun = (ROOT / "examples" / "spun.txt").read_text()
    lines = []
    for number in range(count):
        text = " ".join(generator.choices(HONEST, k=generator.randint(1, 30)))
        if generator.random() < 0.02:
            text = spun
        lines.append(json.dumps({"id": number, "text": text}).encode() + b"\n")
        if generator.random() < 0.02:
            lines.append(generator.choice(BROKEN))
    return b"".join(lines)


def long_text(generator):
    """Some pieces long; one of them without any line break, one with bytes that are not UTF-8."""
    spun = (ROOT / "examples" / "spun.txt").read_bytes()
    unbroken = " ".join(generator.choices(HONEST, k=3500)).encode()
    pages = "\n".join(generator.choices(HONEST, k=2500)).encode()
    return pages + b"\n\n" + spun + b"\n\n" + unbroken + b" \xff\xfe. " + pages + b"\n" + spun


def make_inputs(folder):
    generator = random.Random(7)
    (folder / "a.jsonl").write_bytes(records(generator, 1500))
    (folder / "b.txt").write_bytes(long_text(generator))
    (folder / "c.jsonl").write_bytes(records(generator, 20))
    (folder / "empty.txt").write_bytes(b"")
    return ["a.jsonl", "missing.txt", "b.txt", "empty.txt", "c.jsonl"]


def counted(folder, name):
    """Statistics, without what is a matter of time and threads."""
    stats = json.loads((folder / name).read_text())
    del stats["seconds"], stats["threads"]
    return stats


def outcome(binary, folder, threads, args, files):
    done = run([binary, *args, "-j", str(threads), "--stats", "stats", *files], cwd=folder)
    made = [done.returncode, done.stdout, done.stderr, counted(folder, "stats")]
    for name in ("log", "out"):
        path = folder / name
        made.append(path.read_bytes() if path.exists() else None)
        path.unlink(missing_ok=True)
    return made


def number_of_threads_is_not_seen(binary):
    with fresh_folder() as folder:
        files = make_inputs(folder)
        there = [name for name in files if name != "missing.txt"]
        for args, names in [
                ([], files), (["--edits", "log", "-o", "out"], there), (["--check"], files),
                (["--diff"], files), (["--counters=hadoop"], there), (["detect"], files),
                (["detect", "--split=paragraph", "--min-score=0.9"], there),
                (["detect", "--split=line"], there),
                (["detect", "--format=sarif"], there), (["detect", "--format=text"], files),
                (["detect", "--keep=clean"], files), (["detect", "--keep=spun"], there)]:
            first = outcome(binary, folder, 1, args, names)
            expect(first[1] or first[5], f"{args}: no output")
            for threads in (2, 7):
                for what, one, several in zip(("status", "stdout", "stderr", "stats", "log", "out"),
                                              first, outcome(binary, folder, threads, args, names)):
                    expect(one == several, f"{args} -j{threads}: other {what}")


def make_formats(binary, folder):
    """More than a batch of each format, plain and packed; returns the names of the plain ones."""
    generator = random.Random(11)
    inputs = {
        "a.wet": b"".join(format_checks.random_record(generator) for _ in range(1000)),
        "b.tsv": b"".join(format_checks.random_tsv(generator) + b"\n" for _ in range(400)),
        "c.jsonl": b"".join(format_checks.random_jsonl(generator) for _ in range(400)),
        "d.txt": long_text(generator)[-400000:],
        "blank.jsonl": b"\n" * 10000,
        "large.jsonl": json.dumps({"text": "one of {the} best " * 8000}).encode() + b"\n" +
                       records(generator, 200),
        "cut.wet": format_checks.random_record(generator) * 3 + b"WARC/1.0\r\nno end"}
    for name, data in inputs.items():
        (folder / name).write_bytes(data)
        (folder / (name + ".gz")).write_bytes(gzip.compress(data))
        packed = run([binary, "detect", "-q", "-f", "text", "--keep=clean", "--min-score=1",
                      "--compress=zstd", name], cwd=folder).stdout
        (folder / (name + ".zst")).write_bytes(packed)
    (folder / "e.txt.gz").write_bytes(gzip.compress(inputs["d.txt"])[:-3000])
    return list(inputs)


def arguments_for(name):
    column = ["--column=2"] if "tsv" in name else []
    return ["--assume-spun", "--text-key=text", "--text-key=title", "--max-record=64K", *column]


def formats_and_compressions(binary):
    with fresh_folder() as folder:
        names = make_formats(binary, folder)
        packed = [name + packing for name in names for packing in (".gz", ".zst")]
        for name in [*names, *packed, "e.txt.gz"]:
            is_whole = name[0] != "e" and "cut" not in name
            runs = [["--edits=log", *(["-o", "out"] if is_whole else [])],
                    ["detect", "--keep=spun", "--split=paragraph"], ["detect"], ["--diff"]]
            for args in runs if name in names else runs[:2]:
                args += arguments_for(name)
                one = outcome(binary, folder, 1, args, [name])
                expect(one[1] or one[5] or not is_whole or "blank" in name,
                       f"{name} {args}: no output")
                expect(one == outcome(binary, folder, 2, args, [name]), f"{name} {args} differs")


def compressed_is_the_same_as_plain(binary):
    """Of what several threads write, packed or not, the content is the same."""
    with fresh_folder() as folder:
        for name in make_formats(binary, folder):
            command = [binary, "-j2", "-q", *arguments_for(name)]
            plain = run([*command, name], cwd=folder).stdout
            expect(plain, f"{name}: no output")
            unpacked = gzip.decompress(run([*command, name + ".gz"], cwd=folder).stdout)
            expect(plain == unpacked, f"{name}: gzip holds something else")
            again = run([*command, "--compress=none", name + ".zst"], cwd=folder).stdout
            expect(plain == again, f"{name}: zstd gives something else")


def log_of_several_threads_reverts(binary):
    with fresh_folder() as folder:
        files = [name for name in make_inputs(folder) if name != "missing.txt"]
        run([binary, "-j3", "-q", "--edits", "log", "-o", "out", *files], cwd=folder)
        back = run([binary, "revert", "--edits", "log", "out"], cwd=folder)
        expect_equal("stderr", b"", back.stderr)
        expect(back.stdout == b"".join((folder / name).read_bytes() for name in files),
               "revert does not give the inputs")


def statistics_count(binary):
    """What the statistics say is what another reader counts."""
    with fresh_folder() as folder:
        make_inputs(folder)
        data = (folder / "a.jsonl").read_bytes()
        done = run([binary, "-j2", "-q", "--stats", "stats", "--edits", "log", "a.jsonl"],
                   cwd=folder)
        stats = json.loads((folder / "stats").read_text())
        log = [json.loads(line) for line in (folder / "log").read_text().splitlines()]
        edits = [row for row in log if "rule" in row]
        rules = {rule: sum(row["rule"] == rule for row in edits)
                 for rule in {row["rule"] for row in edits}}
        expect_equal("bytes", {"in": len(data), "out": len(done.stdout)}, stats["bytes"])
        expect_equal("records", data.count(b"\n"), stats["records"])
        expect_equal("edits", len(edits), stats["edits"]["total"])
        expect_equal("rules", rules, stats["edits"]["by_rule"])
        expect_equal("threads", 2, stats["threads"])
        verdicts = [json.loads(line) for line in
                    run([binary, "detect", "a.jsonl"], cwd=folder).stdout.splitlines()]
        expect_equal("spun", sum(row.get("spun", False) for row in verdicts),
                     stats["spun"]["records"])
        expect_equal("bad records", sum("error" in row for row in verdicts),
                     stats["bad_records"]["total"])


def fewer_threads_than_asked_for(binary):
    """A limit on memory, as clusters set it, leaves no room for the stacks of 200 threads."""
    if b"__asan_init" in pathlib.Path(binary).read_bytes():
        raise Skip("a sanitizer needs more memory")
    with fresh_folder() as folder:
        make_inputs(folder)
        expected = run([binary, "-j1", "-q", "a.jsonl"], cwd=folder).stdout
        done = run(["bash", "-c", f'ulimit -v 700000; exec "{binary}" -q -j200 a.jsonl'],
                   cwd=folder)
        expect_equal("outcome", (0, b""), (done.returncode, done.stderr))
        expect(done.stdout == expected, "other output")


def closed_pipe_with_threads(binary):
    """The reader leaves; nothing is said, and nobody waits for an input that does not end."""
    with fresh_folder() as folder:
        make_inputs(folder)
        script = (f'(while cat a.jsonl; do :; done) 2>/dev/null | ("{binary}" -q -f jsonl -j3; '
                  'echo $? >&2) | head -c 10 >/dev/null')
        done = run(["bash", "-c", script], cwd=folder)
        expect_equal("status and stderr", b"0\n", done.stderr)


def tests():
    return [(test.__name__, test) for test in (
        number_of_threads_is_not_seen, formats_and_compressions, compressed_is_the_same_as_plain,
        log_of_several_threads_reverts, statistics_count,
        fewer_threads_than_asked_for, closed_pipe_with_threads)]
