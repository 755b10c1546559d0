"""Whether the tables of pay hold together: minimum wages and typical ranges."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from chalicelib.reference import files
from chalicelib.reference.model_pay import COUNTRY, PayRange, WageScope
from chalicelib.reference.pay_ranges import FEWEST, FEWEST_EMPLOYERS, RANGES
from chalicelib.reference.wages import TABLE, WageRow, newest_wages, year_of

Problems = Iterator[tuple[str, str]]
WAGES = range(1_500_000, 10_000_001)
"""Rupiah a month within which every minimum wage of these years lies."""
MIDPOINTS = range(500_000, 300_000_001)
"""Rupiah a month within which pay is plausible at all."""


def wages(rows: Sequence[WageRow], year: int, known: Collection[str]) -> Problems:
    """Yield minimum wages of no region or another year, implausible ones, and provinces without any."""
    provinces = {row.region: row.amount for row in rows if "." not in row.region}
    for row in rows:
        if row.region not in known:
            yield row.region, "is no region"
        if row.year != year:
            yield row.region, f"is of {row.year} in the table of {year}"
        if row.amount not in WAGES:
            yield row.region, f"{row.amount} rupiah a month is not plausible"
        if row.sources and len(row.sources) != len(row.reported):
            yield row.region, f"has {len(row.reported)} figures and {len(row.sources)} sources"
        yield from _settled(row, provinces)
    yield from ((code, "has no minimum wage") for code in known if "." not in code and code not in provinces)


def overdue(today: date) -> Problems:
    """Yield the years up to that of ``today`` of which there is no minimum wage yet: older ones are judged by."""
    newest = newest_wages()
    for year in range(newest + 1, today.year + 1):
        yield str(year), f"is not in the tables; pay is judged by the wages of {newest}"


def _settled(row: WageRow, provinces: Mapping[str, int]) -> Problems:
    """Yield what is wrong with the amount beside the figures that are reported and the wage of the province."""
    floor = provinces.get(row.region[:2], 0) if "." in row.region else 0
    if "." in row.region and row.scope is WageScope.PROVINCE:
        if row.amount != floor:
            yield row.region, f"has no wage of its own and not its province's {floor}"
    elif row.amount < floor:
        yield row.region, f"is below its province's {floor}"
    elif row.amount != min((figure for figure in row.reported if figure >= floor), default=None):
        yield row.region, "is not the lowest figure reported that is lawful"


def ranges(rows: Sequence[PayRange], year: int, regions: Collection[str], groups: Collection[str]) -> Problems:
    """Yield ranges of too few vacancies or employers, out of order, implausible, or of what does not exist."""
    for row in rows:
        wrong = (*_misplaced(row, year, regions, groups), *_hidden(row), *_disordered(row))
        yield from ((f"{row.occupation} {row.region}", problem) for problem in wrong)


def _misplaced(row: PayRange, year: int, regions: Collection[str], groups: Collection[str]) -> Iterator[str]:
    if row.occupation not in groups:
        yield "is of no occupation group"
    if row.region != COUNTRY and (row.region not in regions or "." in row.region):
        yield "is of no province"
    if row.year != year:
        yield f"is of {row.year} in the table of {year}"


def _hidden(row: PayRange) -> Iterator[str]:
    """Yield why a range should not be shown: it would tell the pay of few."""
    if row.count < FEWEST:
        yield f"is of {row.count} vacancies: fewer than {FEWEST} are never shown"
    if not FEWEST_EMPLOYERS <= row.employers <= row.count:
        yield f"is of {row.employers} employers and {row.count} vacancies"


def _disordered(row: PayRange) -> Iterator[str]:
    if not row.p25 <= row.median <= row.p75 or not row.low <= row.median <= row.high:
        yield "is out of order"
    if row.p25 not in MIDPOINTS or row.p75 not in MIDPOINTS:
        yield "is not plausible"


def pay_checks(regions: Collection[str], groups: Collection[str]) -> Iterator[tuple[str, Callable[[], Problems]]]:
    """Yield each table with its check; ``regions`` and ``groups`` are the codes that exist."""
    for version in files.versions(TABLE):
        yield (
            TABLE,
            lambda version=version: wages(files.typed(TABLE, version, WageRow), year_of(version), regions),  # type: ignore[misc]
        )
    for version in files.versions(RANGES):
        yield (
            RANGES,
            lambda version=version: ranges(  # type: ignore[misc]
                files.typed(RANGES, version, PayRange), year_of(version), regions, groups
            ),
        )
