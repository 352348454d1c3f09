"""Properties of whole runs over random records: what is untouched stays, revert gives the input."""
import gzip
import json
import random
import subprocess
import threading

from outcome import TIMEOUT, expect, expect_equal, fresh_folder, run

ARGS = ["--no-builtin", "--assume-spun", "--passes=spintax", "--quiet"]
PHRASES = ["one of {the} best", "part {of} the plan", "in order {to} see", "as well {as} that",
           "a plain text", "café €5 😀", 'a "quote" \\ / here', "two\nlines\tof text", "\u0000\u001f"]
BROKEN = ['{"text":"one of {the} best"', '{"text":7}', "no json", "", '{"text":"\\ud800 {the}"}']


def spell(generator, text):
    """One of the many JSON spellings of a text."""
    out = []
    for char in text:
        plain = json.dumps(char, ensure_ascii=False)[1:-1]
        escaped = json.dumps(char)[1:-1]
        if char < "\x80":
            escaped = generator.choice(["\\u%04x", "\\u%04X"]) % ord(char)
        if char == "/":
            plain = generator.choice(["/", "\\/"])
        out.append(escaped if generator.random() < 0.2 else plain)
    return '"' + "".join(out) + '"'


def random_line(generator):
    if generator.random() < 0.1:
        return generator.choice(BROKEN)
    text = ". ".join(generator.choices(PHRASES, k=generator.randint(0, 4)))
    members = ['"id": 1.50', '"text" : ' + spell(generator, text), '"x":{"text":"one of {the} x"}',
               '"big":1e999', '"text ":null']
    generator.shuffle(members)
    return "{" + generator.choice([",", " , ", ",  "]).join(members) + "}"


def random_jsonl(generator):
    lines = [random_line(generator) + generator.choice(["\n", "\r\n"]) for _ in range(30)]
    return ("".join(lines) + generator.choice(["", random_line(generator)])).encode()


def random_text(generator):
    text = generator.choice([" ", ".\n", ".\r\n\n"]).join(generator.choices(PHRASES, k=8)).encode()
    return text + generator.choice([b"", b"\n", b"\xff", b"\xe2\x82"])


def values(data):
    """The records with their texts taken out, and the texts."""
    rest, texts = [], []
    for line in data.split(b"\n"):
        try:
            record = json.loads(line)
            texts.append(record.pop("text").encode("utf-8"))
            rest.append(record)
        except (ValueError, AttributeError, UnicodeEncodeError):
            rest.append(line)
    return rest, texts


def revert_gives_the_input(binary):
    generator = random.Random(2024)
    with fresh_folder() as folder:
        for _ in range(12):
            inputs = {"a.jsonl": random_jsonl(generator), "b.txt": random_text(generator),
                      "c.jsonl": random_jsonl(generator)}
            for name, data in inputs.items():
                (folder / name).write_bytes(data)
            done = run([binary, *ARGS, "--edits", "log", "-o", "out", *inputs], cwd=folder)
            expect_equal("repair", (0, b""), (done.returncode, done.stderr))
            back = run([binary, "revert", "--edits", "log", "out"], cwd=folder)
            expect_equal("stderr", b"", back.stderr)
            expect_equal("input", b"".join(inputs.values()), back.stdout)


def only_the_text_changes(binary):
    """Seen through an independent JSON parser; and a second run changes nothing more."""
    generator = random.Random(99)
    for _ in range(12):
        data = random_jsonl(generator)
        once = run([binary, *ARGS, "-f", "jsonl"], input=data).stdout
        (rest, texts), (new_rest, new_texts) = values(data), values(once)
        expect_equal("records", repr(rest), repr(new_rest))
        # What the text format makes of a text is what JSONL makes of it.
        for text, new_text in zip(texts[:3], new_texts):
            expect_equal("text", run([binary, *ARGS], input=text).stdout, new_text)
        expect_equal("second run", once, run([binary, *ARGS, "-f", "jsonl"], input=once).stdout)


