"""The measurements behind the quality figures. Each returns plain values; none judges them."""
import itertools
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

RECIPE = pathlib.Path(__file__).resolve().parents[2] / "dictionaries" / "en" / "model.recipe"
FAMILY_COUNTS = ("words", "d_src", "d_hyp", "want", "got", "tp", "right", "broken")


def run(arguments, data=b""):
    """What the command writes to stdout. Raises CalledProcessError when it fails."""
    return subprocess.run([str(a) for a in arguments], input=data, stdout=subprocess.PIPE,
                          check=True).stdout


def score(shared, *arguments):
    """The lines of score.py, decoded."""
    output = run([sys.executable, "-B", shared / "eval" / "score.py", *arguments])
    return [json.loads(line) for line in output.splitlines()]


def seed(shared, number):
    """The path of a seed text: its name is the number and a digest."""
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return path


def records(path):
    # Not splitlines(): a record may hold U+0085 or U+2028.
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def repair_jsonl(binary, path, key, *options):
    """The texts of a JSONL file, repaired in one run."""
    output = run([binary, *options, "-f", "jsonl", "--text-key", key, path])
    return [json.loads(line)[key] for line in output.decode("utf-8").splitlines()]


def seed_score(binary, shared):
    """Seed 002, repaired by the plain filter, against its unspun wording."""
    spun = seed(shared, "002")
    with tempfile.TemporaryDirectory() as folder:
        repaired = pathlib.Path(folder) / "repaired.txt"
        repaired.write_bytes(run([binary], spun.read_bytes()))
        return score(shared, spun, repaired, shared / "seeds" / "gold" / spun.name)[0]


def unchanged_seeds(binary, shared):
    """For the two seeds that hold clean text: whether it passes byte for byte."""
    clean = seed(shared, "004").read_bytes()
    body = seed(shared, "000").read_bytes().partition(b"\n")[2]
    return {"004": run([binary], clean) == clean, "000 without its first line":
            run([binary], body) == body}


def pair_scores(binary, shared, *options):
    """The development pairs with originals: figures in total, by family and by document."""
    path = shared / "pairs" / "dev.jsonl"
    families, repaired = {}, repair_jsonl(binary, path, "spun", *options)
    with tempfile.TemporaryDirectory() as folder:
        for record, text in zip(records(path), repaired, strict=True):
            if record["original"] is None:
                continue
            families[record["id"]] = record["family"]
            for ending, content in ((".spun.txt", record["spun"]), (".txt", text),
                                    (".orig.txt", record["original"])):
                pathlib.Path(folder, record["id"] + ending).write_text(content, encoding="utf-8")
        lines = score(shared, "--dir", folder, "--hyp", folder)
    return {"total": lines.pop(), "documents": lines,
            "families": by_family(lines, families)}


def by_family(lines, families):
    """Adds up documents as score.py does for its total."""
    sums = {}
    for line in lines:
        counts = sums.setdefault(families[line["doc"]], dict.fromkeys(FAMILY_COUNTS, 0))
        counts["documents"] = counts.get("documents", 0) + 1
        for name in FAMILY_COUNTS:
            counts[name] += line[name]
    for counts in sums.values():
        counts["restoration"] = 1 - counts["d_hyp"] / counts["d_src"]
        counts["precision"] = counts["tp"] / counts["got"] if counts["got"] else 1.0
        counts["recall"] = counts["tp"] / max(1, counts["want"])
        counts["harm"] = counts["broken"] / max(1, counts["right"])
    return sums


def hard_negatives(binary, shared, *options):
    """Honest uses of spun-looking phrases that do not pass unchanged: (id, before, after)."""
    path = shared / "pairs" / "hard_negatives.jsonl"
    texts = repair_jsonl(binary, path, "text", *options)
    rows = records(path)
    changed = [(row["id"], row["text"], text)
               for row, text in zip(rows, texts, strict=True) if row["text"] != text]
    return len(rows), changed


def corpora(shared):
    """The collections that models are trained on, but for what is held out."""
    return sorted((shared / "corpora").glob("*.zst"))


def clean_files(shared):
    """Collections that nothing is trained on."""
    return sorted((shared / "clean").glob("*.zst"))


