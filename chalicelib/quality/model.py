"""What is measured of vacancies: dimensions, fields, and for how much one vacancy counts.

The dimensions are those of ISO/IEC 25012 (completeness, currentness, consistency; accuracy as far as form goes) under
the names that DAMA's data management body of knowledge uses for them. Each measure is a share A / B of ISO/IEC 25024:
``good`` of those vacancies to which it applies (``of``).
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from chalicelib.texts import Text

VACANCIES = "vacancies"
"""The column that counts vacancies."""


class Dimension(StrEnum):
    """Ways in which data can be good."""

    COMPLETENESS = "completeness"
    VALIDITY = "validity"
    TIMELINESS = "timeliness"
    UNIQUENESS = "uniqueness"
    CONSISTENCY = "consistency"


class Field(StrEnum):
    """Fields of a vacancy; ``TEXT`` and ``JOB`` are the whole of it, as its source and as other sources offer it."""

    TITLE = "title"
    DESCRIPTION = "description"
    OCCUPATION = "occupation"
    REGION = "region"
    POINT = "point"
    PAY = "pay"
    HOURS = "hours"
    EMPLOYMENT_TYPE = "employment_type"
    EDUCATION = "education"
    EXPERIENCE = "experience_months"
    SKILLS = "skills"
    LICENCES = "licences"
    LANGUAGES = "languages"
    OPENINGS = "openings"
    CONTACT = "contact_url"
    POSTED = "posted_at"
    PUBLISHED = "published_at"
    UPDATED = "updated_at"
    EXPIRES = "expires_at"
    TEXT = "text"
    JOB = "job"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One measure: when a field is good in one dimension, and how much it weighs there."""

    dimension: Dimension
    field: Field
    text: Text
    weight: int = 1

    @property
    def code(self) -> str:
        """The measure's name, as ``validity_region``."""
        return f"{self.dimension}_{self.field}"


class Measured(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For how much one vacancy counts: under its source and kind of source, on the day of its arrival.

    What is posted here counts under its ``employer`` too, in the month of that day. ``good`` and ``bad`` are codes of
    cells; a cell in neither does not apply to the vacancy.
    """

    source: str
    kind: str
    day: str
    employer: str = ""
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


Counts = Mapping[str, int]
"""Numbers by column: ``vacancies``, and of each cell ``<code>_good`` and ``<code>_of``. What is absent is nought."""


def counts_of(measured: Measured | None) -> dict[str, int]:
    """Return what one vacancy adds to the counts."""
    if measured is None:
        return {}
    counts = {VACANCIES: 1}
    for code in measured.good:
        counts[f"{code}_good"] = 1
    for code in (*measured.good, *measured.bad):
        counts[f"{code}_of"] = 1
    return counts


def added(one: Counts, other: Counts, sign: int = 1) -> dict[str, int]:
    """Return ``one`` with ``sign`` times ``other``, without what comes to nought."""
    names = {*one, *other}
    totals = {name: one.get(name, 0) + sign * other.get(name, 0) for name in names}
    return {name: number for name, number in totals.items() if number}
