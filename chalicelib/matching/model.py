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


class Held(msgspec.Struct, frozen=True):
    """A job that was held: its four-digit occupation, if it is known, and for how many months."""

    occupation: str | None
    months: int


class Seeker(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has and wishes. Pay is whole rupiah a month, education a rank.

    ``wished_occupations`` are codes or their beginnings. ``licences`` holds also those that the person's own imply.
    """

    id: str
    skills: frozenset[str] = frozenset()
    jobs: tuple[Held, ...] = ()
    wished_occupations: tuple[str, ...] = ()
    education_rank: int | None = None
    languages: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    place: Place | None = None
    wished_regions: tuple[str, ...] = ()
    willing_to_move: bool = False
    remote: bool = False
    pay_minimum: int | None = None
    employment_types: frozenset[str] = frozenset()

    @property
    def occupations(self) -> tuple[str, ...]:
        """Occupations held, each once."""
        return tuple(dict.fromkeys(job.occupation for job in self.jobs if job.occupation))

    @property
    def experience_months(self) -> int:
        """Months of all jobs together."""
        return sum(job.months for job in self.jobs)


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What a vacancy asks for and offers, in the same units as `Seeker`.

    ``further_occupations`` are codes that it may mean as well. ``fresh_graduate``: the experience is welcome and not
    asked for. ``licences_from_text``: they were read in its text, so that a lack of them is a gap and blocks nobody.
    ``without_alcohol``: who makes drinks there makes coffee or the like.
    """

    id: str
    occupation: str | None = None
    further_occupations: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    education_rank: int | None = None
    education_required_by_law: bool = False
    experience_months: int | None = None
    fresh_graduate: bool = False
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    licences_from_text: bool = False
    place: Place | None = None
    remote: bool = False
    pay_minimum: int | None = None
    pay_maximum: int | None = None
    employment_type: str | None = None
    without_alcohol: bool = False


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


class StepKind(StrEnum):
    """What closes a gap."""

    TRAINING = "training"
    CERTIFICATE = "certificate"
    LICENCE = "licence"
    LANGUAGE_COURSE = "language_course"
    SCHOOLING = "schooling"
    EXPERIENCE = "experience"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something that would close a gap: its kind, in words, and the code of what it gives (a skill, a licence…)."""

    kind: StepKind
    text: Text
    item: str | None = None


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Why a pair fits, or what is missing: a stable code, the words, and the codes of what it is about.

    ``amount`` is of the code's own unit: months (``experience_short``), kilometres (``place_fits``, ``place_far``),
    rupiah a month (``pay_below``). ``closes`` are the steps that would close a gap.
    """

    code: str
    text: Text
    items: tuple[str, ...] = ()
    amount: int | None = None
    closes: tuple[Step, ...] = ()


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One pair. ``score`` is the sum of the contributions' points, in 0..1; 0 when a hard constraint is not met.

    ``conditions`` is what law asks for that is no part of a profile, such as an age for hazardous work.
    """

    seeker_id: str
    vacancy_id: str
    score: float
    eligible: bool
    contributions: tuple[Contribution, ...]
    reasons: tuple[Remark, ...]
    gaps: tuple[Remark, ...]
    conditions: tuple[Remark, ...] = ()
