"""What pay the vacancies of the collections of 2024 state: one observation for each, without any text of theirs."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from bench.jobstreet import Row, posting, rows
from chalicelib.reference import occupations, regions
from chalicelib.reference.pay import monthly

SURE = 0.5
"""Least confidence in the occupation of a title, as for vacancies that partners push."""
LEAST, MOST = 1_000_000, 100_000_000
"""Bounds of a plausible midpoint in rupiah a month: half of the lowest minimum wage of 2024, and what none exceeded."""
WIDEST = 4
"""How many times the lowest pay the highest may be; a wider range tells nothing of pay."""
_LEFT_OUT = frozenset({"Paruh waktu", "Kasual"})
_ANY_DAY = date(2024, 4, 30)


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """The midpoint of the pay of one vacancy in rupiah a month; ``province`` is empty when the place is not known."""

    occupation: str
    province: str
    employer: str
    pay: int


def observations(paths: Iterable[Path]) -> tuple[Observation, ...]:
    """Return an observation for each vacancy of full-time work with plausible pay and a coded title.

    One for each title of an employer: portals show the same vacancy under several numbers.
    """
    found: dict[tuple[str, str], Observation] = {}
    for path in paths:
        for row in rows(path):
            for observation in _observed(row):
                found.setdefault((row.title.strip().lower(), observation.employer), observation)
    return tuple(found.values())


def midpoint(row: Row) -> int | None:
    """Return the midpoint of the stated pay in rupiah a month; None without one, and when it is implausible."""
    stated = posting(row, _ANY_DAY, _ANY_DAY).get("baseSalary")
    if stated is None or stated["currency"] != "IDR":
        return None
    low, high = (monthly(stated["value"][name], stated["value"]["unitText"]) for name in ("minValue", "maxValue"))
    middle = (low + high) // 2
    return middle if low <= high <= WIDEST * low and LEAST <= middle <= MOST else None


def _observed(row: Row) -> Iterator[Observation]:
    pay, coding = midpoint(row), occupations().code_title(row.title)
    if pay is not None and coding is not None and coding.confidence >= SURE and row.kind not in _LEFT_OUT:
        employer = row.company.strip().lower()
        yield Observation(occupation=coding.code, province=_province(row.location), employer=employer, pay=pay)


def _province(place: str) -> str:
    """Return the province in which every reading of a place lies; empty when they lie in several, or there is none."""
    found = {match.code[:2] for match in regions().resolve(place)}
    return found.pop() if len(found) == 1 else ""
