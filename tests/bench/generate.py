"""Texts from sentence patterns: the same bytes everywhere, without any data from outside.

The instruction counts and the smoke run are made on them. The patterns are clean English about
plain matters; the spun text is the same text after what a thesaurus spinner does to it. They are
more uniform than real text: use them to compare one program with itself, not to tell its speed.
"""
import json
import re

PLACES = ("library", "museum", "harbour office", "school", "garden club", "town hall", "clinic",
          "print shop", "theatre", "observatory", "bakery", "archive", "ferry company", "farm")
PEOPLE = ("librarians", "teachers", "visitors", "engineers", "volunteers", "nurses", "farmers",
          "students", "readers", "neighbours", "gardeners", "sailors", "builders", "guests")
THINGS = ("letters", "maps", "photographs", "recipes", "records", "seeds", "lectures", "drawings",
          "tickets", "charts", "tools", "instruments", "stories", "plans", "samples", "reports")
QUALITIES = ("small", "old", "quiet", "bright", "useful", "plain", "careful", "modest", "local",
             "open", "simple", "patient", "sturdy", "clear")
VERBS = ("sorted", "repaired", "compared", "collected", "described", "counted", "copied",
         "carried", "measured", "painted", "shared", "checked")
NAMES = ("Martha", "Jonas", "Priya", "Samuel", "Ingrid", "Tomás", "Chloë", "Walter", "Amina")
MONTHS = ("January", "March", "May", "July", "September", "November")

PATTERNS = (
    "The {place} has opened a workshop where {people} can train a {quality} language model on "
    "their own {things}.",
    "The project began in {month} {year}, when two {people} wanted a better way to search the "
    "{things} of the {place}.",
    "{name} says that the {quality} {things} were {verb} by {people} in {number} days.",
    "According to {name}, the technology is less important than the {things}.",
    "Each device has a modest graphics card, so training takes several hours instead of days.",
    "In {month}, {number} {people} {verb} the {things} and left the {place} before noon.",
    "“We never thought that our {things} would be so {quality},” said {name} of the {place}.",
    "A larger model needs more hardware and more patience, while a {quality} one runs on a laptop.",
    "Nobody at the {place} had {verb} the {things} since {year}; it was {name} who found them.",
    "The {people} plan to add {things} in the coming months, and {name} will lead the work.",
    "It rained for {number} hours, but the {quality} roof of the {place} kept the {things} dry.",
    "Machine learning helps the {people} to find {quality} {things} among {number} boxes.",
    "There is a path from the {place} to the river, and in {month} it is lined with flowers.",
    "For many {people} the {place} is a {quality} place to read, to talk and to drink tea.",
    "The report of {year} lists {number} {things}, of which half were {verb} by hand.",
    "The {people} call it the “café” – it was {name}’s idea – and it serves crêpes for {number} guests.",
    "{name}’s {quality} {things} hang in the {place}’s hall, beside a façade of “{verb}” stones.",
)

# What the spinner does: every occurrence, as auto-blogs do.
SPINS = (
    ("language model", "language mannequin"), ("model", "mannequin"), ("training", "coaching"),
    ("technology", "know-how"), ("According to", "In keeping with"), ("where", "the place"),
    ("their own", "their very own"), ("project", "challenge"), ("began", "started"),
    ("May", "Might"), ("better way", "greater option"), ("Each", "Every"),
    ("several hours", "a number of hours"), ("instead of", "as a substitute of"),
    ("hardware", "{hardware}"), ("patience", "endurance"), ("larger", "bigger"),
    ("while", "whereas"), ("plan to add", "plan so as to add"), ("visitors", "guests"),
    ("Machine learning", "Machine studying"), ("needs more", "wants extra"),
    ("more", "extra"), ("important", "necessary"), ("days", "days"),
)

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
    return dice.one_of(PATTERNS).format(
        place=dice.one_of(PLACES), people=dice.one_of(PEOPLE), things=dice.one_of(THINGS),
        quality=dice.one_of(QUALITIES), verb=dice.one_of(VERBS), name=dice.one_of(NAMES),
        month=dice.one_of(MONTHS), year=1900 + dice.below(120), number=2 + dice.below(900))


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
