"""Held-out text spun by ourselves, and how well it is repaired."""
import json
import pathlib
import tempfile

import measures


def write_jsonl(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


class Texts:
    """Excerpts of held-out documents, the same for every family and intensity."""

    def __init__(self, binary, documents, number, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)
        clean = self._forward(write_jsonl(self.folder / "held_out.jsonl", documents),
                              "--intensity", 0, "--documents", number,
                              "--least-words", 150, "--most-words", 400)
        self.path = write_jsonl(self.folder / "clean.jsonl",
                                [{"id": one["id"], "text": one["original"]} for one in clean])

    def _forward(self, path, *options):
        return measures.forward(self.binary, measures.builtin_lexicon(self.binary), [path],
                                *options)

    def spun(self, family, intensity):
        """The texts as the family would have left them, by the full dictionary."""
        return self._forward(self.path, "--family", family, "--intensity", intensity)


def judged_spun(binary, records):
    """The share of the documents that the filter judges spun."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_jsonl(pathlib.Path(folder, "spun.jsonl"),
                           [{"id": one["id"], "text": one["spun"]} for one in records])
        counts, _ = measures.harm(binary.parent / "unspin_harm", measures.RECIPE, [path], 1)
    return counts[0]["spun"] / max(counts[0]["documents"], 1)


def repaired_scores(binary, records, *options):
    """The total of `unspin eval` for the records, which counts as score.py does and is faster."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_jsonl(pathlib.Path(folder, "spun.jsonl"), records)
        texts = measures.repair_jsonl(binary, path, "spun", *options)
        write_jsonl(path, [{**record, "text": text}
                           for record, text in zip(records, texts, strict=True)])
        return json.loads(measures.run([binary, "eval", path]).splitlines()[-1])


def true_share(records):
    """The share of the words that were changed, on average."""
    return sum(one["share"] for one in records) / max(len(records), 1)