def forward(binary, lexicon, files, *options, recipe=os.devnull):
    """What unspin_forward, beside the binary, makes of the files: records. Without a recipe it
    takes all documents."""
    output = run([binary.parent / "unspin_forward", *options, recipe, lexicon, *files])
    return [json.loads(line) for line in output.splitlines()]


def held_out(binary, shared, *options):
    """Documents that the recipe kept out of training: records with "id" and "text"."""
    records_ = forward(binary, builtin_lexicon(binary), corpora(shared), "--intensity", 0, *options,
                       recipe=RECIPE)
    return [{"id": record["id"], "text": record["original"]} for record in records_]


def builtin_lexicon(binary):
    """The file that the build has embedded in the binary."""
    return binary.parent / "builtin.lexicon"


def harm(program, recipe, files, share):
    """Counts for each corpus, and every edit made."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.jsonl"
        output = run([program, "--share", share, recipe, report, *files])
        return [json.loads(line) for line in output.splitlines()], records(report)


def spun_documents():
    """Documents of the corpora that are spun: pairs of file and id."""
    path = pathlib.Path(__file__).with_name("spun_in_corpora.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return {tuple(line.split("\t")[:2]) for line in lines if not line.startswith("#")}


def without_spun(counts, edits):
    """What `harm` gives without the documents that are spun: counts and edits, and the edits of
    those documents."""
    documents = spun_documents()
    found = [edit for edit in edits if (edit["file"], edit["id"]) in documents and edit["spin"]]
    rest = []
    for row in counts:
        mine = [edit for edit in found if edit["file"] == row["file"]]
        rest.append(row | {"spin_edits": row["spin_edits"] - len(mine),
                           "spun": row["spun"] - len({edit["id"] for edit in mine})})
    return rest, [edit for edit in edits if edit not in found], found


def milliseconds(arguments):
    """Wall time from the start of a command on empty input to its end."""
    start = time.perf_counter_ns()
    subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter_ns() - start) / 1e6


def start_times(binary, runs=50):
    """Median time of `unspin </dev/null` and of `true`, in turns."""
    commands = {"unspin": [str(binary)], "true": [shutil.which("true")]}
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(milliseconds(command))
    return {name: statistics.median(values) for name, values in times.items()}


def peak_megabytes(arguments):
    """The most memory that a command holds at a time. A process of its own asks: a child inherits
    the peak of the one that starts it."""
    ask = ("import resource, subprocess, sys\n"
           "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    return int(run([sys.executable, "-c", ask, *arguments])) / 1024


def spun_text(binary, documents, size):
    """About `size` bytes of held-out text, spun as auto-blogs are."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "held_out.jsonl")
        path.write_text("".join(json.dumps(one) + "\n" for one in documents), encoding="utf-8")
        spun = forward(binary, builtin_lexicon(binary), [path], "--family", "autoblog",
                       "--intensity", 0.2, "--least-words", 100, "--documents", 2000)
    return "\n\n".join(one["spun"] for one in spun).encode("utf-8")[:size]


def peak_memory(binary, documents):
    """Peaks of the filter over a spun text of 1 MB, and over 50 MB of clean JSONL."""
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        spun, clean = pathlib.Path(folder, "spun.txt"), pathlib.Path(folder, "clean.jsonl")
        spun.write_bytes(spun_text(binary, documents, 1_000_000))
        with clean.open("wb") as out:
            for one in itertools.cycle(documents):
                out.write(json.dumps(one).encode() + b"\n")
                if out.tell() >= 50_000_000:
                    break
        for name, path in (("spun text of 1 MB", spun), ("50 MB of clean JSONL", clean)):
            peaks[name] = peak_megabytes([binary, path])
    return peaks


def data_megabytes(binary):
    """What the binary embeds: lexicon and context model."""
    info = dict(line.rsplit(" ", 1) for line in
                run([binary, "model", "info"]).decode("utf-8").splitlines() if " " in line)
    return (int(info["bytes"]) + builtin_lexicon(binary).stat().st_size) / 1e6


def shared_folder():
    """The measuring data, or None: $UNSPIN_SHARED, else ../shared beside the repository."""
    root = pathlib.Path(__file__).resolve().parents[2]
    folder = pathlib.Path(os.environ.get("UNSPIN_SHARED") or root.parent / "shared")
    return folder if (folder / "eval" / "score.py").is_file() else None
