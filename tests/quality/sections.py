"""The parts of the table that evaluate.py writes. Each returns Sections of plain values."""
import pathlib
import typing

import lexicons
import measures
import simulated
import tortured

SCORES = ("restoration", "precision", "recall", "harm")


class Section(typing.NamedTuple):
    title: str
    note: str
    columns: tuple
    rows: list  # of dictionaries


class Setup(typing.NamedTuple):
    """What all parts need. `quick`: less of everything."""
    binary: pathlib.Path
    shared: pathlib.Path
    quick: bool
    documents: list  # held out
    texts: simulated.Texts
    families: list
    folder: pathlib.Path  # for lexicons


def of(scores):
    return {name: scores[name] for name in SCORES}


def pairs(setup):
    """Real spun documents, by default and taken for spun."""
    rows = []
    for mode, options in (("default", ()), ("assume-spun", ("--assume-spun",))):
        scores = measures.pair_scores(setup.binary, setup.shared, *options)
        for family, figures in sorted(scores["families"].items()):
            rows.append({"family": family, "mode": mode, "documents": figures["documents"],
                         **of(figures)})
        rows.append({"family": "all", "mode": mode, "documents": len(scores["documents"]),
                     **of(scores["total"])})
    return [Section("Development pairs", "Real spun documents whose originals are known.",
                    ("family", "mode", "documents", *SCORES), rows)]


def leave_one_out(setup):
    """Each family's real documents without the family's own dictionary."""
    everything = lexicons.read_rows()
    tested = sorted(measures.pair_scores(setup.binary, setup.shared)["families"])
    rows = []
    for family in tested:
        folder = lexicons.compile_rows(setup.binary,
                                       [row for row in everything if row.family != family],
                                       setup.folder / f"without_{family}")
        for mode, options in (("default", ()), ("assume-spun", ("--assume-spun",))):
            scores = measures.pair_scores(setup.binary, setup.shared, "--data-dir", folder,
                                          *options)["families"][family]
            rows.append({"family left out": family, "mode": mode,
                         "documents": scores["documents"], **of(scores)})
    return [Section("One family left out",
                    "The development pairs of a family, repaired without the family's own "
                    "dictionary: what is to be expected of an unknown spinner.",
                    ("family left out", "mode", "documents", *SCORES), rows)]


def simulation(setup):
    """Held-out text spun by the lexicon, by family and intensity."""
    rows = []
    for family in setup.families:
        for intensity in (0.1, 0.4) if setup.quick else (0.05, 0.1, 0.2, 0.4):
            records = setup.texts.spun(family, intensity)
            scores = simulated.repaired_scores(setup.binary, records)
            rows.append({"family": family, "intensity": intensity,
                         "true share": simulated.true_share(records), "documents": len(records),
                         "judged spun": simulated.judged_spun(setup.binary, records),
                         **of(scores)})
    return [Section("Simulated spinning",
                    "Held-out text, spun by the dictionaries run forwards. The dictionaries know "
                    "every phrase of it: this measures the choice and the judgement, not what is "
                    "unknown. Where the true share stays behind the intensity, the family has no "
                    "more words.",
                    ("family", "intensity", "true share", "documents", "judged spun", *SCORES),
                    rows)]


def tortured_phrases(setup):
    result, failed = tortured.measure(setup.binary, setup.documents, 300 if setup.quick else None)
    rows = [{"set": name, **values} for name, values in result.items()]
    return [Section("Tortured phrases", "See tortured.py for what the columns mean.",
                    tuple(rows[0]), rows)], failed


def curve_row(setup, spun, label, folder):
    """The real pairs and a simulated set, repaired with the data of a folder."""
    options = ("--data-dir", folder)
    row = dict(label)
    for mode, more in (("", ()), (", assume-spun", ("--assume-spun",))):
        scores = measures.pair_scores(setup.binary, setup.shared, *options, *more)["total"]
        row |= {f"pairs{mode}: {name}": scores[name] for name in ("restoration", "precision")}
    scores = simulated.repaired_scores(setup.binary, spun, *options)
    row |= {f"simulated: {name}": scores[name] for name in ("restoration", "precision", "harm")}
    return row


