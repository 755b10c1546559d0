"""What is searched, what is asked, and what is wanted of it."""

from enum import StrEnum

import msgspec

from search.document import VacancyDocument

TUNE, TEST = 0, 1
"""The part on which search may be mended, and the one that is only measured."""


class Family(StrEnum):
    """What kind of query it is."""

    ROLE = "role"
    TYPO = "typo"
    EVERYDAY = "everyday"
    SKILLS = "skills"
    PLACE_AND_PAY = "place and pay"


class Sort(msgspec.Struct, frozen=True, order=True):
    """Where a portal filed a vacancy: its class and sub-class, in the portal's words."""

    group: str
    subgroup: str


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy of the corpus: as it is indexed, and what judgements read of it, which search never sees.

    ``part`` is `TUNE` or `TEST`, by the employer. ``tags`` are skills that the employer ticked, normalised.
    """

    document: VacancyDocument
    sort: Sort
    part: int
    tags: frozenset[str] = frozenset()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What makes a vacancy right for a query; what is left empty is not asked."""

    sorts: frozenset[Sort] = frozenset()
    groups: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    region: str | None = None
    pay: int | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A query of one part of the corpus."""

    words: str
    family: Family
    part: int
    wanted: Wanted
