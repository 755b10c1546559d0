"""Minimum wages."""

from collections.abc import Mapping
from functools import cache

import msgspec

from chalicelib.reference import files
from chalicelib.reference.model import MinimumWage, WageScope


class WageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table file: whole rupiah a month, and every figure that the sources report."""

    region: str
    year: int
    amount: int
    reported: tuple[int, ...]


@cache
def _wages(year: int) -> Mapping[str, MinimumWage]:
    if str(year) not in files.versions("minimum_wages"):
        return {}
    rows = files.typed("minimum_wages", str(year), WageRow)
    return {row.region: _wage(row) for row in rows}


def _wage(row: WageRow) -> MinimumWage:
    scope = WageScope.REGENCY if "." in row.region else WageScope.PROVINCE
    return MinimumWage(region=row.region, scope=scope, year=row.year, amount=row.amount, reported=row.reported)


def minimum_wage(region_code: str, year: int) -> MinimumWage | None:
    """Return the minimum wage that holds in a region in a year, in whole rupiah a month.

    The regency's own (UMK) where it is known, else its province's (UMP), which is the floor for every regency
    (Government Regulation 36/2021, articles 25 to 35). None when nothing is known for that year or region.
    """
    wages = _wages(year)
    return wages.get(region_code) or wages.get(region_code[:2])
