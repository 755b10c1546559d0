"""What people see of confirmations."""

from datetime import datetime

import msgspec

from chalicelib.linkage.failures import Reason
from chalicelib.linkage.model import Confirmation, Standing
from chalicelib.linkage.ports import Port
from chalicelib.linkage.wording import told
from chalicelib.texts import Language


class ConfirmationQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose confirmations: an employer's, or without it the caller's own."""

    employer: str | None = None


class ConfirmationView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one question to a register stands; ``text`` says it in the reader's language.

    ``about`` tells the questions to one register apart. ``evidence`` is the register's own reference of its answer,
    ``next_try_at`` when it is asked (again), ``last_failure`` why there was no answer the last time.
    """

    port: Port
    about: str
    state: Standing
    text: str
    asked_at: datetime
    answered_at: datetime | None = None
    next_try_at: datetime | None = None
    differences: tuple[str, ...] = ()
    evidence: str | None = None
    details: dict[str, str] = {}
    last_failure: Reason | None = None


class ConfirmationList(msgspec.Struct, frozen=True, kw_only=True):
    """Confirmations of one person or employer, by register."""

    items: tuple[ConfirmationView, ...]


def confirmation_view(found: Confirmation, language: Language) -> ConfirmationView:
    """Return a confirmation as its subject, or an officer, sees it."""
    return ConfirmationView(
        port=found.port,
        about=found.about,
        state=found.state,
        text=told(found.port, found.state, found.differences).in_language(language),
        asked_at=found.asked_at,
        answered_at=found.answered_at,
        next_try_at=found.next_try_at,
        differences=found.differences,
        evidence=found.evidence,
        details=found.details,
        last_failure=found.last_failure,
    )
