"""The change feed: what it keeps about each change, and what a reader gets."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.vacancies.model import State, Vacancy

PARTITIONS = 4
"""Parts of the log, each with its own unbroken count; a vacancy always stands in the same one."""


class ChangeKind(StrEnum):
    """Whether a vacancy is to be shown (again) or taken off."""

    UPSERT = "upsert"
    REMOVAL = "removal"


class Keys(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What readers filter by. A removal carries them too, so that a reader of one region learns of it."""

    region: str | None = None
    occupation: str | None = None
    employer_id: str
    partner: str
    external_id: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change in the log. ``revision`` is that of the vacancy after the change."""

    vacancy_id: str
    kind: ChangeKind
    revision: int
    at: datetime
    keys: Keys


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a reader has come: the last count taken, for each part of the log."""

    counts: tuple[int, ...]


class SnapshotPosition(msgspec.Struct, frozen=True):
    """How far a reader of the snapshot has come: where the log stood when it began, and the last vacancy taken."""

    counts: tuple[int, ...]
    after: str


def entry_of(before: Vacancy | None, after: Vacancy | None, at: datetime) -> Entry | None:
    """Return the change that a reader has to learn of, or ``None`` when nothing that is public changed.

    A vacancy that is not published any more, or is gone, is a removal under the keys that it was published with. One
    whose keys changed is an upsert under the new ones.
    """
    published = after is not None and after.state is State.PUBLISHED
    was_published = before is not None and before.state is State.PUBLISHED
    if after is not None and published:
        if before is not None and was_published and before.revision == after.revision:
            return None
        return _entry(after, after.revision, ChangeKind.UPSERT, at)
    if before is not None and was_published:
        revision = after.revision if after is not None else before.revision + 1
        return _entry(before, revision, ChangeKind.REMOVAL, at)
    return None


def _entry(vacancy: Vacancy, revision: int, kind: ChangeKind, at: datetime) -> Entry:
    keys = Keys(
        region=vacancy.content.region,
        occupation=vacancy.content.occupation,
        employer_id=vacancy.employer_id,
        partner=vacancy.source.partner,
        external_id=vacancy.source.external_id,
    )
    return Entry(vacancy_id=vacancy.id, kind=kind, revision=revision, at=at, keys=keys)
