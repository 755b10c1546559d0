"""Occupations: the groups of the classification, the titles of jobs, ranks, and what the law says of some groups."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


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
    SLIP = "slip"
    """A misspelling that queries are corrected of anyhow, so that the right words are found in titles too."""
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


class TitleCount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many real vacancies use a known title: ``count`` of those counted, ``per_mille`` of a thousand."""

    title: str
    count: int
    per_mille: float


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


class SuggestedCode(msgspec.Struct, frozen=True, kw_only=True):
    """A group that a title may mean, and why: ``known`` words of it that are a known title, and ``nearest`` phrases."""

    coding: Coding
    known: str | None
    nearest: tuple[str, ...]


class CodingWeight(msgspec.Struct, frozen=True, kw_only=True):
    """What an ``evidence`` for a group adds to the logarithm of the odds that a title means it."""

    evidence: str
    weight: float
