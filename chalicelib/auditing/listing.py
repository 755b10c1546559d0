"""What administrators read of the audit; that they read it is in the audit first."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import invalid
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.texts import Text
from security import audit
from security.audit_model import AuditEntry
from security.audit_table import SYSTEM
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal

_BATCH = 200
_MOST_LOOKED_AT = 2_000
"""Entries that one request looks at; with few that match, a page is short and the next one goes on."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: about ``subject``, by ``actor``, of ``action``, from ``first`` until before ``last`` (UTC)."""

    subject: str | None = None
    actor: str | None = None
    action: str | None = None
    first: datetime | None = None
    last: datetime | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Entries, newest first; ``next`` goes on, ``None`` at the end."""

    items: tuple[AuditEntry, ...]
    next: str | None


class _Position(msgspec.Struct, frozen=True, kw_only=True):
    """The last entry that was looked at, in the list that ``of`` tells from all others."""

    of: str
    entry: str


def listed(
    principal: Principal, asked: Asked, limit: int, cursor: str | None = None, clock: Clock = SYSTEM_CLOCK
) -> Page:
    """Return a page of the audit.

    Raises `NotFound` for who may not read it, `InvalidInput` when neither a subject nor an actor is named, when the
    actor is the system, when the time is the wrong way round, and for a cursor of another list or caller.
    The search is noted before anything is told; see `_noted_under` for under whom.
    """
    require(principal, Action.READ, Resource(kind=ResourceKind.AUDIT))
    _check(asked)
    of = _list_of(principal, asked)
    before = _resumed(cursor, of)
    audit.record(
        actor=principal.id,
        action="read_audit",
        subject=_noted_under(principal, asked),
        purpose="supervision",
        clock=clock,
    )
    return _page(asked, limit, before, of)


def _noted_under(principal: Principal, asked: Asked) -> str:
    """Return whom the search is noted about: whoever is asked for, when the audit knows of them.

    What is told of nobody is noted about the administrator who asked, so that no entry stands under a made-up name.
    """
    if asked.subject is not None:
        return asked.subject if audit.entries_of(asked.subject, limit=1) else principal.id
    actor = asked.actor or ""
    return actor if audit.acts_of(actor, limit=1) or audit.entries_of(actor, limit=1) else principal.id


def _check(asked: Asked) -> None:
    if asked.subject is None and asked.actor is None:
        detail = Text("Sebutkan subject atau actor.", "Name a subject or an actor.")
        raise invalid("subject", "missing", detail)
    if asked.subject is None and asked.actor == SYSTEM:
        detail = Text(
            "Tindakan sistem terlalu banyak; sebutkan subject.", "The system's acts are too many; name a subject."
        )
        raise invalid("actor", "too_broad", detail)
    if asked.first is not None and asked.last is not None and asked.first >= asked.last:
        detail = Text("Waktu to harus setelah from.", "The time to must be after from.")
        raise invalid("to", "before_from", detail)


def _page(asked: Asked, limit: int, before: str | None, of: str) -> Page:
    items: list[AuditEntry] = []
    for count, entry in enumerate(_entries(asked, before), start=1):
        if _matches(entry, asked):
            items.append(entry)
        if len(items) == limit or count == _MOST_LOOKED_AT:
            return Page(items=tuple(items), next=encode_cursor(_Position(of=of, entry=entry.id)))
    return Page(items=tuple(items), next=None)


def _entries(asked: Asked, before: str | None) -> Iterator[AuditEntry]:
    span = audit.Span(first=asked.first, last=asked.last)
    while True:
        if asked.subject is not None:
            found = audit.entries_of(asked.subject, limit=_BATCH, before=before, span=span)
        else:
            found = audit.acts_of(asked.actor or "", limit=_BATCH, before=before, span=span)
        yield from found
        if len(found) < _BATCH:
            return
        before = found[-1].id


def _matches(entry: AuditEntry, asked: Asked) -> bool:
    return asked.actor in (None, entry.actor) and asked.action in (None, entry.action)


def _list_of(principal: Principal, asked: Asked) -> str:
    told = msgspec.json.encode((principal.id, asked))
    return hashlib.sha256(told).hexdigest()[:16]


def _resumed(cursor: str | None, of: str) -> str | None:
    if cursor is None:
        return None
    position = decode_cursor(cursor, _Position)
    if position.of != of:
        raise unknown_cursor()
    return position.entry
