"""What recoding makes of a vacancy, and what it reports of all of them."""

from enum import StrEnum

import msgspec

from chalicelib.vacancies.model import Vacancy

EXAMPLES = 3
"""Titles that are shown for each way from one code to another."""


class Became(StrEnum):
    """What became of a vacancy's occupation, or of the vacancy.

    ``current``: today's tables had coded it. ``same``: coded again with the same occupation. ``kept``: an officer has
    to look. ``contended``: others were faster too often. ``failed``: it could not be coded. ``gone``: it was deleted.
    """

    CURRENT = "current"
    SAME = "same"
    CHANGED = "changed"
    CODED = "coded"
    UNCODED = "uncoded"
    KEPT = "kept"
    CONTENDED = "contended"
    FAILED = "failed"
    GONE = "gone"


class Reason(StrEnum):
    """Why an officer has to look."""

    NO_CORRESPONDENCE = "no_correspondence"
    WOULD_BE_TAKEN_OFF = "would_be_taken_off"


class Code(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An occupation of an edition."""

    edition: str
    code: str


class ForOfficer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A vacancy that recoding leaves to a person: its occupation, the one that the tables want, and what that finds."""

    vacancy_id: str
    title: str
    reason: Reason
    occupation: Code | None = None
    wanted: Code | None = None
    findings: tuple[str, ...] = ()
    stated: bool = False


class Recoded(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a vacancy; the very same ``vacancy`` when nothing is to be stored."""

    vacancy: Vacancy
    became: Became
    before: Code | None = None
    after: Code | None = None
    skills: bool = False
    officer: ForOfficer | None = None


class Move(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many vacancies went from one occupation to another (``None``: without a code), with some of their titles."""

    before: Code | None
    after: Code | None
    count: int
    examples: tuple[str, ...] = ()


class RecodingReport(msgspec.Struct, frozen=True, kw_only=True):
    """What recoding did, or in a dry run would do.

    ``seen`` is the sum of the counts by `Became`. ``written`` were stored, ``skills`` of them with other skills.
    ``moves`` are the commonest first; of the list for officers only the first are there, ``kept`` counts all.
    """

    coded_with: str
    dry_run: bool
    seen: int = 0
    written: int = 0
    current: int = 0
    same: int = 0
    changed: int = 0
    coded: int = 0
    uncoded: int = 0
    kept: int = 0
    contended: int = 0
    failed: int = 0
    gone: int = 0
    skills: int = 0
    seconds: float = 0.0
    moves: tuple[Move, ...] = ()
    for_officers: tuple[ForOfficer, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """Vacancies seen in a second."""
        return self.seen / self.seconds if self.seconds else 0.0
