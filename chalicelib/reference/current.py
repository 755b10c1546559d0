"""Which version of each table is the current one: the one place that knows it for every table.

Where a typed module reads a table, its constant says so: an edition that lies ready beside it is not current before
that module reads it. Tables of a year are current in their year. Of every other table it is the newest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.reference import files
from chalicelib.reference.adjacency import VERSION as NEIGHBOURS
from chalicelib.reference.boxes import VERSION as BOXES
from chalicelib.reference.coding_weights import TABLE as CODING
from chalicelib.reference.coding_weights import VERSION as CODING_WEIGHTS
from chalicelib.reference.editions import SHOWN
from chalicelib.reference.lists import EDUCATION_VERSION, EMPLOYMENT_VERSION, LANGUAGE_VERSION, LICENCE_VERSION
from chalicelib.reference.occupations import TITLES
from chalicelib.reference.occupations import VERSION as OCCUPATIONS
from chalicelib.reference.pay_ranges import RANGE_VERSION
from chalicelib.reference.regions import NAMES
from chalicelib.reference.regions import VERSION as REGIONS
from chalicelib.reference.shares import VERSION as SHARES
from chalicelib.reference.skills import VERSION as SKILLS
from chalicelib.reference.title_counts import COUNT_VERSION, COUNTS
from chalicelib.reference.work import INDUSTRY_VERSION

_STATED: Mapping[str, str] = {
    **SHOWN,
    "education_levels": EDUCATION_VERSION,
    "employment_types": EMPLOYMENT_VERSION,
    "industries": INDUSTRY_VERSION,
    "job_titles": TITLES,
    "languages": LANGUAGE_VERSION,
    "licences": LICENCE_VERSION,
    "occupations": OCCUPATIONS,
    "province_boxes": BOXES,
    "pay_ranges": RANGE_VERSION,
    "region_names": NAMES,
    "region_neighbours": NEIGHBOURS,
    "regions": REGIONS,
    "shared_names": SHARES,
    "skills": SKILLS,
    CODING: CODING_WEIGHTS,
    COUNTS: COUNT_VERSION,
}

_OF_A_YEAR = frozenset({"calendar_days", "minimum_wages"})


def published(data: Path = files.DATA) -> tuple[str, ...]:
    """Return the names of the tables that have a version, in their order."""
    return tuple(name for name in files.names(data) if files.versions(name, data))


def current_version(name: str, data: Path = files.DATA, clock: Clock = SYSTEM_CLOCK) -> str:
    """Return the version of table ``name`` that is read where none is named. Raises BadTable for an unknown table."""
    if name not in published(data):
        raise files.BadTable(f"{name}: no such table")
    found = files.versions(name, data)
    if name in _OF_A_YEAR:
        return _of_year(found, day_of(clock.now()).year)
    stated = _STATED.get(name)
    return stated if stated in found else newest(found)


def newest(versions: Iterable[str]) -> str:
    """Return the last of at least one version: ``10`` comes after ``9``, ``2014.1`` after ``2014``."""
    return max(versions, key=_order)


def _of_year(versions: Sequence[str], year: int) -> str:
    """Return the year's version, else the last before it; the first of all when every one is yet to come."""
    begun = [version for version in versions if _year(version) <= year]
    return newest(begun) if begun else min(versions, key=_order)


def _year(version: str) -> int:
    """Return the year that ``version`` begins with (a correction is ``2026.1``); 0 when it begins with none."""
    number = re.match(r"\d+", version)
    return int(number[0]) if number else 0


def _order(version: str) -> tuple[tuple[int, str], ...]:
    parts = re.findall(r"\d+|\D+", version)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
