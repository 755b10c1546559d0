"""Codes of occupations as the current edition has them, whatever edition they were given in."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from chalicelib.errors import InvalidInput, NotFound
from chalicelib.reference import files
from chalicelib.reference.crosswalks import counterpart, equivalent_codes
from chalicelib.reference.occupations import VERSION


def occupations_now(
    codes: Iterable[str], version: str, current: str = VERSION, data: Path = files.DATA
) -> tuple[str, ...]:
    """Return the codes of edition ``current`` that ``codes`` of ``version`` are found under, the likeliest first.

    What was split has several. A code that is retired, unknown, or of an edition that no crosswalk leads from has none:
    better not to be found by occupation than under a code that means something else by now. Raises BadTable.
    """
    return tuple(dict.fromkeys(found for code in codes for found in _now(code, version, current, data)))


def occupation_now(code: str, version: str, current: str = VERSION, data: Path = files.DATA) -> str | None:
    """Return the one code of edition ``current`` that stands for ``code`` of ``version``; None where none or many do.

    Raises BadTable.
    """
    if version == current:
        return code
    try:
        found = counterpart(code, version, current, data=data)
    except (NotFound, InvalidInput):
        return None
    return found.code if found else None


@cache
def _now(code: str, version: str, current: str, data: Path) -> tuple[str, ...]:
    if version == current:
        return (code,)
    try:
        likeliest = counterpart(code, version, current, data=data)
        every = equivalent_codes(code, version, current, data=data)
    except (NotFound, InvalidInput):
        return ()
    return (likeliest.code, *every) if likeliest else every
