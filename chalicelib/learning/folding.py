"""The events of a day as sums by text and province, made anew from all of them: running twice changes nothing.

Only texts that stand in the clear are summed; of all others the events say nothing that could be told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from chalicelib.learning import table
from chalicelib.learning.describing import FEW
from chalicelib.learning.model import ChoiceEvent, Choices, Line, Lines, SearchEvent, TextKind
from chalicelib.learning.telling import may_be_told

NOWHERE = "-"
"""Stands for the province of a search that names no place."""
MOST_LINES = 1_200
"""Texts of one province that are kept for a day: they share an item of 400 kB."""
MOST_CHOICES = 5
_AGAIN = 3
"""Days that are summed each night: one night may fail, and texts become known later."""
_Place = tuple[str, str]


class _Sums:
    """What is counted of one text in one province."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.choices: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """By occupation and step: where that was chosen. So often somebody chooses in one place, it counts once."""


def fold(last: date) -> int:
    """Sum the events of the days up to ``last``, and with it; return how many events those were."""
    return sum(fold_day(last - timedelta(days=back)) for back in range(_AGAIN))


def fold_day(day: date) -> int:
    """Sum the events of ``day`` and put the sums in the place of earlier ones; return how many events there are."""
    sums: dict[_Place, _Sums] = defaultdict(_Sums)
    number = 0
    for item in table.events_of(day):
        number += 1
        if item.search is not None:
            _add_search(sums, item.search)
        if item.choice is not None:
            _add_choice(sums, item.choice)
    known = table.texts(key for key, _ in sums)
    table.replace_day(day, _by_province(sums, known))
    return number


def province_of(region: str) -> str:
    """Return the province under which a search is summed."""
    return region[:2] or NOWHERE


def _add_search(sums: Mapping[_Place, _Sums], event: SearchEvent) -> None:
    counted = {
        "searches": True,
        "nothing": not event.found,
        "few": 0 < event.found <= FEW,
        "loosened": bool(event.loosened),
        "suggested": event.suggested,
    }
    for key in _keys(event):
        sums[key, province_of(event.region)].counts.update({name: 1 for name, holds in counted.items() if holds})


def _add_choice(sums: Mapping[_Place, _Sums], event: ChoiceEvent) -> None:
    for key in _keys(event):
        sums[key, province_of(event.region)].choices[event.occupation][event.step.value].add(event.region)


def _keys(event: SearchEvent | ChoiceEvent) -> Iterable[str]:
    return filter(None, dict.fromkeys((event.query, *event.left)))


def _by_province(sums: Mapping[_Place, _Sums], known: Mapping[str, table.TermItem]) -> Mapping[str, Lines]:
    found: dict[str, list[Line]] = defaultdict(list)
    for (key, province), counted in sums.items():
        term = known.get(key)
        if term is not None and may_be_told(term.text):
            found[province].append(_line(TextKind(term.kind), term.text, counted))
    return {province: _kept(lines) for province, lines in found.items()}


def _line(kind: TextKind, text: str, counted: _Sums) -> Line:
    choices = [
        Choices(occupation=code, **{step: len(places) for step, places in steps.items()})
        for code, steps in counted.choices.items()
    ]
    best = sorted(choices, key=lambda each: (-each.number, -each.applied, each.occupation))[:MOST_CHOICES]
    return msgspec.structs.replace(Line(kind=kind, text=text, choices=tuple(best)), **counted.counts)


def _kept(lines: list[Line]) -> Lines:
    ordered = sorted(lines, key=lambda line: (-line.searches, line.kind, line.text))
    return Lines(lines=tuple(ordered[:MOST_LINES]), left_out=max(0, len(ordered) - MOST_LINES))
