"""Figures with their limits, as Markdown and as plain values."""


def shown(figure):
    """A figure as the tables show it."""
    if figure is None:
        return ""
    if isinstance(figure, float):
        return f"{figure:.4g}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


def markdown(columns, rows):
    """A table of dictionaries; columns of numbers are aligned to the right."""
    numeric = [any(isinstance(row.get(name), (int, float)) for row in rows) for name in columns]
    lines = ["| " + " | ".join(columns) + " |",
             "|" + "|".join("---:" if right else "---" for right in numeric) + "|"]
    lines += ["| " + " | ".join(shown(row.get(name)) for name in columns) + " |" for row in rows]
    return "\n".join(lines)


class Table:
    """Rows of measure, figure, limit, whether it holds (None: no limit), and a word for that.

    `known_failures`: figures that miss their limit today, and the worst value admitted until they
    hold it. One that begins to hold fails the run until it is taken out of the list.
    """

    def __init__(self, known_failures):
        self.known_failures = known_failures
        self.rows = []

    def at_least(self, name, value, limit):
        self._add(name, value, f">= {limit}", lambda bound: value >= bound, limit)

    def at_most(self, name, value, limit):
        self._add(name, value, f"<= {limit}", lambda bound: value <= bound, limit)

    def told(self, name, value):
        self.rows.append({"measure": name, "figure": value, "limit": "", "holds": None,
                          "verdict": ""})

    def _add(self, name, value, limit, within, bound):
        holds, verdict = within(bound), "holds" if within(bound) else "MISSED"
        if name in self.known_failures:
            verdict = "HOLDS NOW: no known failure any more" if holds else "missed (known)"
            holds = not holds and within(self.known_failures[name])
            if not holds and verdict == "missed (known)":
                verdict = "MISSED, worse than known"
        self.rows.append({"measure": name, "figure": value, "limit": limit, "holds": holds,
                          "verdict": verdict})

    def count(self, verdict):
        return sum(row["holds"] is verdict for row in self.rows)

    def markdown(self):
        return markdown(("measure", "figure", "limit", "verdict"), self.rows)
