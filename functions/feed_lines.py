"""The lines of the change feed and of its snapshot."""

from datetime import datetime
from typing import Literal

import msgspec

from chalicelib.feed import Change
from chalicelib.feed.model import ChangeKind, Keys
from chalicelib.texts import Language
from chalicelib.vacancies.model import Vacancy
from chalicelib.vacancies.view import VacancyView
from chalicelib.vacancies.viewing import public_view


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change. ``revision`` tells which of two is newer."""

    kind: ChangeKind
    id: str
    revision: int
    at: datetime
    keys: Keys
    vacancy: VacancyView | None = None


class SnapshotLine(msgspec.Struct, frozen=True, kw_only=True):
    """One published vacancy."""

    kind: Literal["vacancy"]
    id: str
    revision: int
    vacancy: VacancyView


class CursorLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The last line. ``next`` goes on here; ``feed``, at the end of the snapshot, goes on with the changes."""

    kind: Literal["cursor"]
    next: str | None = None
    feed: str | None = None


def change_line(change: Change, language: Language) -> ChangeLine:
    """Return one change in the reader's language."""
    entry = change.entry
    return ChangeLine(
        kind=entry.kind,
        id=entry.vacancy_id,
        revision=entry.revision,
        at=entry.at,
        keys=entry.keys,
        vacancy=public_view(change.vacancy, language) if change.vacancy else None,
    )


def snapshot_line(vacancy: Vacancy, language: Language) -> SnapshotLine:
    """Return one published vacancy in the reader's language."""
    return SnapshotLine(
        kind="vacancy", id=vacancy.id, revision=vacancy.revision, vacancy=public_view(vacancy, language)
    )
