"""What matching compares and what it answers.

Neither side holds sex, age, religion, ethnicity, marital status, disability or appearance: what is not in these types
cannot influence a score.
"""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A region code (``32`` or ``32.73``) and its representative point in degrees, when known."""

    code: str
    lat: float | None = None
    lon: float | None = None


class Seeker(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has and wishes. Pay is whole rupiah a month, experience in months, education a rank.

    ``occupations`` are four-digit codes held, ``wished_occupations`` codes or prefixes.
    """

    id: str
    skills: frozenset[str] = frozenset()
    occupations: tuple[str, ...] = ()
    wished_occupations: tuple[str, ...] = ()
    education_rank: int | None = None
    experience_months: int = 0
    languages: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    place: Place | None = None
    wished_regions: tuple[str, ...] = ()
    willing_to_move: bool = False
    remote: bool = False
    pay_minimum: int | None = None
    employment_types: frozenset[str] = frozenset()


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What a vacancy asks for and offers, in the same units as `Seeker`."""

    id: str
    occupation: str | None = None
    skills: tuple[str, ...] = ()
    education_rank: int | None = None
    education_required_by_law: bool = False
    experience_months: int | None = None
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    place: Place | None = None
    remote: bool = False
    pay_minimum: int | None = None
    pay_maximum: int | None = None
    employment_type: str | None = None


class Feature(StrEnum):
    """What is compared."""

    SKILLS = "skills"
    OCCUPATION = "occupation"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    PLACE = "place"
    PAY = "pay"
    CONTRACT = "contract"
    LANGUAGES = "languages"


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """One feature's part: how well it fits (0..1), its weight, their product; ``stated``: the vacancy says it."""

    feature: Feature
    stated: bool
    fit: float
    weight: float
    points: float


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Why a pair fits, or what is missing: a stable code, the words, and the codes of what it is about."""

    code: str
    text: Text
    items: tuple[str, ...] = ()


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One pair. ``score`` is the sum of the contributions' points, in 0..1; 0 when a hard constraint is not met."""

    seeker_id: str
    vacancy_id: str
    score: float
    eligible: bool
    contributions: tuple[Contribution, ...]
    reasons: tuple[Remark, ...]
    gaps: tuple[Remark, ...]
