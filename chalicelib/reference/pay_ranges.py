"""Typical pay: what vacancies of an occupation group in a province offered, and of what wider group where few did."""

from collections.abc import Iterator, Mapping
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.model_pay import COUNTRY, PayRange, TypicalPay

RANGES = "pay_ranges"
RANGE_VERSION = "2024"
FEWEST = 10
"""Vacancies below which no range is shown."""
FEWEST_EMPLOYERS = 5
"""Employers below which no range is shown, so that it is nobody's own pay."""
_UNIT = 4


def typical_pay(occupation: str, region_code: str) -> TypicalPay | None:
    """Return what vacancies of an occupation (one to four digits) in the province of a region offered.

    Where too few did, the answer is of a wider group or of the whole country, in the order that predicts pay best
    (docs/reference/pay.md); it says which. None when even the widest is not known, or the code is none.
    """
    found = _ranges()
    for digits, region in _wider(len(occupation), region_code[:2]):
        if answer := found.get((occupation[:digits], region)):
            return TypicalPay(occupation=occupation, region=region_code, range=answer)
    return None


def _wider(digits: int, province: str) -> Iterator[tuple[int, str]]:
    """Yield how many digits of the occupation, and which region, to ask for in turn.

    The province through every group, then the country: of the orders measured by ``bench/pay_ranges.py`` the one that
    missed the pay of held-out employers least.
    """
    for region in (province, COUNTRY):
        for level in range(min(digits, _UNIT), 0, -1):
            yield level, region


@cache
def _ranges(version: str = RANGE_VERSION) -> Mapping[tuple[str, str], PayRange]:
    rows = files.typed(RANGES, version, PayRange)
    return {(row.occupation, row.region): row for row in rows}
