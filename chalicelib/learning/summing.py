"""Sums of days put together: what became of the searches for each text over some time, in some places."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from chalicelib.learning.folding import NOWHERE
from chalicelib.learning.model import Choices, Line, Lines, TextKind

_COUNTS = ("searches", "nothing", "few", "loosened", "suggested")
_STEPS = ("opened", "applied", "reworded")
Day = tuple[date, str, Lines]


class Total:
    """What there is of one text: its counts, what it led to, on how many days and in how many places."""

    def __init__(self, kind: TextKind, text: str) -> None:
        """Begin with nothing."""
        self.kind, self.text = kind, text
        self.counts: dict[str, int] = dict.fromkeys(_COUNTS, 0)
        self.days: set[date] = set()
        self.places: set[str] = set()
        self._chosen: dict[str, set[date]] = defaultdict(set)
        self._choices: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_STEPS, 0))

    def add(self, day: date, province: str, line: Line) -> None:
        """Add a line of one day and province."""
        for name in _COUNTS:
            self.counts[name] += getattr(line, name)
        for each in line.choices:
            for step in _STEPS:
                self._choices[each.occupation][step] += getattr(each, step)
            if each.number:
                self._chosen[each.occupation].add(day)
        if line.searches:
            self.days.add(day)
            if province != NOWHERE:
                self.places.add(province)

    def days_of(self, occupation: str) -> int:
        """Return on how many days searches led to ``occupation``."""
        return len(self._chosen.get(occupation, ()))

    @property
    def choices(self) -> tuple[Choices, ...]:
        """What it led to, the most frequent first."""
        found = [Choices(occupation=code, **steps) for code, steps in self._choices.items()]
        return tuple(sorted(found, key=lambda each: (-each.number, -each.applied, each.occupation)))


def totals(days: Iterable[Day], kind: TextKind | None = None) -> list[Total]:
    """Return what there is of each text, of one ``kind`` or all."""
    found: dict[tuple[TextKind, str], Total] = {}
    for day, province, lines in days:
        for line in lines.lines:
            if kind in (None, line.kind):
                found.setdefault((line.kind, line.text), Total(line.kind, line.text)).add(day, province, line)
    return list(found.values())
