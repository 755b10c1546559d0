"""What reading the audit takes and answers."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.auditing import Act, Asked, Reading, Readings
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.texts import Language
from security.audit_model import AuditEntry

Named = Annotated[str, Meta(min_length=1, max_length=300)]
Moment = Annotated[datetime, Meta(tz=True)]
Limit = Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)]


class AuditQuery(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """Which entries: about a ``subject`` or by an ``actor`` (one of them is needed), of an ``action``.

    ``from`` (included) and ``to`` (excluded) are times with a zone.
    """

    subject: Named | None = None
    actor: Named | None = None
    action: Annotated[str, Meta(min_length=1, max_length=100)] | None = None
    first: Moment | None = None
    last: Moment | None = None
    limit: Limit = DEFAULT_LIMIT
    cursor: str | None = None

    def asked(self) -> Asked:
        """Return it as the use case takes it."""
        return Asked(subject=self.subject, actor=self.actor, action=self.action, first=self.first, last=self.last)


class AuditPage(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of the audit, newest first, with the cursor of the next page."""

    items: tuple[AuditEntry, ...]
    next: str | None


class ReadingQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of the readings."""

    limit: Limit = DEFAULT_LIMIT
    cursor: str | None = None


class ReaderView(msgspec.Struct, frozen=True, kw_only=True):
    """Who read: the role (``system``, ``officer``, ``employer``, ``monitor`` …) and its name in words."""

    role: str
    name: str


class ReadingView(msgspec.Struct, frozen=True, kw_only=True):
    """One reading, change or refused attempt by somebody else, as ``act`` says.

    ``kind`` and ``purpose`` are codes, ``what`` and ``why`` words: what was read, or else what was done.
    """

    at: datetime
    reader: ReaderView
    act: Act
    kind: str
    what: str
    purpose: str
    why: str


class ReadingPage(msgspec.Struct, frozen=True, kw_only=True):
    """Readings of one's own data, newest first, with the cursor of the next page."""

    items: tuple[ReadingView, ...]
    next: str | None


def reading_page(found: Readings, language: Language) -> ReadingPage:
    """Return a page in the caller's language."""
    return ReadingPage(items=tuple(_view(each, language) for each in found.items), next=found.next)


def _view(reading: Reading, language: Language) -> ReadingView:
    return ReadingView(
        at=reading.at,
        reader=ReaderView(role=reading.reader.role, name=reading.reader.name.in_language(language)),
        act=reading.act,
        kind=reading.kind,
        what=reading.kind_name.in_language(language),
        purpose=reading.purpose,
        why=reading.purpose_name.in_language(language),
    )
