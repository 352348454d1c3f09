"""The texts that speed is measured on, made once from the measuring data into a folder.

Clean prose: documents of all training and measuring corpora in the order of a hash, so that the
registers mix. Spun text: some of them as unspin_forward leaves them, and the spun sides of the
development pairs. Mojibake: some of them with typographic quotes, misread. All choices are by hash:
the same data gives the same bytes.
"""
import hashlib
import itertools
import json
import pathlib
import shutil
import subprocess

import generate
import measures

VERSION = "1"  # of what this file makes; another one makes it anew
MEGABYTE = 1_000_000
SIZES = {"clean": 200, "spun": 50, "mojibake": 20}  # MB of text
QUICK_SHARE = 0.1
SPUN_SHARE = 0.3          # of the spun text that is made afresh; the rest repeats it
SPUN_INTENSITY = 0.2
LEAST_SPUN = 0.1          # share of the words of a text that have been changed
LEAST_MISREAD = 300       # mojibake: one misread character in so many, or the text is left out
SMOKE_SIZE = 60_000


class Texts:
    """The files, by name, and which of them there are."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def __getitem__(self, name):
        return self.folder / name

    def has(self, name):
        return self[name].is_file()

    def part(self, name, size):
        """The beginning of a file, cut at a line end: a file of its own."""
        path = self.folder / f"{size}_bytes_of_{name}"
        if not path.is_file():
            with self[name].open("rb") as source:
                content = source.read(size)
            path.write_bytes(content[:content.rfind(b"\n") + 1])
        return path


def place(*parts):
    """A number from 0 to 1 for a document: its place in the fixed order."""
    digest = hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def read_corpus(path):
    """The records of a compressed corpus."""
    with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, ["zstd", path])


def clean_documents(shared, size):
    """Records of about `size` bytes of text in the fixed order. Spun documents that were found in
    the corpora are left out."""
    files, spun = measures.corpora(shared) + measures.clean_files(shared), measures.spun_documents()
    total = sum(int(subprocess.run(f"zstd -dcq '{path}' | wc -c", shell=True, check=True,
                                   stdout=subprocess.PIPE).stdout) for path in files)
    most = min(1.0, 1.25 * size / total)  # a fifth of a corpus is names of members, or less
    chosen = []
    for path in files:
        for record in read_corpus(path):
            order = place(path.name, record["id"])
            if order < most and (path.name, record["id"]) not in spun and record["text"].strip():
                chosen.append((order, {"id": f"{path.name.split('.')[0]}:{record['id']}",
                                       "text": record["text"].strip("\n")}))
    return up_to(size, (record for _, record in sorted(chosen, key=lambda one: one[0])))


def up_to(size, records):
    """The first records that together have `size` bytes of text."""
    taken, length = [], 0
    for record in records:
        if length >= size:
            break
        taken.append(record)
        length += len(record["text"].encode()) + 2
    return taken


def write_text(path, records):
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(("\n\n" if n else "") + one["text"] for n, one in enumerate(records))
        out.write("\n")


def write_jsonl(path, records):
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in records)


def spun_documents(binary, shared, records, size, folder):
    """Texts of `size` bytes that are spun throughout, repeated in other orders."""
    source = folder / "to_be_spun.jsonl"
    write_jsonl(source, up_to(SPUN_SHARE * size, reversed(records)))
    spun = measures.forward(binary, measures.builtin_lexicon(binary), [source], "--intensity",
                            SPUN_INTENSITY, "--least-words", 100)
    source.unlink()
    texts = [{"id": one["id"], "text": one["spun"]} for one in spun if one["share"] >= LEAST_SPUN]
    texts += [{"id": one["id"], "text": one["spun"]}
              for one in measures.records(shared / "pairs" / "dev.jsonl")]
    orders = (sorted(texts, key=lambda one: place(n, one["id"])) for n in itertools.count())
    return up_to(size, itertools.chain.from_iterable(orders))


def mojibake_documents(records, size):
    def misread():
        for number, one in enumerate(itertools.cycle(records)):
            text = generate.typeset(one["text"])
            if sum(not letter.isascii() for letter in text) * LEAST_MISREAD >= len(text):
                yield {"id": one["id"], "text": generate.misread(text, number)}
    return up_to(size, misread())


def compress(folder, name):
    """JSONL as it is stored: .zst and .gz beside it, at the programs' own levels."""
    for command, ending in ((["zstd", "-q", "-T1"], ".zst"), (["gzip", "-n"], ".gz")):
        if shutil.which(command[0]):
            with (folder / (name + ending)).open("wb") as out:
                subprocess.run([*command, "-c", folder / name], stdout=out, check=True)


def make(binary, shared, folder, share):
    """Fills the folder, unless it holds what would be made. Returns its Texts."""
    folder = pathlib.Path(folder)
    sizes = {name: int(share * size * MEGABYTE) for name, size in SIZES.items()}
    marker, wanted = folder / "made.json", {"version": VERSION, "sizes": sizes}
    if marker.is_file() and json.loads(marker.read_text()) == wanted:
        return Texts(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    records = clean_documents(shared, sizes["clean"])
    kinds = {"clean": records,
             "spun": spun_documents(binary, shared, records, sizes["spun"], folder),
             "mojibake": mojibake_documents(records, sizes["mojibake"])}
    for name, documents in kinds.items():
        write_text(folder / f"{name}.txt", documents)
        write_jsonl(folder / f"{name}.jsonl", documents)
        short = sizes[name] - (folder / f"{name}.txt").stat().st_size
        if short > 0:
            raise ValueError(f"{name}: the corpora have {short} bytes too few")
    compress(folder, "clean.jsonl")
    marker.write_text(json.dumps(wanted))
    return Texts(folder)


def make_smoke(folder):
    """The same files, small and from the generator alone."""
    folder = pathlib.Path(folder)
    for name, content in generate.samples(SMOKE_SIZE).items():
        (folder / name).write_bytes(content)
    compress(folder, "clean.jsonl")
    return Texts(folder)
