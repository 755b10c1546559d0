"""What the tables about study hold: fields, programmes, levels of a language and its tests."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class FieldOfStudy(msgspec.Struct, frozen=True, kw_only=True):
    """A narrow field (three digits) of ISCED-F 2013; the first two digits are its broad field."""

    code: str
    label: Text
    synonyms: tuple[str, ...] = ()


class ProgrammeKind(StrEnum):
    """Where a programme is taught."""

    GENERAL_SECONDARY = "general_secondary"
    VOCATIONAL_SECONDARY = "vocational_secondary"
    DIPLOMA = "diploma"
    UNIVERSITY = "university"


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """A programme of schools (SMA, SMK), diplomas or universities, and the narrow ``field`` it belongs to."""

    code: str
    field: str
    kind: ProgrammeKind
    name: str
    synonyms: tuple[str, ...] = ()


class RequiredEducation(msgspec.Struct, frozen=True, kw_only=True):
    """What a text asks of schooling. Levels are codes of the table of levels, programmes and fields of theirs.

    ``lowest`` is the least that is enough, None where nothing is asked (a level may still be preferred);
    ``highest_named`` the most that the text names, asked or preferred. ``equivalents_accepted`` when the text says so
    (``sederajat``, ``paket C``, ``or equivalent``). ``kinds`` are the schools that are named: of vocational schools
    alone who asks for ``SMK``, both kinds who asks for ``SLTA`` or takes equivalents. No ``fields``: any.
    ``spans`` are from and to (exclusive), in characters, where the levels stand. ``confidence`` is in 0..1.
    """

    lowest: str | None = None
    highest_named: str | None = None
    equivalents_accepted: bool = False
    kinds: tuple[ProgrammeKind, ...] = ()
    programmes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    confidence: float = 0.0


class LanguageLevel(msgspec.Struct, frozen=True, kw_only=True):
    """A level of the Common European Framework (``A1`` to ``C2``); a higher ``rank`` is more."""

    code: str
    rank: int
    label: Text
    synonyms: tuple[str, ...] = ()


class LanguageTest(msgspec.Struct, frozen=True, kw_only=True):
    """A test of ``language``. ``passed`` is the level that passing it shows, None where only the score tells.

    ``approximate`` when it doesn't measure every ability or its publisher does not settle the level.
    """

    code: str
    language: str
    label: Text
    approximate: bool
    passed: str | None = None
    synonyms: tuple[str, ...] = ()


class LanguageTestBand(msgspec.Struct, frozen=True, kw_only=True):
    """Scores of ``test`` from ``lowest`` to ``highest``, both included, that show ``level``."""

    test: str
    lowest: float
    highest: float
    level: str
