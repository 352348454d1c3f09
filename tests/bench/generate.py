"""Texts from sentence patterns: the same bytes everywhere, without any data from outside.

The instruction counts and the smoke run are made on them. The patterns are clean English about
plain matters; the spun text is the same text after what a thesaurus spinner does to it. They are
more uniform than real text: use them to compare one program with itself, not to tell its speed.
"""
import json
import re

from patterns import FILLERS, PATTERNS, SPINS

# Readings of UTF-8 that mojibake comes from, the commonest first.
MISREADINGS = ("cp1252", "cp1252", "latin-1", "cp1252", "mac_roman", "cp1252", "cp437", "cp1250")


class Dice:
    """A generator of its own (the constants are Knuth's for MMIX): Python's may change."""

    def __init__(self, seed):
        self._state = seed

    def below(self, limit):
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def one_of(self, values):
        return values[self.below(len(values))]


def sentence(dice):
    fillers = {name: dice.one_of(values) for name, values in FILLERS.items()}
    return dice.one_of(PATTERNS).format(**fillers, year=1900 + dice.below(120),
                                        number=2 + dice.below(900))


def documents(size, seed=1):
    """Clean texts of five to eight paragraphs, about `size` characters together."""
    dice, made, length = Dice(seed), [], 0
    while length < size:
        paragraphs = [" ".join(sentence(dice) for _ in range(3 + dice.below(4)))
                      for _ in range(5 + dice.below(4))]
        made.append("\n\n".join(paragraphs))
        length += len(made[-1]) + 2
    return made


def spin(text):
    for original, spun in SPINS:
        text = re.sub(rf"(?<!\w){original}(?!\w)", spun, text)
    return text


def byte_table(encoding):
    """What each byte stands for; one without a character is the control of its number."""
    def character(byte):
        try:
            return bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            return chr(byte)
    return [character(byte) for byte in range(256)]


TABLES = {encoding: byte_table(encoding) for encoding in set(MISREADINGS)}


def misread(text, number):
    """The text as mojibake, in an encoding that depends on the number; one in eight texts has
    been misread twice."""
    table = TABLES[MISREADINGS[number % len(MISREADINGS)]]
    for _ in range(2 if number % 8 == 3 else 1):
        text = "".join(table[byte] for byte in text.encode())
    return text


def typeset(text):
    """Straight quotation marks and dashes as printers set them, so that there is something to
    misread in any English text."""
    text = re.sub(r"(?<!\S)\"", "“", text).replace('"', "”").replace("'", "’")
    return text.replace(" - ", " — ").replace("--", "—").replace("...", "…")


def plain_text(texts):
    return "\n\n".join(texts) + "\n"


def jsonl(texts):
    return "".join(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n"
                   for number, text in enumerate(texts))


def samples(size):
    """Name and content (bytes) of each kind of text."""
    clean = documents(size)
    spun = [spin(text) for text in clean]
    return {"clean.txt": plain_text(clean).encode(),
            "clean.jsonl": jsonl(clean).encode(),
            "spun.txt": plain_text(spun).encode(),
            "spun.jsonl": jsonl(spun).encode(),
            "mojibake.txt": plain_text(
                [misread(typeset(text), n) for n, text in enumerate(clean)]).encode()}
