"""Whole trees of files: mirrored, resumed after a kill, in shards, with progress on a terminal."""
import gzip
import json
import os
import pty
import random
import signal
import subprocess
import time

from outcome import TIMEOUT, expect, expect_equal, fresh_folder, run

ARGS = ["--no-builtin", "--assume-spun", "--passes=spintax"]
LINE = b"The {hardware} was ready when the team came back to the office.\n"
REPAIRED = LINE.replace(b"{", b"").replace(b"}", b"")


def make_tree(folder, files=6, lines=40):
    """Texts in folders, and what a walk must leave out."""
    for number in range(files):
        path = folder / "in" / f"part{number % 3}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"Text %d. " % number + LINE * (lines + number))
    (folder / "in" / ".hidden").mkdir()
    (folder / "in" / ".hidden" / "x.txt").write_bytes(LINE)
    os.mkfifo(folder / "in" / "pipe")


def tree_of(folder):
    """Every file below, also hidden ones, with its content."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def outputs_of(folder):
    return {name: data for name, data in tree_of(folder).items() if not name.startswith(".unspin")}


def repaired_inputs(folder):
    """What the outputs must be, by plain replacement."""
    return {name: data.replace(LINE, REPAIRED) for name, data in tree_of(folder / "in").items()
            if not name.startswith(".")}


def clean(binary, folder, *args, output="out"):
    return run([binary, *ARGS, "--output-dir", output, *args, "in"], cwd=folder)


def mirrored(binary):
    with fresh_folder() as folder:
        make_tree(folder)
        done = clean(binary, folder)
        expect_equal("outcome", (0, b"", b""), (done.returncode, done.stdout, done.stderr))
        expect_equal("outputs", repaired_inputs(folder), outputs_of(folder / "out"))


def done_files_are_skipped(binary):
    """A second run does nothing; what has changed is done again, and only that."""
    with fresh_folder() as folder:
        make_tree(folder)
        clean(binary, folder)
        (folder / "out" / "part0" / "0.txt").touch()
        before = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.txt")}

        def expect_done(count, *args):
            done = clean(binary, folder, "--stats", "stats", *args)
            expect_equal("status", 0, done.returncode)
            files = json.loads((folder / "stats").read_text())["files"]
            expect_equal(f"done {args}", {"done": count, "skipped": 6 - count, "failed": 0}, files)
            said = f"unspin: {6 - count} files skipped, done before\n".encode()
            expect_equal("stderr", said if count < 6 else b"", done.stderr)

        expect_done(0)
        expect_done(0, "-j2", "--no-progress")  # settings that change nothing
        now = {path: path.stat().st_mtime_ns for path in (folder / "out").rglob("*.txt")}
        expect_equal("times", before, now)
        (folder / "in" / "part0" / "0.txt").write_bytes(b"New. " + LINE)
        expect_done(1)
        (folder / "out" / "part1" / "1.txt").unlink()
        expect_done(1)
        (folder / "out" / "part1" / "1.txt").write_bytes(b"cut")
        expect_done(1)
        (folder / "out" / ".unspin-done" / "part2" / "2.txt.json").write_bytes(b"{")
        expect_done(1)
        expect_done(6, "--min-confidence=0.4")
        expect_done(0, "--min-confidence=0.4")
        (folder / "own.tsv").write_bytes(b"house of leaves\tlibrary\t0.9\tn\t\t\tfamily\t\t\n")
        expect_done(6, "--min-confidence=0.4", "-D", "own.tsv")
        expect_equal("outputs", repaired_inputs(folder), outputs_of(folder / "out"))


def killed_and_resumed(binary):
    """Killed at any moment, a run goes on to the same tree as one that was left alone."""
    generator = random.Random(3)
    with fresh_folder() as folder:
        make_tree(folder, files=30, lines=3000)
        start = time.monotonic()
        clean(binary, folder, output="whole")
        lasted = time.monotonic() - start
        expected = tree_of(folder / "whole")
        kills = 0
        for attempt in range(15):
            command = [binary, *ARGS, "-q", "-j", str(attempt % 3 + 1), "--output-dir", "out", "in"]
            process = subprocess.Popen(command, cwd=folder)
            time.sleep(generator.uniform(0, lasted / 5))
            process.send_signal(signal.SIGKILL)
            kills += process.wait(TIMEOUT) == -signal.SIGKILL
            for name, data in outputs_of(folder / "out").items():
                if not os.path.basename(name).startswith(".unspin-"):
                    expect(expected[name] == data, f"{name} is not whole")
        expect(kills > 0, "no run was killed")
        (folder / "out").mkdir(exist_ok=True)
        for number in range(3):  # a kill between write and rename, for certain
            (folder / "out" / "part1").mkdir(exist_ok=True)
            (folder / "out" / "part1" / f".unspin-kiLLe{number}").write_bytes(b"half")
        (folder / "out" / "part1" / "1.txt").unlink(missing_ok=True)
        done = clean(binary, folder, "-q")
        expect_equal("outcome", (0, b""), (done.returncode, done.stderr))
        expect(tree_of(folder / "out") == expected, "the resumed tree is another one")


def shards_are_the_whole(binary):
    with fresh_folder() as folder:
        make_tree(folder, files=7)
        clean(binary, folder, output="whole")
        sizes = []
        for shard in range(3):
            before = set(outputs_of(folder / "out"))
            expect_equal("status", 0, clean(binary, folder, "--shard", f"{shard}/3").returncode)
            sizes.append(len(set(outputs_of(folder / "out")) - before))
        expect_equal("files of the shards", [3, 2, 2], sizes)
        expect_equal("trees", tree_of(folder / "whole"), tree_of(folder / "out"))


def faults_stay_with_their_files(binary):
    """An input that cannot be read, and an output that cannot be written, stop nothing else."""
    with fresh_folder() as folder:
        make_tree(folder)
        expected = repaired_inputs(folder)
        (folder / "out" / "part1" / "1.txt").mkdir(parents=True)
        (folder / "out" / "part2").write_bytes(b"in the way of a folder")
        for threads in ("1", "3"):
            done = run([binary, *ARGS, "-j", threads, "--output-dir", "out", "in", "gone.txt",
                        "z.txt"],
                       cwd=folder)
            expect_equal("status", 2, done.returncode)
            lines = done.stderr.decode().splitlines()
            for word in ("gone.txt: No such", "z.txt: No such", "1.txt: Is a dir", "part2: "):
                expect(sum(word in line for line in lines) >= 1, f"{word} not in {lines}")
            got = outputs_of(folder / "out")
            for name in ("part0/0.txt", "part0/3.txt", "part1/4.txt"):
                expect_equal(name, expected[name], got.get(name))


def lists_of_files(binary):
    with fresh_folder() as folder:
        make_tree(folder)
        names = ["in/part0/0.txt", "in/part1/1.txt"]
        whole = run([binary, *ARGS, *names], cwd=folder).stdout
        (folder / "list").write_text("\n".join(names))
        for args, data in ((["--file-list", "list"], b""),
                           (["--file-list", "-"], "\n".join(names).encode()),
                           (["-0", "--file-list", "-"], "\0".join(names).encode())):
            done = run([binary, *ARGS, *args], cwd=folder, input=data)
            expect_equal(str(args), (0, whole, b""), (done.returncode, done.stdout, done.stderr))
        run([binary, *ARGS, "--file-list", "list", "--output-dir", "out"], cwd=folder)
        expect_equal("outputs", set(names), set(outputs_of(folder / "out")))


def logs_of_a_tree_revert(binary):
    with fresh_folder() as folder:
        make_tree(folder)
        expect_equal("status", 0, clean(binary, folder, "--edits", "logs").returncode)
        for name, data in outputs_of(folder / "out").items():
            back = run([binary, "revert", "--edits", f"logs/{name}.edits.jsonl", f"out/{name}"],
                       cwd=folder)
            expect_equal(name, (b"", (folder / "in" / name).read_bytes()),
                         (back.stderr, back.stdout))
            expect(data != back.stdout, f"{name}: nothing was repaired")


def in_place(binary):
    """Files that need no repair are not written; one that is missing does not stop the others."""
    with fresh_folder() as folder:
        (folder / "a.txt").write_bytes(LINE)
        (folder / "b.txt").write_bytes(REPAIRED)
        (folder / "c.txt").write_bytes(LINE)
        os.utime(folder / "b.txt", ns=(1, 1))
        done = run([binary, *ARGS, "-i", "a.txt", "b.txt", "missing.txt", "c.txt"], cwd=folder)
        expect_equal("outcome", (2, b""), (done.returncode, done.stdout))
        expect_equal("files", {name: REPAIRED for name in ("a.txt", "b.txt", "c.txt")},
                     tree_of(folder))
        expect_equal("time of b.txt", 1, (folder / "b.txt").stat().st_mtime_ns)


def packed_files_stay_packed(binary):
    """Each output is compressed as its own input, in a tree and in place; a cut one stays away."""
    data = {"a.txt.gz": gzip.compress(LINE), "b.txt": LINE, "c.jsonl.gz": gzip.compress(
        b'{"text":"one of {the} best"}\n'), "d.txt.gz": gzip.compress(LINE * 3)[:-5]}
    expected = {"a.txt.gz": REPAIRED, "b.txt": REPAIRED,
                "c.jsonl.gz": b'{"text":"one of the best"}\n'}
    with fresh_folder() as folder:
        (folder / "in").mkdir()
        for name, content in data.items():
            (folder / "in" / name).write_bytes(content)
        for args, output in ((["-j2", "--output-dir", "out", "in"], folder / "out"),
                             (["-j2", "-i", *(f"in/{name}" for name in data)], folder / "in")):
            done = run([binary, *ARGS, *args], cwd=folder)
            expect_equal("status", 2, done.returncode)
            expect(done.stderr.startswith(b"unspin: in/d.txt.gz: gzip data ends early; "),
                   f"message: {done.stderr!r}")
            made = outputs_of(output)
            expect_equal("cut", data["d.txt.gz"] if output.name == "in" else None,
                         made.pop("d.txt.gz", None))
            made = {name: gzip.decompress(content) if name.endswith(".gz") else content
                    for name, content in made.items()}
            expect_equal("outputs", expected, made)
        packed = run([binary, *ARGS, "-i", "--compress=gzip", "in/b.txt"], cwd=folder)
        expect_equal("outcome", (0, b""), (packed.returncode, packed.stderr))
        expect_equal("packed in place", REPAIRED,
                     gzip.decompress((folder / "in" / "b.txt").read_bytes()))


def reports_of_a_tree(binary):
    with fresh_folder() as folder:
        make_tree(folder, files=2)
        run([binary, "detect", "--output-dir", "out", "in"], cwd=folder)
        for name in ("part0/0.txt", "part1/1.txt"):
            report = (folder / "out" / f"{name}.report.jsonl").read_bytes()
            expect_equal(name, run([binary, "detect", f"in/{name}"], cwd=folder).stdout, report)
        again = run([binary, "detect", "--output-dir", "out", "in"], cwd=folder)
        expect_equal("again", b"unspin: 2 files skipped, done before\n", again.stderr)


def on_terminal(command, folder, stdout):
    """Runs with stderr on a terminal; returns what that has shown."""
    control, terminal = pty.openpty()
    with open(stdout, "wb") as out:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=terminal)
    os.close(terminal)
    shown = b""
    while True:
        try:
            block = os.read(control, 65536)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        shown += block
    os.close(control)
    expect_equal("status", 0, process.wait(TIMEOUT))
    return shown


def progress_on_a_terminal(binary):
    with fresh_folder() as folder:
        make_tree(folder, lines=20000)
        out = folder / "stdout"
        command = [binary, *ARGS, "-j2", *["in/part0/0.txt"] * 60]  # longer than a bar takes
        shown = on_terminal([*command, "--progress=bar"], folder, out)
        *bars, last = shown.split(b"\r\x1b[K")
        expect(b"\r" in bars[0] and b"% of " in bars[0] and b" left" in bars[0],
               f"no bar: {shown[:200]!r}")
        expect(last.startswith(b"unspin: 60 files, ") and last.endswith(b" edits\r\n"),
               f"no summary: {last!r}")
        expect_equal("none", b"", on_terminal([*command, "--no-progress"], folder, out))
        small = on_terminal([binary, *ARGS], folder, out)
        expect_equal("a run that is over at once", b"", small)


def progress_in_a_log(binary):
    with fresh_folder() as folder:
        make_tree(folder, files=2)
        plain = run([binary, *ARGS, "in/part0/0.txt"], cwd=folder)
        expect_equal("not asked for", b"", plain.stderr)
        done = clean(binary, folder, "--progress=log")
        lines = done.stderr.decode().splitlines()
        expect_equal("lines", 3, len(lines))
        expect_equal("a file", "unspin: in/part0/0.txt: 2.6 kB, 1 record, 1 spun, 40 edits",
                     lines[0])
        expect(lines[2].startswith("unspin: 2 files, 5.2 kB in ") and
               lines[2].endswith(" 2 records, 2 spun, 81 edits"), f"summary: {lines[2]!r}")


def tests():
    return [(test.__name__, test) for test in (
        mirrored, done_files_are_skipped, killed_and_resumed, shards_are_the_whole,
        faults_stay_with_their_files, lists_of_files, logs_of_a_tree_revert, in_place,
        packed_files_stay_packed,
        reports_of_a_tree, progress_on_a_terminal, progress_in_a_log)]
