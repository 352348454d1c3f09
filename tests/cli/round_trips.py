"""Properties of whole runs over random records: what is untouched stays, revert gives the input."""
import json
import random

from outcome import expect_equal, fresh_folder, run

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


def tests():
    return [(test.__name__, test) for test in (revert_gives_the_input, only_the_text_changes)]
