"""Other programs on the same clean text, side by side.

None of them does what unspin does; they are what people use for parts of it, and the usual filters.
Programs that are slow get a part of the text, and their figure is that of a throughput: MB/s of the
program to MB/s of `wc -w` on the whole text. What is not installed is skipped, with a message;
install() gets it, into the folder where that is possible.
"""
import os
import pathlib
import shutil
import subprocess
import typing

import data
import lexicons
import timing

COLUMNS = ("program", "x wc -w", "by the clock", "MB/s", "text, MB")
PHRASES, FEW_PHRASES = 10_000, 1_000
MEGABYTE = 1_000_000


class Peer(typing.NamedTuple):
    name: str
    command: typing.Callable  # of the text's path, the arguments
    size: int                 # bytes of text that it gets, 0: all
    program: str              # must be there: a name in PATH, or a path
    statuses: tuple = (0,)    # its ways of saying that all went well


def phrases(number):
    """Spun phrases and their originals, of the families' dictionaries, in the order of a hash."""
    rows = {row.spun: row.original for row in lexicons.read_rows() if row.family != "wordnet"}
    plain = [(spun, original) for spun, original in rows.items()
             if all(one.replace(" ", "").isalpha() and one.isascii() for one in (spun, original))]
    return sorted(plain, key=lambda row: data.place(*row))[:number]


def write_rules(folder):
    """The dictionary as other programs want it."""
    for number in (FEW_PHRASES, PHRASES):
        (folder / f"{number}.sed").write_text("".join(
            f"s/\\b{spun}\\b/{original}/g\n" for spun, original in phrases(number)))
    rows = phrases(PHRASES)
    (folder / "phrases.txt").write_text("".join(f"{spun}\n" for spun, _ in rows))
    (folder / "opencc.txt").write_text("".join(f"{spun}\t{original}\n" for spun, original in rows))
    table = '{"type": "text", "file": "opencc.txt"}'
    (folder / "opencc.json").write_text(
        '{"name": "phrases", "segmentation": {"type": "mmseg", "dict": %s},\n'
        ' "conversion_chain": [{"dict": %s}]}\n' % (table, table))


def all_peers(folder):
    """All but unspin itself."""
    venv = folder / "venv" / "bin"
    typos = folder / "cargo" / "bin" / "typos"
    typos = typos if typos.exists() else "typos"
    return [
        Peer("cat", lambda file: ["cat", file], 0, "cat"),
        Peer("wc -w, UTF-8 locale", lambda file: f"LC_ALL=C.UTF-8 wc -w '{file}'", 0, "wc"),
        # Into a pipe: it ends at the first match when the output is thrown away.
        Peer(f"grep -o -F -f, {PHRASES:,} phrases",
             lambda file: f"grep -o -F -f '{folder / 'phrases.txt'}' '{file}' | cat",
             20 * MEGABYTE, "grep"),
        Peer(f"sed -f, {FEW_PHRASES:,} phrases",
             lambda file: ["sed", "-f", folder / f"{FEW_PHRASES}.sed", file],
             MEGABYTE // 4, "sed"),
        Peer(f"sed -f, {PHRASES:,} phrases",
             lambda file: ["sed", "-f", folder / f"{PHRASES}.sed", file], MEGABYTE // 20, "sed"),
        Peer(f"OpenCC, {PHRASES:,} phrases",
             lambda file: ["opencc", "-c", folder / "opencc.json", "-i", file, "-o", os.devnull],
             5 * MEGABYTE, "opencc"),
        Peer("ftfy", lambda file: [venv / "ftfy", file], 10 * MEGABYTE, venv / "ftfy"),
        Peer("codespell", lambda file: [venv / "codespell", file], 10 * MEGABYTE,
             venv / "codespell", (0, 65)),
        Peer("typos, one thread",
             lambda file: [typos, "--threads", "1", "--format", "brief", file], 20 * MEGABYTE,
             typos, (0, 2)),
    ]


def install(folder):
    """What is missing, by the usual clients: PyPI, crates.io, the distribution."""
    missing = [peer.program for peer in all_peers(folder) if not shutil.which(peer.program)]
    steps = []
    if any(pathlib.Path(one).name in ("ftfy", "codespell") for one in missing):
        steps += [["python3", "-m", "venv", folder / "venv"],
                  [folder / "venv" / "bin" / "pip", "-q", "install", "ftfy", "codespell"]]
    if "typos" in missing and shutil.which("cargo"):
        steps.append(["cargo", "install", "-q", "typos-cli", "--locked", "--root",
                      folder / "cargo"])
    if "opencc" in missing and shutil.which("apt-get"):
        steps.append([*([] if os.getuid() == 0 else ["sudo"]), "apt-get", "-qq", "install", "-y",
                      "--no-install-recommends", "opencc"])
    for step in steps:
        print("installing:", *step, flush=True)
        if subprocess.run(step, stdout=subprocess.DEVNULL, check=False).returncode:
            print("could not be installed")


def measure(bench):
    """Rows for the table."""
    write_rules(bench.folder)
    whole = bench.texts["clean.txt"]
    timing.warm(whole)
    found = []
    own = Peer("unspin, all default passes", bench.program.command, 0, bench.program.binary)
    for peer in [own, *all_peers(bench.folder)]:
        if not shutil.which(peer.program):
            found.append({"program": f"{peer.name}: skipped, not installed (--install-peers)"})
            continue
        try:
            found.append(measure_one(peer, bench, whole))
        except timing.Failed as reason:
            found.append({"program": f"{peer.name}: FAILED, {reason}"})
    return found


def measure_one(peer, bench, whole):
    size = min(peer.size or whole.stat().st_size, whole.stat().st_size)
    file = bench.texts.part("clean.txt", size) if peer.size else whole
    timing.warm(file)
    wc, own = timing.in_turns([[*timing.WC, whole], peer.command(file)], bench.times,
                              bench.patience, (0, *peer.statuses))
    megabytes, of_wc = file.stat().st_size / 1e6, whole.stat().st_size / 1e6

    def ratio(of_own, of_other):
        return float(f"{megabytes / max(of_own, 1e-4) / (of_wc / of_other):.3g}")
    return {"program": peer.name, "x wc -w": ratio(own.cpu, wc.cpu),
            "by the clock": ratio(own.wall, wc.wall),
            "MB/s": float(f"{megabytes / max(own.cpu, 1e-4):.3g}"), "text, MB": megabytes}
