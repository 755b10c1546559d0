"""What one vacancy tells of its source's quality. Pure: it follows from the vacancy as it stands, not from the clock.

So it can be counted as it changes, and counted anew from the table to the same result.
"""

from collections.abc import Callable, Mapping

from chalicelib.clock import day_of
from chalicelib.quality.cells import CELLS
from chalicelib.quality.consistency import CONSISTENCY
from chalicelib.quality.model import Dimension, Field, Measured
from chalicelib.quality.presence import COMPLETENESS, VALIDITY
from chalicelib.quality.timeliness import TIMELINESS, arrived_at
from chalicelib.sources.counting import employer_of, name_of
from chalicelib.vacancies.checking import source_kind
from chalicelib.vacancies.model import Vacancy

Check = Callable[[Vacancy], bool | None]
"""Tells whether a field is good, ``None`` where the measure does not apply."""


def _not_sent_before(vacancy: Vacancy) -> bool:
    return vacancy.duplicate_of is None


def _leads(vacancy: Vacancy) -> bool | None:
    return None if vacancy.duplicate_of is not None else vacancy.canonical_id is None


_UNIQUENESS: Mapping[Field, Check] = {Field.TEXT: _not_sent_before, Field.JOB: _leads}

CHECKS: Mapping[str, Check] = {
    f"{dimension}_{field}": check
    for dimension, checks in (
        (Dimension.COMPLETENESS, COMPLETENESS),
        (Dimension.VALIDITY, VALIDITY),
        (Dimension.TIMELINESS, TIMELINESS),
        (Dimension.UNIQUENESS, _UNIQUENESS),
        (Dimension.CONSISTENCY, CONSISTENCY),
    )
    for field, check in checks.items()
}
"""The check of each cell, by its code."""


def measured(vacancy: Vacancy) -> Measured | None:
    """Return for how much a vacancy counts; ``None`` for what was never handed in: a draft is nobody's business.

    What its source has sent before under another number counts as that and for nothing else.
    """
    arrived = arrived_at(vacancy)
    if arrived is None:
        return None
    counting = CELLS if vacancy.duplicate_of is None else (f"{Dimension.UNIQUENESS}_{Field.TEXT}",)
    verdicts = {code: CHECKS[code](vacancy) for code in counting}
    return Measured(
        source=name_of(vacancy.source),
        kind=source_kind(vacancy).value,
        day=day_of(arrived).isoformat(),
        employer=employer_of(vacancy),
        good=tuple(code for code, verdict in verdicts.items() if verdict is True),
        bad=tuple(code for code, verdict in verdicts.items() if verdict is False),
    )
