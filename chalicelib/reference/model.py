"""Skills and the short lists, and what is said of tables themselves. Nothing here reads a file."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


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
