"""Minimum wages, and which of them holds in a region in a year.

Law: Government Regulation 36/2021, articles 23 to 35, as amended by 51/2023 and 49/2025. Every province has a wage of
each year (article 27); a regency has its own where the governor sets one above the province's (article 30 and
following), and else its province's. A new wage may not be lower than the one before it (article 26). Wages of single
sectors, which 49/2025 brought back (articles 35A and following), are higher than these and not in the tables.
"""

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from chalicelib.reference import files
from chalicelib.reference.model_pay import MinimumWage, WageInForce, WageReading, WageScope
from chalicelib.reference.regions import regions

TABLE = "minimum_wages"
_CODE = re.compile(r"(\d\d)(\.\d\d)?(\.\d+)?")
_VERSION = re.compile(r"(\d{4})(?:\.(\d+))?")


class WageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table file: whole rupiah a month, and every figure that is reported, with who reports it.

    ``scope`` of a regency is ``province`` when it is known to have no wage of its own; absent, the code tells it.
    """

    region: str
    year: int
    amount: int
    reported: tuple[int, ...]
    scope: WageScope | None = None
    sources: tuple[str, ...] = ()
    decree: str = ""


def editions() -> Mapping[int, str]:
    """Return the version that holds for each year, the earliest year first: a correction is ``2026.1``."""
    found = [match for version in files.versions(TABLE) if (match := _VERSION.fullmatch(version))]
    found.sort(key=lambda match: (int(match[1]), int(match[2] or 0)))
    return {int(match[1]): match[0] for match in found}


def newest_wages() -> int:
    """Return the last year of which minimum wages are in the tables."""
    return max(editions())


def year_of(version: str) -> int:
    """Return the year of a version of a table of a year: ``2026.1`` corrects ``2026``."""
    return int(version.partition(".")[0])


def minimum_wage(region_code: str, year: int) -> MinimumWage | None:
    """Return the minimum wage known of ``year`` for a region, in whole rupiah a month.

    The regency's own (UMK) where it is known, else its province's (UMP). A district has its regency's. None for an
    unknown region, and when nothing is known of that year.
    """
    region = _region(region_code)
    return None if region is None else _of_year(region, year)


def wage_in_force(region_code: str, year: int) -> WageInForce | None:
    """Return the wage by which pay in a region is judged in ``year``, and how it was found.

    In this order: the wage that was set for the region; its province's. Where none of the regency's own is known of
    ``year``, its own of the year before if that is higher, since a wage may not fall. Before the decrees of a year are
    in the tables, all of it from the year before. None for an unknown region or when neither year is known.
    """
    region = _region(region_code)
    if region is None:
        return None
    this, before = _of_year(region, year), _of_year(region, year - 1)
    found = before if _still_holds(region, before, this) else this or before
    return None if found is None else WageInForce(region=region, year=year, wage=found, reading=_reading(region, found))


def _still_holds(region: str, before: MinimumWage | None, this: MinimumWage | None) -> bool:
    """Tell whether a regency's own wage of the year before is a better floor than this year's of its province."""
    if this is None or before is None or before.region != region:
        return False
    return _reading(region, this) is WageReading.FLOOR and before.amount > this.amount


def _reading(region: str, wage: MinimumWage) -> WageReading:
    if wage.region == region:
        return WageReading.OWN
    return WageReading.PROVINCE if region in _without_own(wage.year) else WageReading.FLOOR


def _region(code: str) -> str | None:
    """Return the code of the province or regency that ``code`` is or lies in."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    region = match[1] + (match[2] or "")
    return region if region in regions() else None


def _of_year(region: str, year: int) -> MinimumWage | None:
    wages = _wages(year)
    return wages.get(region) or wages.get(region[:2])


@cache
def _wages(year: int) -> Mapping[str, MinimumWage]:
    return {row.region: _wage(row) for row in _rows(year) if not _follows(row)}


@cache
def _without_own(year: int) -> frozenset[str]:
    return frozenset(row.region for row in _rows(year) if _follows(row))


def _rows(year: int) -> tuple[WageRow, ...]:
    version = editions().get(year)
    return () if version is None else files.typed(TABLE, version, WageRow)


def _follows(row: WageRow) -> bool:
    return "." in row.region and row.scope is WageScope.PROVINCE


def _wage(row: WageRow) -> MinimumWage:
    return MinimumWage(
        region=row.region,
        scope=WageScope.REGENCY if "." in row.region else WageScope.PROVINCE,
        year=row.year,
        amount=row.amount,
        reported=row.reported,
        sources=row.sources,
        decree=row.decree,
    )
