"""What a person is shown of breaches of their data."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from chalicelib.auditing.wording import KINDS
from chalicelib.breaches.incident import Incident
from chalicelib.breaches.model import PersonNotice
from chalicelib.texts import Language


class BreachNoticeView(msgspec.Struct, frozen=True, kw_only=True):
    """One breach: ``kinds`` of one's data between ``began`` and ``ended`` (``null``: it goes on), the rest in words.

    ``contact`` answers questions; say ``reference``.
    """

    reference: str
    told_at: datetime
    began: datetime
    ended: datetime | None
    kinds: tuple[str, ...]
    kind_names: tuple[str, ...]
    what: str
    how: str
    consequences: str
    handling: str
    recovery: str
    advice: str
    contact: str


class BreachNotices(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, the newest first."""

    items: tuple[BreachNoticeView, ...]


def notices_view(found: Iterable[tuple[Incident, PersonNotice]], language: Language) -> BreachNotices:
    """Return the notices in the caller's language."""
    return BreachNotices(items=tuple(_view(incident, notice, language) for incident, notice in found))


def _view(incident: Incident, notice: PersonNotice, language: Language) -> BreachNoticeView:
    return BreachNoticeView(
        reference=incident.reference,
        told_at=notice.queued_at,
        began=incident.began,
        ended=incident.ended,
        kinds=notice.kinds,
        kind_names=tuple(KINDS[kind].in_language(language) for kind in notice.kinds),
        what=incident.what.text.in_language(language),
        how=incident.how.text.in_language(language),
        consequences=incident.consequences.text.in_language(language),
        handling=incident.handling.text.in_language(language),
        recovery=incident.recovery.text.in_language(language),
        advice=incident.advice.text.in_language(language),
        contact=incident.contact,
    )
