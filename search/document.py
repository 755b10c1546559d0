"""What the indices hold. No personal data: a candidate is an identifier, codes and the person's own wishes."""

from enum import StrEnum

import msgspec


class ReadField(StrEnum):
    """Fields of a vacancy that may be read from its text where its poster left them out."""

    EDUCATION = "education"
    EXPERIENCE_MONTHS = "experience_months"
    FRESH_GRADUATE = "fresh_graduate"
    PAY_MINIMUM = "pay_minimum"
    PAY_MAXIMUM = "pay_maximum"
    EMPLOYMENT_TYPE = "employment_type"
    REGION = "region"
    HOURS = "hours"
    SKILLS = "skills"
    LICENCES = "licences"
    LANGUAGES = "languages"


class FromText(msgspec.Struct, frozen=True, array_like=True):
    """Where the text states a field: characters ``start`` to ``end`` (exclusive) of the text at ``pointer``.

    ``pointer`` is ``/title`` or ``/description``, ``confidence`` is in 0..1.
    """

    field: ReadField
    pointer: str
    start: int
    end: int
    confidence: float


class Coordinates(msgspec.Struct, frozen=True):
    """Degrees, WGS 84."""

    lat: float
    lon: float


class Elsewhere(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another portal on which a vacancy stands: its code, the vacancy of it here, its page there, and its name."""

    partner: str
    vacancy_id: str
    url: str | None = None
    name: str | None = None


class VacancyDocument(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One published vacancy as it is found. Times are epoch seconds, pay whole rupiah a month.

    ``version`` is the table's: an index write with an older one is ignored. ``region`` is a regency (``32.73``) or,
    when nothing finer is known, a province (``32``). ``further_occupations`` are codes under which it is found as well:
    its own was split since it was coded. ``completeness`` and ``exposure`` are in 0..1.

    A field that the poster left out may hold what the text states: ``from_text`` names it then, once for each value,
    and where the words stand.
    """

    id: str
    version: int
    title: str
    employer_id: str
    employer_name: str
    description: str = ""
    occupation: str | None = None
    further_occupations: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    region: str | None = None
    point: Coordinates | None = None
    pay_minimum: int | None = None
    pay_maximum: int | None = None
    employment_type: str | None = None
    education: str | None = None
    education_rank: int | None = None
    education_required_by_law: bool = False
    experience_months: int | None = None
    licences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    openings: int = 1
    applications: int = 0
    remote: bool = False
    disability_friendly: bool = False
    fresh_graduate: bool = False
    posted_at: int
    expires_at: int
    completeness: float = 0.0
    partner: str = "padan"
    external_id: str | None = None
    also_on: tuple[Elsewhere, ...] = ()
    from_text: tuple[FromText, ...] = ()

    def read_from_text(self, field: str) -> bool:
        """Tell whether the value of ``field`` is read from the text, so that nobody stated it as a field."""
        return any(each.field == field for each in self.from_text)


class CandidateDocument(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One consenting person as employers' searches find them: codes only, nothing that identifies or discriminates."""

    id: str
    version: int
    occupations: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    region: str | None = None
    wished_regions: tuple[str, ...] = ()
    education_rank: int | None = None
    experience_months: int = 0
    languages: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    pay_minimum: int | None = None
    employment_types: tuple[str, ...] = ()
    remote: bool = False
    willing_to_move: bool = False
