"""What the reference tables hold. Every type is immutable; nothing here reads a file."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class RegionKind(StrEnum):
    """The two upper levels of Indonesian government: provinces, and regencies or cities within them."""

    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A province or regency by the ministry's code (``32``, ``32.73``), with the point that stands for it (WGS 84)."""

    code: str
    kind: RegionKind
    label: Text
    seat: str
    latitude: float
    longitude: float
    island: str

    @property
    def name(self) -> str:
        """The official Indonesian name."""
        return self.label.id

    @property
    def province(self) -> str:
        """Code of the province that it is, or lies in."""
        return self.code[:2]


class RegionMatch(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a place name. ``confidence`` is in 0..1.

    Matches with ``together`` are not alternatives: the name means all of them (``jabodetabek``).
    """

    code: str
    confidence: float
    matched: str
    together: bool = False


class Occupation(msgspec.Struct, frozen=True, kw_only=True):
    """A group of the occupation classification; ``level`` is the number of digits of its ``code``."""

    code: str
    version: str
    label: Text

    @property
    def level(self) -> int:
        """Digits: 1 major, 2 sub-major, 3 minor, 4 unit group."""
        return len(self.code)

    @property
    def parent(self) -> str | None:
        """Code of the group one level up, None for a major group."""
        return self.code[:-1] or None


class TitleKind(StrEnum):
    """How people came to write a title so."""

    TITLE = "title"
    ABBREVIATION = "abbreviation"
    MISSPELLING = "misspelling"
    COLLOQUIAL = "colloquial"


class TitleLanguage(StrEnum):
    """The language of a title; many mix two."""

    INDONESIAN = "id"
    ENGLISH = "en"
    MIXED = "mixed"


class JobTitle(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An everyday title and the unit group it most often means; ``weight`` in 0..1 is how surely."""

    title: str
    code: str
    weight: float
    language: TitleLanguage = TitleLanguage.MIXED
    kind: TitleKind = TitleKind.TITLE


class Rank(StrEnum):
    """What a word beside a trade says of the place of the person in it."""

    STAFF = "staff"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    HEAD = "head"
    ASSISTANT = "assistant"


class RankWord(msgspec.Struct, frozen=True, kw_only=True):
    """A word of rank in job titles."""

    word: str
    rank: Rank


class RankGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The unit group of those with ``rank`` over the groups whose codes begin with ``trade``."""

    trade: str
    rank: Rank
    group: str


class Tasks(msgspec.Struct, frozen=True, kw_only=True):
    """Typical tasks, in the same order in Indonesian and English."""

    id: tuple[str, ...]
    en: tuple[str, ...]


class OccupationDescription(msgspec.Struct, frozen=True, kw_only=True):
    """What the people in unit group ``code`` do: a line, and three to five typical tasks, in both languages."""

    code: str
    description: Text
    tasks: Tasks


class RegulatedOccupation(msgspec.Struct, frozen=True, kw_only=True):
    """Law asks people of unit group ``code`` for ``licence``, a code of the table licences. Not legally checked yet."""

    code: str
    licence: str
    law: str


class HazardousWork(msgspec.Struct, frozen=True, kw_only=True):
    """Work of unit group ``code`` that is, or often is, barred to people under eighteen. Not legally checked yet."""

    code: str
    reason: Text
    law: str


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """The group that a vacancy title was given, and the words that decided it. ``confidence`` is in 0..1."""

    code: str
    version: str
    confidence: float
    matched: str


class SkillKind(StrEnum):
    """What sort of ability a skill is."""

    TECHNICAL = "technical"
    TOOL = "tool"
    LANGUAGE = "language"
    PERSONAL = "personal"
    LICENCE = "licence"


class Skill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A skill concept. ``per_mille`` is how many of a thousand vacancies name it; ``occupations`` are code prefixes.

    Who has it has each ``broader`` one too; ``related`` ones are often asked together with it. Both are codes.
    """

    code: str
    kind: SkillKind
    label: Text
    synonyms: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    per_mille: float = 1.0
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


class EducationLevel(msgspec.Struct, frozen=True, kw_only=True):
    """A level of schooling; a higher ``rank`` is more. ``isced`` is the level of ISCED 2011 (UNESCO)."""

    code: str
    rank: int
    isced: int
    label: Text
    synonyms: tuple[str, ...] = ()


class EmploymentType(msgspec.Struct, frozen=True, kw_only=True):
    """A value of schema.org ``employmentType`` with its Indonesian legal or everyday counterpart."""

    code: str
    label: Text
    synonyms: tuple[str, ...] = ()
    basis: str = ""


class SpokenLanguage(msgspec.Struct, frozen=True, kw_only=True):
    """A human language by its ISO 639 code."""

    code: str
    label: Text
    synonyms: tuple[str, ...] = ()


class Licence(msgspec.Struct, frozen=True, kw_only=True):
    """A permit or registration that some work requires by law, and who issues it."""

    code: str
    label: Text
    issuer: str
    synonyms: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong inside a reference table: which table, which row, what."""

    table: str
    key: str
    problem: str


class TableDescription(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one table, for people: where it comes from, on what terms, and how many rows it has."""

    name: str
    version: str
    title: str
    source: str
    licence: str
    retrieved: str
    rows: int
