"""Typical ranges of pay by occupation group and province, from vacancies; and how well they predict.

    python -m bench.pay_ranges [--write chalicelib/reference/data/pay_ranges/2024.tsv] FILE...

FILE are the collections of 2024 (../shared/data/vacancies/jobstreet-2024*.csv), which are not part of the project; only
aggregates are written. Without ``--write`` it measures: employers are halved, the ranges of one half predict the pay of
the other, for several orders of going to a wider group.
"""

import argparse
import math
import statistics
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.pay_observations import Observation, observations
from bench.report import figure, heading
from chalicelib.reference.model_pay import COUNTRY, PayRange
from chalicelib.reference.occupations import TITLES
from chalicelib.reference.pay_ranges import FEWEST, FEWEST_EMPLOYERS

YEAR = 2024
_SOURCE = (
    f"Computed by bench/pay_ranges.py (job titles version {TITLES}) from two collections of vacancies of one portal "
    "(Jobstreet, March to April 2024, as published in alterraacademy/job-market-trends): midpoints of the ranges of "
    "full-time work, one for each title of an employer. No cell of fewer than 10 vacancies or 5 employers, or of which "
    "one employer has more than half. low and high hold the median with 95 percent confidence. What is advertised with "
    "pay is no sample of all pay"
)
_HEAD = f"""# title: Pay offered in vacancies of 2024 by occupation group and province, in rupiah a month
# source: {_SOURCE}
# licence: Apache-2.0, as the project: aggregates only
# retrieved: 2026-11-22
"""
_COLUMNS = ("occupation", "region", "year", "count", "employers", "p25", "median", "p75", "low", "high")
_TOLD_TO = 1_000
_CONFIDENCE = 0.95
_SPLITS = 40
_UNIT = 4
Cell = tuple[str, str]
Step = tuple[int, bool]
"""How many digits of the occupation, and whether of the province."""

_EACH: tuple[Step, ...] = ((4, True), (4, False), (3, True), (3, False), (2, True), (2, False), (1, True), (1, False))
ORDERS: Mapping[str, tuple[Step, ...]] = {
    "province through all groups, then country": tuple(sorted(_EACH, key=lambda step: not step[1])),
    "province through 3 groups, then country": (*_EACH[0:6:2], *_EACH[1:6:2], *_EACH[6:]),
    "province through 2 groups, then country": (*_EACH[0:4:2], *_EACH[1:4:2], *_EACH[4:]),
    "each group, province before country": _EACH,
    "each group, country before province": tuple(sorted(_EACH, key=lambda step: (-step[0], step[1]))),
    "country alone": tuple(step for step in _EACH if not step[1]),
    "major group in the country": ((1, False),),
}


def median_bounds(count: int, confidence: float = _CONFIDENCE) -> tuple[int, int] | None:
    """Return the places (from 0) of the order statistics that hold the median of any distribution with ``confidence``.

    The number of observations below the median is binomial (n, 1/2), so the k-th from either end hold it with
    1 - 2 P(B < k) (W. J. Conover, Practical Nonparametric Statistics, 3rd ed. 1999, section 3.2). None when even the
    least and greatest do not: below six observations at 95 percent.
    """
    outside, place = 0, 0
    while 2 * (outside + math.comb(count, place)) <= (1 - confidence) * 2**count:
        outside += math.comb(count, place)
        place += 1
    return (place - 1, count - place) if place else None


def cells(found: Iterable[Observation]) -> dict[Cell, list[Observation]]:
    """Return the observations of every group of one to four digits, in each province and the country."""
    by_cell: dict[Cell, list[Observation]] = defaultdict(list)
    for each in found:
        for digits in range(1, _UNIT + 1):
            for region in filter(None, (each.province, COUNTRY)):
                by_cell[each.occupation[:digits], region].append(each)
    return by_cell


def ranges(found: Iterable[Observation]) -> Iterator[PayRange]:
    """Yield the ranges that may be shown, in the order of their keys."""
    for cell, members in sorted(cells(found).items()):
        employers = Counter(each.employer for each in members)
        dominated = 2 * max(employers.values()) > len(members)
        if len(members) >= FEWEST and len(employers) >= FEWEST_EMPLOYERS and not dominated:
            yield _range(cell, sorted(each.pay for each in members), len(employers))


def _range(cell: Cell, pay: Sequence[int], employers: int) -> PayRange:
    p25, median, p75 = statistics.quantiles(pay, n=4, method="inclusive")
    bounds = median_bounds(len(pay)) or (0, len(pay) - 1)
    figures = (_told(each) for each in (p25, median, p75, *(pay[place] for place in bounds)))
    named = dict(zip(("p25", "median", "p75", "low", "high"), figures, strict=True))
    return PayRange(occupation=cell[0], region=cell[1], year=YEAR, count=len(pay), employers=employers, **named)


def _told(pay: float) -> int:
    return round(pay / _TOLD_TO) * _TOLD_TO


def table(found: Iterable[Observation]) -> str:
    """Return the table file."""
    lines = ("\t".join(str(getattr(row, column)) for column in _COLUMNS) for row in ranges(found))
    return _HEAD + "\n".join(("\t".join(_COLUMNS), *lines)) + "\n"


def predicted(known: Mapping[Cell, int], order: Sequence[Step], of: Observation) -> int | None:
    """Return the median of the first cell in ``order`` that is known."""
    asked = ((of.occupation[:digits], of.province if local else COUNTRY) for digits, local in order)
    return next((known[cell] for cell in asked if cell in known), None)


def errors(
    found: Sequence[Observation], order: Sequence[Step], splits: int = _SPLITS
) -> tuple[list[float], list[float]]:
    """Return by what factor (as a logarithm) pay of held-out employers was missed: of medians of cells, of vacancies.

    The cells are unit groups in a province of which the held-out half has three vacancies or more.
    """
    of_cells, of_all = [], []
    for split in range(splits):
        halves: tuple[list[Observation], list[Observation]] = ([], [])
        for each in found:
            halves[zlib.crc32(f"{split} {each.employer}".encode()) % 2].append(each)
        known = {(row.occupation, row.region): row.median for row in ranges(halves[0])}
        held: dict[tuple[str, int], list[int]] = defaultdict(list)
        for each in halves[1]:
            if each.province and (guess := predicted(known, order, each)):
                held[each.occupation + each.province, guess].append(each.pay)
        for (_, guess), pay in held.items():
            of_all += [abs(math.log(guess / one)) for one in pay]
            of_cells += [abs(math.log(guess / statistics.median(pay)))] * (len(pay) >= 3)
    return of_cells, of_all


def _measure(found: Sequence[Observation]) -> None:
    heading("pay ranges", f"{len(found)} vacancies with pay", f"{len({each.employer for each in found})} employers")
    for name, order in ORDERS.items():
        of_cells, of_all = errors(found, order)
        for what, missed in (("medians of cells", of_cells), ("vacancies", of_all)):
            off = 100 * math.expm1(statistics.mean(missed))
            figure(name, off, "%", f"off on average: {what}, {len(missed) // _SPLITS} in a split")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table, or measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.pay_ranges", description=__doc__)
    parser.add_argument("source", type=Path, nargs="+")
    parser.add_argument("--write", type=Path)
    given = parser.parse_args(arguments)
    found = observations(given.source)
    if given.write is None:
        _measure(found)
        return 0
    given.write.parent.mkdir(parents=True, exist_ok=True)
    given.write.write_text(table(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
