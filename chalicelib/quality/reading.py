"""What was counted, by source and time: vacancies are told by the day on which they arrived, as they stand now."""

from collections.abc import Iterator
from datetime import date

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import invalid
from chalicelib.quality import table
from chalicelib.quality.cells import CELLS
from chalicelib.quality.following import scope_of_kind, scope_of_source
from chalicelib.quality.model import Counts, Dimension, added
from chalicelib.quality.permitting import KINDS, is_employer, sees, sources_of
from chalicelib.quality.scoring import FEWEST, Scores, scored
from chalicelib.quality.windows import Asked, Step, Window, window_of
from chalicelib.texts import Text
from security.principal import Principal

MOST_FIGURES = 50_000
"""In one answer, of some 80 bytes each: a function answers six megabytes."""
_WITH_WORDS = 3
"""For how many a figure counts that tells what it means."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What arrived on one day (``2026-11-22``) or in one month (``2026-11``); no scores of too few."""

    period: str
    scores: Scores | None


class OfSource(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of source or one source: its scores over all days, ``None`` of too few, and by step."""

    source: str
    scores: Scores | None
    history: tuple[Period, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The answer, and of which days it really is: where only months are kept, whole months are told."""

    first: date
    last: date
    sources: tuple[OfSource, ...]


def report(principal: Principal, asked: Asked, clock: Clock = SYSTEM_CLOCK) -> Report:
    """Return the quality of what arrived in a time, by kind of source or of one source.

    Everybody reads kinds, of at least `FEWEST` vacancies; a partner and an employer themselves; the monitor and
    administrators every source by name and down to one vacancy. Raises `InvalidInput` on ``source``, ``from``, ``to``
    or ``step``, `Unauthenticated` or `Forbidden` for a source that is not the caller's.
    """
    window = window_of(asked, clock, by_month=is_employer(asked.source))
    generation = table.generations().current
    names = sources_of(principal, asked.source, generation)
    _refuse_too_much(len(names), window, asked)
    fewest = 1 if sees(principal, asked.source) else FEWEST
    found = tuple(_of_source(generation, name, window, asked, fewest) for name in names)
    return Report(first=window.first, last=window.last, sources=found)


def scores(source: str, clock: Clock = SYSTEM_CLOCK) -> Scores | None:
    """Return how good the vacancies are that a partner or an employer handed in of late, ``None`` when there are none.

    That is three months, and of an employer whole months.
    """
    window = window_of(Asked(), clock, by_month=is_employer(source))
    total: Counts = {}
    for _, counts in _periods(table.generations().current, scope_of_source(source), window):
        total = added(total, counts)
    return scored(total)


def _refuse_too_much(sources: int, window: Window, asked: Asked) -> None:
    days = (window.last - window.first).days + 1
    steps = {None: 0, Step.DAY: days, Step.MONTH: days // 28 + 2}[asked.step]
    cells = sum(not asked.fields or cell.field in asked.fields for cell in CELLS.values())
    whole, short = len(Dimension) + cells, len(Dimension)
    if sources * (_WITH_WORDS * whole + steps * (whole if asked.detailed else short)) > MOST_FIGURES:
        text = Text(
            "Terlalu banyak angka; pilih hari, isian atau sumber yang lebih sedikit.",
            "Too many figures; choose fewer days, fields or sources.",
        )
        raise invalid("step", "too_much", text)


def _of_source(generation: int, name: str, window: Window, asked: Asked, fewest: int) -> OfSource:
    scope = scope_of_kind(name) if name in KINDS else scope_of_source(name)
    total: Counts = {}
    steps: dict[str, Counts] = {}
    for period, counts in _periods(generation, scope, window):
        total = added(total, counts)
        if asked.step is not None:
            step = window.step_of(period, asked.step)
            steps[step] = added(steps.get(step, {}), counts)
    history = tuple(
        Period(period=step, scores=scored(counts, fewest, asked.fields)) for step, counts in sorted(steps.items())
    )
    return OfSource(source=name, scores=scored(total, fewest, asked.fields), history=history)


def _periods(generation: int, scope: str, window: Window) -> Iterator[tuple[str, Counts]]:
    first, last = window.first.isoformat(), window.last.isoformat()
    for period, counts in table.rows(generation, scope, first[:7], last).items():
        if period >= first or len(period) == len("2026-11"):
            yield period, counts