def dictionary_curve(setup):
    """Less dictionary, the same texts."""
    everything, rows = lexicons.read_rows(), []
    spun = setup.texts.spun("all", 0.2)
    for share in (0.1, 0.5, 1.0) if setup.quick else (0.1, 0.25, 0.5, 0.75, 1.0):
        some = lexicons.sample(everything, share)
        folder = lexicons.compile_rows(setup.binary, some,
                                       setup.folder / f"rows_{round(100 * share)}")
        rows.append(curve_row(setup, spun, {"share of rows": share, "rows": len(some)}, folder))
    return [Section("Learning curve: dictionary rows",
                    "A sample of the rows (a smaller one is a part of a larger one). Simulated: "
                    "all families in turn, spun by the full dictionary, intensity 0.2.",
                    tuple(rows[0]), rows)]


def model_curve(setup, models):
    """Other context models, each with a lexicon compiled for it."""
    everything, rows = lexicons.read_rows(), []
    spun = setup.texts.spun("all", 0.2)
    for model in sorted(models.glob("*.model")):
        folder = lexicons.compile_rows(setup.binary, everything, setup.folder / model.stem, model)
        label = {"model": model.stem, "megabytes": model.stat().st_size / 1e6}
        rows.append(curve_row(setup, spun, label, folder))
    if not rows:
        return []
    return [Section("Learning curve: size of the context model",
                    "The same texts and dictionaries, with other models.", tuple(rows[0]), rows)]


def harm_row(text, file, counts):
    """Adds up what unspin_harm counted in some files."""
    sums = {key: sum(row[key] for row in counts)
            for key in ("documents", "words", "spun", "spin_edits", "other_edits")}
    return {"text": text, "file": file.removesuffix(".jsonl.zst"), "documents": sums["documents"],
            "words": sums["words"], "judged spun": sums["spun"],
            "spin edits": sums["spin_edits"], "other edits": sums["other_edits"],
            "spin edits per million words": 1e6 * sums["spin_edits"] / max(sums["words"], 1)}


def honest_text(setup):
    """What is changed in text that nobody spun. Returns all wrong edits beside the sections."""
    files = measures.corpora(setup.shared) + measures.clean_files(setup.shared)
    counts, edits = measures.harm(setup.binary.parent / "unspin_harm", measures.RECIPE, files,
                                  0.1 if setup.quick else 1)
    counts, edits, found = measures.without_spun(counts, edits)
    rows = [harm_row("held out" if row["held_out"] else "other origin", row["file"], [row])
            for row in counts if row["documents"]]
    rows += [harm_row(text, "all", [row for row in counts if row["held_out"] == held_out])
             for text, held_out in (("held out", True), ("other origin", False))]
    negatives = [{"mode": mode, "texts": number, "changed": len(changed)}
                 for mode, options in (("default", ()), ("assume-spun", ("--assume-spun",)))
                 for number, changed in [measures.hard_negatives(setup.binary, setup.shared,
                                                                 *options)]]
    wrong = [edit for edit in edits if edit["spin"]]
    return [Section("Harm in clean text", "Held-out documents of the training corpora, and all "
                    "of the clean text. Other edits part glued sentences.", tuple(rows[0]), rows),
            Section("Spin edits in clean text", ("Each of them is wrong." if wrong else "None.") +
                    f" {len(found)} edits of texts that are spun (spun_in_corpora.tsv) are left out.",
                    ("file", "id", "rule", "before", "after", "confidence", "context"), wrong),
            Section("Hard negatives", "Honest uses of phrases that look spun.",
                    tuple(negatives[0]), negatives)], edits
