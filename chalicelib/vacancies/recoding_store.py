"""Where recoding reads and writes vacancies, and where it notes how far it came."""

from pathlib import Path
from typing import Protocol

import msgspec

from chalicelib.errors import NotFound
from chalicelib.jobs import FileNote
from chalicelib.vacancies import table
from chalicelib.vacancies.model import Vacancy
from chalicelib.vacancies.recoding_model import RecodingReport


class Numbered(msgspec.Struct, frozen=True):
    """A vacancy as it stands at ``version`` of the table."""

    vacancy: Vacancy
    version: int


class Page(msgspec.Struct, frozen=True):
    """Vacancies in the table's own order, and where the next page begins, ``None`` at the end."""

    items: tuple[Numbered, ...]
    next: str | None


class Store(Protocol):
    """The table, as far as recoding needs it."""

    def page(self, after: str | None, limit: int) -> Page:
        """Return up to ``limit`` vacancies after the one named, read consistently."""

    def load(self, vacancy_id: str) -> Numbered | None:
        """Return one vacancy, read consistently, ``None`` when it is gone."""

    def save(self, vacancy: Vacancy, version: int) -> bool:
        """Store a vacancy that stands at ``version``; tell whether it still stood there."""

    def about(self) -> int | None:
        """Return about how many vacancies there are; ``None`` when that is not known."""


class TableStore:
    """The table of vacancies."""

    def page(self, after: str | None, limit: int) -> Page:
        """Return up to ``limit`` vacancies after the one named, read consistently."""
        items, following = table.some(after, limit)
        return Page(tuple(Numbered(item.vacancy, item.version) for item in items), following)

    def load(self, vacancy_id: str) -> Numbered | None:
        """Return one vacancy, read consistently, ``None`` when it is gone."""
        try:
            item = table.load(vacancy_id)
        except NotFound:
            return None
        return Numbered(item.vacancy, item.version)

    def save(self, vacancy: Vacancy, version: int) -> bool:
        """Store a vacancy that stands at ``version``; tell whether it still stood there."""
        return table.replace(vacancy, version)

    def about(self) -> int | None:
        """Return about how many vacancies there are, as DynamoDB counts them every six hours."""
        return table.about() or None


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How far recoding came: the last vacancy of a finished page, whether every one was coded, and the counts."""

    after: str
    every: bool
    report: RecodingReport


class Checkpoint(Protocol):
    """Remembers how far recoding came."""

    def read(self) -> Reached | None:
        """Return what was noted last, ``None`` without any."""

    def note(self, reached: Reached) -> None:
        """Remember it instead of what was noted before."""

    def clear(self) -> None:
        """Forget it."""


class FileCheckpoint(FileNote[Reached]):
    """A checkpoint in a file."""

    def __init__(self, path: Path) -> None:
        """Keep it at ``path``."""
        super().__init__(path, Reached)
