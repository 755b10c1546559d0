"""What was counted, by source and time: vacancies are told by the day on which they arrived, as they stand now."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import Forbidden, Unauthenticated, invalid
from chalicelib.quality import table
from chalicelib.quality.cells import CELLS
from chalicelib.quality.folding import first_kept_day
from chalicelib.quality.following import scope_of_kind, scope_of_source
from chalicelib.quality.model import Counts, Dimension, Field, added
from chalicelib.quality.scoring import FEWEST, Scores, scored
from chalicelib.texts import Text
from chalicelib.validation.context import SourceKind
from security.policy import Action, Resource, ResourceKind, allowed
from security.principal import ANONYMOUS, Principal

USUAL = timedelta(days=89)
"""Three months, with the last day."""
LONGEST = timedelta(days=731)
"""Between the first day and the last of one answer."""
YEARS = range(2000, 2200)
"""Of days that may be asked for."""
MOST_FIGURES = 50_000
"""In one answer, of some 80 bytes each: a function answers six megabytes."""
_WITH_WORDS = 3
"""For how many a figure counts that tells what it means."""
ALL = "all"
"""Names every source by itself."""


class Step(StrEnum):
    """Into which pieces time is cut."""

    DAY = "day"
    MONTH = "month"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be told: of a kind of source or one source by name, of some fields, of days (inclusive), in steps.

    ``detailed``: of each step the fields too, and not the dimensions alone.
    """

    source: str | None = None
    fields: tuple[Field, ...] = ()
    first: date | None = None
    last: date | None = None
    step: Step | None = None
    detailed: bool = False


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


class _Window(msgspec.Struct, frozen=True, kw_only=True):
    first: date
    last: date
    folded_before: date

    @property
    def really(self) -> tuple[date, date]:
        """The first and the last day of what is told."""
        first, last = self.first, self.last
        if first < self.folded_before:
            first = first.replace(day=1)
        if last < self.folded_before:
            last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return first, last


def report(principal: Principal, asked: Asked, clock: Clock = SYSTEM_CLOCK) -> Report:
    """Return the quality of what arrived in a time, by kind of source or of one source.

    Everybody reads kinds, of at least `FEWEST` vacancies; a partner itself; the monitor and administrators every source
    by name and down to one vacancy. Raises `InvalidInput` on ``source``, ``from``, ``to`` or ``step``,
    `Unauthenticated` or `Forbidden` for a source that is not the caller's.
    """
    window = _window(asked, clock)
    generation = table.generations().current
    fewest = 1 if _sees(principal, asked.source) else FEWEST
    names = _names(principal, asked.source, generation)
    _refuse_too_much(len(names), window, asked)
    found = tuple(_of_source(generation, name, window, asked, fewest) for name in names)
    first, last = window.really
    return Report(first=first, last=last, sources=found)


def scores(source: str, clock: Clock = SYSTEM_CLOCK) -> Scores | None:
    """Return how good the vacancies are that a source handed in of late (`USUAL`), ``None`` when there are none."""
    today = day_of(clock.now())
    window = _Window(first=today - USUAL, last=today, folded_before=first_kept_day(clock))
    total: Counts = {}
    for _, counts in _periods(table.generations().current, scope_of_source(source), window):
        total = added(total, counts)
    return scored(total)


def _sees(principal: Principal, source: str | None) -> bool:
    return allowed(principal, Action.READ, Resource(kind=ResourceKind.QUALITY, owner=source or ""))


def _names(principal: Principal, source: str | None, generation: int) -> Sequence[str]:
    kinds = tuple(kind.value for kind in SourceKind)
    if source is None or source in kinds:
        return kinds if source is None else (source,)
    if not _sees(principal, source):
        if principal is ANONYMOUS:
            raise Unauthenticated(Text("Masuk dahulu.", "Sign in first."))
        raise Forbidden
    known = table.sources(generation)
    if source == ALL:
        return known
    if source not in known and source != principal.id:
        detail = Text(f"Sumber {source} tidak dikenal.", f"The source {source} is not known.")
        raise invalid("source", "unknown_source", detail)
    return (source,)


def _refuse_too_much(sources: int, window: _Window, asked: Asked) -> None:
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


def _of_source(generation: int, name: str, window: _Window, asked: Asked, fewest: int) -> OfSource:
    scope = scope_of_kind(name) if name in set(SourceKind) else scope_of_source(name)
    total: Counts = {}
    steps: dict[str, Counts] = {}
    for period, counts in _periods(generation, scope, window):
        total = added(total, counts)
        by_day = asked.step is Step.DAY and period >= window.folded_before.isoformat()
        name_of_step = period if by_day else period[:7]
        steps[name_of_step] = added(steps.get(name_of_step, {}), counts)
    told = [] if asked.step is None else sorted(steps.items())
    history = tuple(Period(period=each, scores=scored(counts, fewest, asked.fields)) for each, counts in told if counts)
    return OfSource(source=name, scores=scored(total, fewest, asked.fields), history=history)


def _periods(generation: int, scope: str, window: _Window) -> Iterator[tuple[str, Counts]]:
    first, last = (day.isoformat() for day in window.really)
    for period, counts in table.rows(generation, scope, first[:7], last).items():
        if period >= first or len(period) == len("2026-11"):
            yield period, counts


def _window(asked: Asked, clock: Clock) -> _Window:
    for name, day in (("from", asked.first), ("to", asked.last)):
        if day is not None and day.year not in YEARS:
            text = Text(f"Tahun {YEARS[0]} sampai {YEARS[-1]}.", f"Years from {YEARS[0]} to {YEARS[-1]}.")
            raise invalid(name, "out_of_range", text)
    last = asked.last or day_of(clock.now())
    first = asked.first or last - USUAL
    if first > last:
        raise invalid("from", "after_end", Text("Awal setelah akhir.", "It begins after its end."))
    if last - first > LONGEST:
        text = Text(f"Paling lama {LONGEST.days} hari.", f"At most {LONGEST.days} days.")
        raise invalid("from", "too_long", text)
    return _Window(first=first, last=last, folded_before=first_kept_day(clock))
