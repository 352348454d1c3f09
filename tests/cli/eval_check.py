"""Holds `unspin eval` against the project's score.py: the same bytes for the same texts."""
import json
import random
import sys

from outcome import expect_equal, fresh_folder, run, shared_folder

PARTS = ("spun", "repaired", "original")
VOCABULARY = ["the", "The", "mannequin", "model", "it's", "it’s", "3.14", "café", "cafe\u0301",
              "state-of-the-art", "a_b", "Straße", "STRASSE", "U.S.", "x", "\n\n", "—", "non‑stop"]


def reference(folder):
    """What score.py prints for the three texts in the folder."""
    script = shared_folder() / "eval" / "score.py"
    return run([sys.executable, "-B", script, *(str(folder / part) for part in PARTS)]).stdout


def random_texts(generator, words):
    """An original, its spun form and a repair, with random changes between them."""
    def change(text, rate):
        out = []
        for word in text:
            roll = generator.random()
            if roll > rate:
                out.append(word)
            elif roll > rate / 3:
                out += generator.choices(VOCABULARY, k=generator.randint(1, 2))
        return out
    original = generator.choices(VOCABULARY, k=generator.randint(0, words))
    spun = change(original, 0.4)
    repaired = change(generator.choice([original, spun]), generator.choice([0, 0.2, 0.6]))
    return dict(zip(PARTS, (" ".join(text) for text in (spun, repaired, original))))


def write(folder, texts):
    for part in PARTS:
        (folder / part).write_text(texts[part], encoding="utf-8")


def random_words(binary):
    shared_folder()
    generator = random.Random(7)
    with fresh_folder() as folder:
        for number in range(36):
            write(folder, random_texts(generator, 4 if number < 18 else 60))
            got = run([binary, "eval", *(str(folder / part) for part in PARTS)]).stdout
            expect_equal(f"texts {number}", reference(folder), got)


def development_pairs(binary):
    """Real documents; the text left as it is stands for a repair, and half of the original."""
    lines = (shared_folder() / "pairs" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    records = [r for r in map(json.loads, lines) if r["original"] and len(r["spun"]) < 6000][:4]
    with fresh_folder() as folder:
        for record in records:
            half = len(record["original"]) // 2
            write(folder, {"spun": record["spun"], "original": record["original"],
                           "repaired": record["original"][:half] + record["spun"][half:]})
            got = run([binary, "eval", *(str(folder / part) for part in PARTS)]).stdout
            expect_equal(record["id"], reference(folder), got)


def jsonl_adds_up(binary):
    """Each line is what the three texts give alone; totals are made of the sums."""
    shared_folder()
    generator = random.Random(3)
    with fresh_folder() as folder:
        documents, expected = [], []
        for number in range(6):
            texts = random_texts(generator, 30)
            write(folder, texts)
            expected.append({"doc": f"d{number}", **json.loads(reference(folder))})
            documents.append({"id": f"d{number}", "family": "ab"[number % 2], "spun": texts["spun"],
                              "text": texts["repaired"], "original": texts["original"]})
        documents.append({"id": "none", "spun": "x", "text": "x", "original": None})
        (folder / "all.jsonl").write_text("\n".join(map(json.dumps, documents)))
        got = run([binary, "eval", "--by", "family", str(folder / "all.jsonl")]).stdout
    lines = [json.loads(line) for line in got.splitlines()]
    expect_equal("records", expected, lines[:6])
    expect_equal("heads", [("TOTAL", "a"), ("TOTAL", "b"), ("TOTAL", None)],
                 [(line["doc"], line.get("family")) for line in lines[6:]])
    for name in ("words", "d_src", "d_hyp", "want", "got", "tp", "right", "broken"):
        sums = [sum(line[name] for line in expected[start::step])
                for start, step in ((0, 2), (1, 2), (0, 1))]
        expect_equal(name, sums, [line[name] for line in lines[6:]])


def tests():
    return [(f.__name__, f) for f in (random_words, development_pairs, jsonl_adds_up)]