def compressed_is_as_plain(binary):
    """Compression of input and output changes nothing of what the repair does."""
    generator = random.Random(7)
    with fresh_folder() as folder:
        for _ in range(4):
            data = b"".join(random_jsonl(generator) + b"\n" for _ in range(100))
            plain = run([binary, *ARGS, "-f", "jsonl"], input=data).stdout
            members = gzip.compress(data[:5000]) + gzip.compress(data[5000:])
            packed = run([binary, *ARGS, "-f", "jsonl"], input=members)
            expect_equal("stderr", b"", packed.stderr)
            expect_equal("gzip", plain, gzip.decompress(packed.stdout))
            (folder / "a.jsonl.zst").write_bytes(
                run([binary, *ARGS, "-f", "jsonl", "--compress", "zstd"], input=data).stdout)
            done = run([binary, *ARGS, "--compress=none", "a.jsonl.zst"], cwd=folder)
            expect_equal("zstd", plain, done.stdout)
            # The log speaks of what is inside; revert compresses as its input is.
            (folder / "b.jsonl.gz").write_bytes(members)
            run([binary, *ARGS, "--edits", "log", "-o", "out", "b.jsonl.gz"], cwd=folder)
            back = run([binary, "revert", "--edits", "log", "out"], cwd=folder)
            expect_equal("revert", data, gzip.decompress(back.stdout))


def long_text(size):
    """Of many pieces; paragraphs, lines and words of very different lengths, and edits at them."""
    generator = random.Random(size)
    parts, length = [], 0
    while length < size:
        part = " ".join(generator.choices(PHRASES[:6], k=generator.choice([3, 300, 8000])))
        parts.append(part + generator.choice(["\n", "\n\n", " ", ". ", "x" * 150000]))
        length += len(parts[-1])
    return "".join(parts).encode()


def chunks_of(data, generator):
    at = 0
    while at < len(data):
        size = generator.choice([1, 7, 4096, 65536, 200000])
        yield data[at:at + size]
        at += size


def long_text_in_pieces(binary):
    """However it is read: the same output, log, report and diff, with offsets of the whole text."""
    data = long_text(1000000)
    generator = random.Random(3)
    with fresh_folder() as folder:
        (folder / "a.txt").write_bytes(data)
        whole = run([binary, *ARGS, "--edits", "log", "a.txt"], cwd=folder).stdout
        expect_equal("repair", data.replace(b"{", b"").replace(b"}", b""), whole)
        for line in (folder / "log").read_text().splitlines()[:-2]:
            edit = json.loads(line)
            before = data[edit["begin"]:edit["end"]].decode()
            expect_equal("place in the log", (0, edit["before"]), (edit["record"], before))
        (folder / "out").write_bytes(whole)
        back = run([binary, "revert", "--edits", "log", "out"], cwd=folder)
        expect_equal("revert", data, back.stdout)
        for args in ([], ["--check"], ["--diff"], ["--compress=zstd"]):
            process = subprocess.Popen([binary, *ARGS, *args], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE)
            reader = threading.Thread(target=feed, args=(process, data, generator))
            reader.start()
            got = process.stdout.read()
            reader.join()
            process.wait(TIMEOUT)
            expect(run([binary, *ARGS, *args], input=data).stdout == got, f"{args}: other output")


def feed(process, data, generator):
    with process.stdin as pipe:
        for chunk in chunks_of(data, generator):
            pipe.write(chunk)
            pipe.flush()


def report_of_a_long_text(binary):
    """Judged as it comes: what is said of it is what is said of the same text in a JSON string."""
    spun = "The café has a {new} mannequin in keeping with the know-how of coaching.\n"
    text = ("A plain text stands – and stays – here.\n" * 2500 + spun) * 2
    record = json.dumps({"text": text}).encode() + b"\n"
    args = [binary, "detect", "--assume-spun", "--passes=spin,spintax"]
    for unit in ("byte", "codepoint", "utf16"):
        rows = [json.loads(run([*args, "--offset-unit", unit, *form], input=data).stdout)
                for form, data in (([], text.encode()), (["-f", "jsonl"], record))]
        expect_equal(f"row with {unit}", rows[1], rows[0])
        flags = rows[0]["flags"]
        expect(len(flags) > 3, "no flags")
        coding, size = {"byte": ("utf-8", 1), "codepoint": ("utf-32-le", 4),
                        "utf16": ("utf-16-le", 2)}[unit]
        coded = text.encode(coding)
        for flag in flags:
            there = coded[size * flag["begin"]:size * flag["end"]]
            expect_equal("flag", flag["text"], there.decode(coding))


def tests():
    return [(test.__name__, test) for test in (
        revert_gives_the_input, only_the_text_changes, compressed_is_as_plain,
        long_text_in_pieces, report_of_a_long_text)]
