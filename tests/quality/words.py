"""Word edits as eval/score.py of the measuring data counts them, for short stretches of text."""
import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:[.,'’\-‑–][^\W_]+)*")


def words(text):
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("‑", "-")
    return [word.casefold() for word in WORD.findall(text)]


def edits(before, after):
    """The Levenshtein edits between two lists of words, adjacent ones merged: a set of (begin, end,
    new words)."""
    rows = [list(range(len(after) + 1))]
    for i, word in enumerate(before, 1):
        row = [i]
        for j, other in enumerate(after, 1):
            row.append(min(rows[-1][j - 1] + (word != other), rows[-1][j] + 1, row[-1] + 1))
        rows.append(row)
    found, end, i, j = set(), None, len(before), len(after)
    while i or j:
        step = i and j and rows[i][j] == rows[i - 1][j - 1] + (before[i - 1] != after[j - 1])
        if step and before[i - 1] == after[j - 1]:
            if end:
                found.add((i, end[0], tuple(after[j:end[1]])))
            end, i, j = None, i - 1, j - 1
            continue
        end = end or (i, j)
        if step:
            i, j = i - 1, j - 1
        elif i and rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    if end:
        found.add((0, end[0], tuple(after[:end[1]])))
    return found
