"""How many instructions the program executes on fixed samples, by callgrind.

A count does not depend on how busy or fast the machine is, so that a slower commit is seen
anywhere. It does depend on the compiler, the libraries and the instruction set that they choose:
counts are kept for each compiler, and compared with those of the same one only. The samples come
from generate.py; its digest is kept as well, since other samples have other counts.
"""
import hashlib
import pathlib
import re
import shutil
import subprocess
import tempfile

import generate
import timing
from program import Skipped

KEPT = pathlib.Path(__file__).with_name("instructions.tsv")
HEADER = "# compiler\tsamples\tmeasure\tmillions of instructions (run.py --instructions --keep)\n"
SAMPLE_SIZE = 80_000
WORST_CHANGE = 15  # percent
COLUMNS = ("instructions", "millions", "kept", "change, %", "verdict")
MEASURES = {"start": None, "clean": "clean.txt", "spun": "spun.txt", "mojibake": "mojibake.txt",
            "JSONL": "clean.jsonl"}


def compiler(binary):
    """The compiler of the build folder and its version, and the build type."""
    cache = pathlib.Path(binary).parent / "CMakeCache.txt"
    if not cache.is_file():
        raise Skipped(f"there is no {cache.name} beside the program: compiler unknown")
    values = dict(re.findall(r"^(\w+):\w+=(.*)$", cache.read_text(encoding="utf-8"), re.M))
    version = subprocess.run([values["CMAKE_CXX_COMPILER"], "--version"], check=True,
                             stdout=subprocess.PIPE).stdout.decode().splitlines()[0]
    return f"{version}, {values.get('CMAKE_BUILD_TYPE') or 'no build type'}"


def digest(samples):
    """Of all samples together."""
    sum_ = hashlib.sha256()
    for name in sorted(samples):
        sum_.update(name.encode() + b"\0" + samples[name])
    return sum_.hexdigest()[:12]


def count(command):
    """Millions of instructions of a command on no input but its arguments."""
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})
    collected = re.search(rb"Collected : (\d+)", run.stderr)
    if run.returncode or not collected:
        raise timing.Failed(f"callgrind gave no count, status {run.returncode}")
    return int(collected[1]) / 1e6


def count_all(program, measures=tuple(MEASURES)):
    """The counts, by measure, and the digest of the samples."""
    if not shutil.which("valgrind"):
        raise Skipped("valgrind is not installed")
    samples = generate.samples(SAMPLE_SIZE)
    with tempfile.TemporaryDirectory() as folder:
        counts = {}
        for name in measures:
            file = MEASURES[name]
            path = pathlib.Path(folder, file or "empty.txt")
            path.write_bytes(samples[file] if file else b"")
            counts[name] = count(program.command(path))
    return counts, digest(samples)


def read_kept():
    """(compiler, digest, measure) to millions."""
    if not KEPT.is_file():
        return {}
    lines = [line.split("\t") for line in KEPT.read_text(encoding="utf-8").splitlines()]
    return {tuple(line[:3]): float(line[3]) for line in lines if not line[0].startswith("#")}


def keep(counts, name, samples):
    """Writes the counts of this compiler in the place of former ones; other compilers' stay as
    long as the samples are the same."""
    kept = {key: value for key, value in read_kept().items()
            if key[0] != name and key[1] == samples}
    kept.update({(name, samples, measure): value for measure, value in counts.items()})
    KEPT.write_text(HEADER + "".join("\t".join(key) + f"\t{value:.2f}\n"
                                     for key, value in sorted(kept.items())), encoding="utf-8")


def compare(counts, name, samples):
    """Rows for the table; the verdict is empty where nothing is kept."""
    kept, found = read_kept(), []
    for measure, value in counts.items():
        before = kept.get((name, samples, measure))
        change = None if before is None else 100 * (value / before - 1)
        verdict = "" if change is None else "SLOWER" if change > WORST_CHANGE else "holds"
        found.append({"instructions": measure, "millions": round(value, 2), "kept": before,
                      "change, %": None if change is None else round(change, 1) + 0.0,
                      "verdict": verdict})
    return found
